"""The transformer with its packaged weights: offsets, order, threads, damage."""

import base64
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.reader.network import PACKAGED, running
from retrieval.reader.passages import TOTAL_TOKENS, Passage, lay
from retrieval.reader.transformer import MOST_SPANS, TransformerReader, load_transformer

QUESTION = "How many planes did the ministry order?"
SENTENCE = "The defence ministry said on Monday it had ordered 36 planes from the maker."
# An onnx graph of one MatMulInteger: a (1, 8) of unsigned bytes times eight weights of 127.
EIGHT_PRODUCTS = (
    "CAg6XAoYCgFhCgFiEgF5Ig1NYXRNdWxJbnRlZ2VyEgFnKhMICAgBEANCAWJKCH9/f39/f39/WhMKAWESDgoMCAISCAoCCAEKAggIYhMKAXkSDgoM"
    "CAYSCAoCCAEKAggBQgQKABAR"
)
OTHER = "Rain is expected in the north for most of the week."


@pytest.fixture(scope="module")
def judge() -> TransformerReader:
    said: list[str] = []
    found = load_transformer(say=said.append)
    assert found is not None, said
    return found


def test_the_answer_is_marked_in_the_sentence_that_holds_it(judge: TransformerReader) -> None:
    right, wrong = judge.judge(QUESTION, [Passage(text=SENTENCE), Passage(text=OTHER)])
    assert right.relevance > wrong.relevance
    assert wrong.no_answer > right.no_answer
    best = right.spans[0]
    assert "36" in SENTENCE[best.start : best.end]
    assert len(SENTENCE[best.start : best.end].split()) <= 2


def test_products_of_bytes_are_exact_on_every_processor() -> None:
    session = running(base64.b64decode(EIGHT_PRODUCTS))
    (product,) = session.run(["y"], {"a": np.full((1, 8), 255, dtype=np.uint8)})
    assert product.item() == 8 * 255 * 127  # 131,068 where two products are added in 16 bits


def test_spans_are_different_and_the_best_comes_first(judge: TransformerReader) -> None:
    (found,) = judge.judge(QUESTION, [Passage(text=SENTENCE)])
    assert len(found.spans) == MOST_SPANS == len({(each.start, each.end) for each in found.spans})
    assert [each.logit for each in found.spans] == sorted((each.logit for each in found.spans), reverse=True)


def test_neither_order_nor_company_nor_time_changes_a_judgement(judge: TransformerReader) -> None:
    passages = [Passage(text=f"{SENTENCE} {OTHER * count}", title="Planes", before=OTHER) for count in range(11)]
    whole = judge.judge(QUESTION, passages)
    assert judge.judge(QUESTION, passages) == whole
    backwards = judge.judge(QUESTION, passages[::-1])[::-1]
    alone = [judge.judge(QUESTION, [passage])[0] for passage in passages]
    for one, other, single in zip(whole, backwards, alone, strict=True):
        assert one.relevance == pytest.approx(other.relevance, abs=0.75)
        assert one.relevance == pytest.approx(single.relevance, abs=0.75)  # 8-bit activations: scaled by batch


def test_threads_share_it(judge: TransformerReader) -> None:
    passages = [Passage(text=SENTENCE), Passage(text=OTHER)]
    wanted = judge.judge(QUESTION, passages)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: judge.judge(QUESTION, passages), range(16))) == {wanted}


def test_nothing_to_judge(judge: TransformerReader) -> None:
    assert judge.judge(QUESTION, []) == ()
    (empty,) = judge.judge("", [Passage(text="")])
    assert empty.spans == ()


HOSTILE = (
    "Der Fuß 🇺🇦 naïve ﬁnance İstanbul ẞ ΌΣΟΣ",
    "e\u0301\u0301\u0327 a\u200bb\u200dc \u202eright\u202c",
    "\ud800 lone \udfff halves",
    "\x00\x01 \ufffe\uffff \U0010ffff",
    "日本の首相は東京で会見した。",
    "ﷺ" * 30,
    "word " * 3000,
    "x" * 5000,
    "　\u2003\n\t ",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_offsets_point_into_the_raw_sentence(judge: TransformerReader, text: str) -> None:
    (found,) = judge.judge(text[:200], [Passage(text=text, title=text, before=text, names=((text[:5], text),))])
    for each in found.spans:
        assert 0 <= each.start < each.end <= len(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(), max_size=60), st.sampled_from(["Ankara", "36", "İzmir", "co-operation"]))
def test_a_word_after_any_text_is_found_at_its_own_place(judge: TransformerReader, noise: str, word: str) -> None:
    text = f"{noise} {word}"
    laid = lay(judge._encode, "where?", Passage(text=text, before=noise))
    assert len(laid.ids) <= TOTAL_TOKENS
    for start, end in laid.offsets:
        assert 0 <= start <= end <= len(text)
    if len(laid.offsets) < 80:
        assert laid.offsets[-1][1] == len(text)
        assert any(text[start:].startswith(word[:2]) for start, _ in laid.offsets if start == len(noise) + 1)


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(PACKAGED, folder / "model"))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "about.json"])
def test_a_missing_file_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    folder, said = copied(tmp_path), list[str]()
    (folder / name).unlink()
    assert load_transformer(folder, say=said.append) is None
    assert len(said) == 1
    assert "\n" not in said[0]


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_one_changed_bit_is_found(tmp_path: Path, name: str) -> None:
    folder, said = copied(tmp_path), list[str]()
    raw = bytearray((folder / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / name).write_bytes(raw)
    assert load_transformer(folder, say=said.append) is None
    assert said == [f"reader: {name} is damaged, install the package again; the rules read alone"]


@pytest.mark.parametrize("about", ["", "[]", "{}", '{"sha256": null}', '{"sha256": {}}'])
def test_a_broken_description_is_said_in_one_line(tmp_path: Path, about: str) -> None:
    folder, said = copied(tmp_path), list[str]()
    (folder / "about.json").write_text(about)
    assert load_transformer(folder, say=said.append) is None
    assert len(said) == 1
