from benchmarks.training.splits import draw, newsquiz_calibrates, newsquiz_fold, qamr_held_out


def test_the_same_hundred_sentences_are_held_out_in_any_order() -> None:
    names = [f"sentence:{number}" for number in range(499)]
    held_out = qamr_held_out(frozenset(names))
    assert len(held_out) == 100
    assert held_out == qamr_held_out(frozenset(reversed(names)))


def test_a_draw_never_changes() -> None:
    assert round(draw("Wikinews"), 6) == 0.918639


def test_a_quiz_week_calibrates_or_trains_as_a_whole() -> None:
    for week in ("20200103", "20210108", "20220617"):
        assert len({newsquiz_calibrates(f"nq-{week}_{number}") for number in range(30)}) == 1


def test_about_a_fifth_calibrates() -> None:
    weeks = [
        f"nq-{year}{month:02}{day:02}_0" for year in (2020, 2021) for month in range(1, 13) for day in range(1, 28)
    ]
    assert 0.15 < sum(map(newsquiz_calibrates, weeks)) / len(weeks) < 0.25


def test_a_month_lies_in_one_fold() -> None:
    assert len({newsquiz_fold(f"nq-202206{day:02}_3") for day in range(1, 31)}) == 1
    assert {newsquiz_fold(f"nq-2022{month:02}01_0") for month in range(1, 13)} == {0, 1, 2, 3}
