from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from curator.gui.search.terms import Terms, chip_words, span_bounds, span_typed
from curator.gui.search.time_bins import BinnedSpan, busiest, gathered, ticks
from curator.library import Bin, Library
from curator.work import finish, work_out
from tests.conftest import take_in
from tests.test_rough_cut import chat

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 5, 14, 18, tzinfo=UTC)


def test_conditions_become_chips_and_words_stay_words() -> None:
    terms = Terms.of('career from:ann "work experience" #hook')
    assert terms == Terms(("from:ann", '"work experience"'), "career #hook")


def test_what_the_order_matters_to_stays_as_typed() -> None:
    assert Terms.of("(from:ann OR from:bob) career").chips == ()


def test_a_condition_added_to_alternatives_holds_for_all_of_them() -> None:
    assert Terms.of("drill OR kettle").plus("from:ann").text == "from:ann (drill OR kettle)"


def test_a_condition_takes_the_place_of_its_opposite() -> None:
    assert Terms.of("is:echo").plus("-is:echo").chips == ("-is:echo",)


def test_there_is_only_one_span() -> None:
    first = span_typed(START, START + timedelta(minutes=5), LONDON)
    second = span_typed(START, START + timedelta(minutes=9), LONDON)
    terms = Terms().plus(first).plus(second)
    assert [chip_words(chip) for chip in terms.chips] == ["19:00–19:09"]
    assert span_bounds(terms.chips, LONDON) == (START, START + timedelta(minutes=9))


def test_a_search_typed_again_is_the_same() -> None:
    terms = Terms.of("since:2026-05-14T19:00 until:2026-05-14T19:09 is:reply word")
    assert Terms.of(terms.text) == terms


def bins(*minutes: tuple[int, int]) -> list[Bin]:
    return [Bin(START + timedelta(minutes=at), posts, 0) for at, posts in minutes]


def test_the_chat_is_found_among_days_of_single_posts() -> None:
    days = [(day * 1440, 1) for day in range(-5, 0)]
    start, end = busiest(bins(*days, *((n, 4) for n in range(60)), (3000, 2)))
    assert timedelta() <= START - start <= timedelta(minutes=20)
    assert timedelta(minutes=60) <= end - START <= timedelta(minutes=80)


def test_a_month_without_a_chat_is_drawn_whole() -> None:
    month = bins(*((day * 1440, 5) for day in range(30)))
    assert busiest(month) == (START, START + timedelta(days=29, minutes=1))


def test_bins_are_no_more_than_fit_and_begin_at_round_times() -> None:
    stretch = BinnedSpan.around(START + timedelta(minutes=3), START + timedelta(hours=9), LONDON)
    assert (stretch.size, stretch.start, stretch.count) == (5, START, 108)


def test_days_are_days_of_the_zone() -> None:
    stretch = BinnedSpan.around(START, START + timedelta(days=100), ZoneInfo("Asia/Tokyo"))
    assert stretch.size == 1440
    assert stretch.start.astimezone(ZoneInfo("Asia/Tokyo")).hour == 0


def test_every_post_of_the_stretch_is_in_a_bar() -> None:
    found = gathered(bins((0, 3), (7, 2), (500, 9)), BinnedSpan.around(*_hour(), LONDON))
    assert sum(bar.posts for bar in found) == 5


def test_ticks_stand_at_round_times() -> None:
    found, _ = ticks(BinnedSpan.around(*_hour(), LONDON), 5, LONDON)
    assert [f"{at.astimezone(LONDON):%H:%M}" for at in found] == [
        "19:00",
        "19:15",
        "19:30",
        "19:45",
    ]


def _hour() -> tuple[datetime, datetime]:
    return START, START + timedelta(hours=1)


def test_a_question_of_a_chat_is_called_by_when_it_was_asked(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3))
    finish(work_out(path))
    with Library(path) as library:
        assert chip_words("question:2@2026-03-03T19:20", library) == "Q2, 2026-03-03 19:40"
        assert chip_words("question:7@2026-03-03T19:20", library) == "Q7, 2026-03-03"
