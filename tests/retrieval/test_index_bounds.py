"""No document scores higher with rank-bm25 than the bound says from what tantivy made of it."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.bounds import Bound, curvature

_terms = st.lists(st.tuples(st.floats(0.01, 14.0), st.integers(0, 60)), min_size=1, max_size=9)


@given(_terms, st.integers(0, 400), st.floats(1.0, 900.0), st.floats(1.0, 900.0), st.floats(0.88, 1.0))
def test_the_bound_holds(
    terms: list[tuple[float, int]], others: int, average: float, engine_average: float, rounding: float
) -> None:
    length = others + sum(count for _, count in terms)
    rounded = length if length < 40 else length * rounding  # tantivy's lengths
    theirs = sum(w * 2.2 * f / (f + 1.2 * (0.25 + 0.75 * rounded / engine_average)) for w, f in terms)
    ours = sum(w * 2.5 * f / (f + 1.5 * (0.25 + 0.75 * length / average)) for w, f in terms)
    bound = Bound([w for w, _ in terms], curvature(average, engine_average))
    assert ours <= bound.most(theirs) * (1 + 1e-12)


@given(st.floats(0.01, 14.0), st.integers(1, 60), st.integers(1, 300))
def test_one_term_and_equal_averages_leave_no_room(weight: float, count: int, others: int) -> None:
    length = count + others
    theirs = weight * 2.2 * count / (count + 1.2 * (0.25 + 0.75 * length / 25))
    ours = weight * 2.5 * count / (count + 1.5 * (0.25 + 0.75 * length / 25))
    assert Bound([weight], curvature(25, 25)).most(theirs) <= ours * 1.0001


@given(_terms, st.floats(0.0, 60.0), st.floats(0.0, 5.0))
def test_a_higher_score_never_has_a_lower_bound(terms: list[tuple[float, int]], low: float, more: float) -> None:
    bound = Bound([w for w, _ in terms], 1.25)
    assert bound.most(low) <= bound.most(low + more) * (1 + 1e-12)
