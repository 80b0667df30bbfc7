"""No document that rank-bm25 scores so high has a lower score of tantivy than the bound says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.index.bounds import Bound, curvature

_terms = st.lists(st.tuples(st.floats(0.01, 14.0), st.integers(0, 60)), min_size=1, max_size=9)


@settings(max_examples=60)
@given(_terms, st.integers(0, 400), st.floats(1.0, 900.0), st.floats(1.0, 900.0), st.floats(0.88, 1.0))
def test_the_bound_holds(
    terms: list[tuple[float, int]], others: int, average: float, engine_average: float, rounding: float
) -> None:
    length = others + sum(count for _, count in terms)
    rounded = length if length < 40 else length * rounding  # tantivy's lengths
    theirs = sum(w * 2.2 * f / (f + 1.2 * (0.25 + 0.75 * rounded / engine_average)) for w, f in terms)
    ours = sum(w * 2.5 * f / (f + 1.5 * (0.25 + 0.75 * length / average)) for w, f in terms)
    bound = Bound([w for w, _ in terms], curvature(average, engine_average))
    assert theirs >= bound.needed(ours) * (1 - 1e-12)


@settings(max_examples=60)
@given(st.floats(0.01, 14.0), st.integers(1, 60), st.integers(1, 300))
def test_one_term_and_equal_averages_leave_no_room(weight: float, count: int, others: int) -> None:
    length = count + others
    theirs = weight * 2.2 * count / (count + 1.2 * (0.25 + 0.75 * length / 25))
    ours = weight * 2.5 * count / (count + 1.5 * (0.25 + 0.75 * length / 25))
    assert Bound([weight], curvature(25, 25)).needed(ours) >= theirs * 0.9999


@settings(max_examples=60)
@given(_terms, st.floats(0.0, 60.0), st.floats(0.0, 5.0))
def test_a_higher_score_never_needs_less(terms: list[tuple[float, int]], low: float, more: float) -> None:
    bound = Bound([w for w, _ in terms], 1.25)
    assert bound.needed(low) <= bound.needed(low + more) * (1 + 1e-12)
