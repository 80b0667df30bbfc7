"""Our quick way through the pipeline's weights gives what spaCy's own gives."""

from pathlib import Path

import numpy as np
import pytest
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc

from retrieval.language.pipeline import Pipeline, load
from retrieval.language.recogniser import recognise
from retrieval.language.vectors import quick, vectors

SEED = next(Path(__file__).parents[2].joinpath("seeds").glob("000_*.txt"))
MORE = [
    "The Bank of Norway raised its key rate to 4.5 percent on Thursday, Governor Anna Lindqvist told Reuters in Oslo.",
    "In 1999 the ship “Northern Star” sank off Cape Verde with 212 people, most of them Dutch  tourists, on board.",
    "no names here , only words",
    "Oslo",
]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


@pytest.fixture(scope="module")
def docs(pipeline: Pipeline) -> list[Doc]:
    texts = [line for line in SEED.read_text(encoding="utf-8").split("\n") if line] + MORE
    return list(pipeline.nlp.pipe(texts))


def test_entities_are_spacys(pipeline: Pipeline, docs: list[Doc]) -> None:
    assert pipeline.recogniser is not None
    marks = [doc.to_array([SENT_START, IS_SPACE]).astype(np.int64) for doc in docs]
    ends = [np.append(rows[1:, 0] == 1, True) for rows in marks]
    found = recognise(pipeline.recogniser, docs, ends, [rows[:, 1] != 0 for rows in marks])
    assert found == [[(name.start, name.end, name.label_) for name in doc.ents] for doc in docs]
    assert sum(map(len, found)) > 30


def test_vectors_are_spacys(pipeline: Pipeline, docs: list[Doc]) -> None:
    model = pipeline.nlp.get_pipe("tok2vec").model
    assert quick(model)
    for ours, theirs in zip(vectors(model, docs), model.predict(docs), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-4)
