from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QToolTip

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.search.completions import offers
from curator.library import Query
from curator.model import Author, Heading, Media, Post, Quote, Span
from curator.settings import Settings
from tests.conftest import post, take_in
from tests.gui.sifting import Sifting, close, sifting

BOB = Author("bob", "Bob Baker")

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    posts = [
        post(1, "Which book do you lend most?"),
        post(2, "A drill, of all things", author=BOB, reply_to="1", likes=3),
        post(3, "Drill bits too", author=BOB, reply_to="1"),
        post(4, "The kettle is on"),
        post(5, "Mine was repaired", "carl", reply_to="1"),
    ]
    with sifting(path, posts) as one:
        yield one


# Searching


def test_what_is_typed_is_searched_after_a_moment(sift: Sifting) -> None:
    sift.types("drill")
    assert sift.shown == ["2", "3"]
    assert sift.sift.posts_pane.head.words == "2 posts · 2 undecided"


def test_a_condition_becomes_a_chip_at_the_space_behind_it(sift: Sifting) -> None:
    sift.types("from:bob dr")
    field = sift.sift.posts_pane.search
    assert (field.chips, field.terms.words, sift.shown) == (["@bob"], "dr", ["2", "3"])


def test_backspace_takes_the_last_chip_back_as_text(sift: Sifting) -> None:
    sift.types("from:bob is:reply ")
    sift.press(Qt.Key.Key_Backspace)
    field = sift.sift.posts_pane.search
    assert (field.chips, field.terms.words) == (["@bob"], "is:reply")


def test_a_chip_is_removed_by_its_cross(sift: Sifting) -> None:
    sift.search("from:bob bits")
    sift.sift.posts_pane.search.findChild(type(sift.sift.reading.tag_editor.add))
    chip = sift.sift.posts_pane.search._frame.chips[0]  # noqa: SLF001  the cross is painted
    chip.click()
    sift.settle()
    assert sift.sift.posts_pane.terms.text == "bits"


def test_a_bad_date_is_searched_as_words_and_a_hint_says_so(sift: Sifting) -> None:
    sift.types("since:2014-15-09 ")
    hint = sift.sift.posts_pane.search.hint
    assert hint == "2014-15-09 is not a date. Write year-month-day, like 2014-09-15."


def test_escape_returns_to_the_list_and_then_clears(sift: Sifting) -> None:
    sift.types("drill")
    sift.press(Qt.Key.Key_Escape)
    assert sift.sift.posts_pane.view.hasFocus()
    sift.does("clear_search")
    assert len(sift.shown) == 5


def test_the_chosen_post_stays_chosen_when_the_search_is_cleared(sift: Sifting) -> None:
    sift.search("bits")
    sift.does("clear_search")
    assert sift.at == "3"


def test_nothing_found_offers_to_drop_each_condition(sift: Sifting) -> None:
    sift.search("from:bob kettle")
    assert sift.empty == "No post here has “\u2068kettle\u2069”."
    ways = [words for words, _ in sift.sift.posts_pane._nothing.ways]  # noqa: SLF001  links
    assert ways == ["Remove \u2068@bob\u2069 (1)", "Remove \u2068“kettle”\u2069 (2)", "Clear"]
    sift.sift.posts_pane.view.link_chosen.emit(0)
    sift.settle()
    assert sift.shown == ["4"]


def test_when_all_is_decided_the_list_of_undecided_says_how(sift: Sifting) -> None:
    sift.does("select_all", "star")
    sift.search("is:undecided")
    assert sift.empty == "Nothing is undecided here. 5 starred, 0 rejected."


def test_an_empty_library_offers_to_import(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, []) as sift:
        asked: list[str] = []
        sift.sift.asked.connect(asked.append)
        assert sift.empty == "This library has no posts yet."
        sift.sift.posts_pane.view.link_chosen.emit(0)
        assert asked == ["import"]


def test_posts_that_come_in_wait_to_be_clicked(sift: Sifting) -> None:
    take_in(sift.library, [post(6), post(7)], "b.jsonl")
    sift.settle()
    head = sift.sift.posts_pane.head
    assert (len(sift.shown), head.new) == (5, "2 new posts")
    sift.does("take_in")
    assert (len(sift.shown), head.new) == (7, "")


def test_one_comes_back_to_where_one_was(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, [post(n, f"word {n}") for n in range(1, 6)]) as sift:
        sift.search("word")
        sift.reads("3")
    desk = Desk(path, Settings())
    again = Sifting(desk)
    assert (again.sift.posts_pane.terms.text, again.at) == ("word", "3")
    close(again.sift)
    desk.close()


# The sidebar


def test_the_sidebar_counts_the_whole_library(sift: Sifting) -> None:
    sift.does("star")
    sift.search("bits")
    entries = sift.sift.sidebar.entries()
    assert (entries["All posts"], entries["Undecided"], entries["Starred"]) == (5, 4, 1)
    assert entries["a.jsonl"] == 5


def test_choosing_in_the_sidebar_shows_adds_and_excludes(sift: Sifting) -> None:
    sift.desk.tag([2], "tool")
    sift.settle()
    sift.sift.sidebar.show_entry("Undecided")
    sift.sift.sidebar.show_entry("tool", Qt.KeyboardModifier.ControlModifier)
    sift.settle()
    assert (sift.sift.posts_pane.terms.text, sift.shown) == ("is:undecided tag:tool", ["2"])
    sift.sift.sidebar.show_entry("tool", Qt.KeyboardModifier.AltModifier)
    sift.settle()
    assert sift.shown == ["1", "3", "4", "5"]


def test_removing_an_import_takes_its_posts_out(sift: Sifting) -> None:
    sidebar = sift.sift.sidebar
    entry = next(each for each in sidebar.all_entries() if each.archive)
    sidebar.remove(entry)
    job = sift.desk.jobs.current
    assert job is not None
    sift.desk.jobs.finish(job)
    sift.settle()
    assert sift.library.posts.counts().all == 0
    assert sift.shown == []


# Reading


def test_the_reading_pane_shows_who_when_and_what(sift: Sifting) -> None:
    sift.reads("2")
    reading = sift.sift.reading
    assert reading.post.name == "Bob Baker"
    assert reading.post.date == "Friday 3 February 2023, 20:02 UTC"
    assert reading.post.words.words == "A drill, of all things"
    assert reading.post.counts == ["3 likes"]
    assert reading.head.words == "Post 2 of 5"
    assert reading.captured == "Captured in a.jsonl"


def test_a_conversation_stands_around_the_post(sift: Sifting) -> None:
    take_in(sift.library, [post(9, "Which drill?", "carl", reply_to="2")], "b.jsonl")
    sift.reads("2")
    reading = sift.sift.reading
    assert reading.conversation == ["Which book do you lend most?", "Which drill?"]


def test_going_to_a_post_of_the_conversation_and_back(sift: Sifting) -> None:
    sift.search("bits")
    sift.sift.reading.gone_to.emit(2)
    sift.settle()
    assert sift.at == "2"
    sift.does("back")
    assert (sift.at, sift.sift.posts_pane.terms.text) == ("3", "bits")


def test_the_posts_of_a_person_are_one_key_away(sift: Sifting) -> None:
    sift.reads("3")
    sift.does("person")
    assert sift.shown == ["2", "3"]


def test_markup_in_a_post_is_shown_and_not_read(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    words = '<b>bold</b> <img src="http://x.test/a.png"> &amp;\nnext'
    with sifting(path, [post(1, words)]) as sift:
        assert sift.sift.reading.post.words.words == words


def test_an_address_that_is_no_web_page_is_not_opened(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    from curator.gui.reading.text import open_address  # noqa: PLC0415

    with sifting(path, [post(1)]):
        assert not any(map(open_address, ("file:///etc/passwd", "javascript:1", "", "http:")))


def test_a_link_is_spelt_out_and_leads_where_it_says(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    spans = (Span("link", 4, 17, "https://example.org/a", "example.org/a"),)
    with sifting(path, [post(1, "see http://t.co/x now", spans=spans)]) as sift:
        assert sift.sift.reading.post.words.words == "see example.org/a now"


def test_a_picture_without_words_can_be_described_in_place(
    path: Path,
    qapp: QApplication,  # noqa: ARG001
) -> None:
    with sifting(path, [post(1, media=(Media("image", "http://x.test/a.png"),))]) as sift:
        (item,) = sift.sift.reading.post.pictures.items
        assert item.warning.text() == "The picture has no description."
        item.warning.click()
        sift.press("A drill case")
        sift.press(Qt.Key.Key_Return)
        assert sift.library.posts.row(1).post.media[0].alt == "A drill case"
        assert sift.library.marks.tags() == []


def test_a_note_is_kept_when_one_goes_on(sift: Sifting) -> None:
    sift.does("note")
    sift.press("ask for the list")
    sift.does("next")
    assert sift.library.posts.row(1).note == "ask for the list"
    assert sift.sift.reading.note.field.toPlainText() == ""


def test_a_tag_is_typed_and_given(sift: Sifting) -> None:
    sift.does("tag")
    sift.press("insight")
    sift.press(Qt.Key.Key_Return)
    assert sift.library.posts.row(1).tags == ("insight",)
    assert sift.sift.posts_pane.view.hasFocus()


def test_a_tag_spelt_almost_like_another_is_asked_about(sift: Sifting) -> None:
    sift.desk.tag([2], "insight")
    sift.does("tag")
    sift.press("insigth")
    sift.press(Qt.Key.Key_Return)
    assert "There is a tag" in sift.sift.reading.tag_editor.hint
    sift.press(Qt.Key.Key_Return)
    assert sift.library.posts.row(1).tags == ("insigth",)


def test_how_a_person_may_be_shown_is_chosen_beside_the_post(sift: Sifting) -> None:
    sift.reads("2")
    person = sift.sift.reading.person
    assert person.counts == "2 posts · 0 starred · not yet quoted"
    person.consent.activated.emit(3)
    sift.settle()
    assert sift.library.marks.standing(sift.library.marks.person(2)).consent == "withheld"
    assert person.counts.startswith("Do not quote")


def test_a_role_is_written_in_place(sift: Sifting) -> None:
    sift.reads("2")
    person = sift.sift.reading.person
    person.edit.click()
    person.fields["role"].setText("Host")
    sift.press(Qt.Key.Key_Return)
    assert person.who == "Host"
    assert sift.sift.posts_pane.posts.row(1).role == "Host"


def test_the_buttons_show_what_is_decided_and_of_how_many(sift: Sifting) -> None:
    sift.does("star", "first")
    bar = sift.sift.reading.bar
    assert bar.star.isChecked()
    sift.selects(0, 2)
    assert bar.star.text() == "Star 3"
    assert sift.sift.posts_pane.head.words == "3 chosen of 5"


def test_without_a_post_the_pane_says_what_to_do(sift: Sifting) -> None:
    sift.search("nothinglikethis")
    assert not sift.sift.reading.bar.isEnabled()
    assert sift.at == ""


def test_words_of_a_post_are_pulled_into_the_story(sift: Sifting) -> None:
    sift.does("add")
    sift.reads("2")
    sift.does("pull_quote")
    assert [type(block).__name__ for block in sift.desk.blocks()] == ["Quote", "PullQuote"]


# Activity


def chat() -> list[Post]:
    """Forty minutes of chat, and one post two days later."""
    start = datetime(2026, 5, 14, 18, 0, tzinfo=UTC)
    posts = [post(n, at=start + timedelta(minutes=n)) for n in range(1, 41)]
    return [*posts, post(99, at=start + timedelta(days=2))]


def test_the_chat_is_drawn_and_the_tail_is_told(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, chat(), "Europe/London") as sift:
        caption = sift.sift.posts_pane.histogram.caption
        assert caption == (
            "Posts per minute, London time (BST) · Peak 19:01, 1 post · 1 later post"
        )


def test_over_years_the_peak_is_told_with_its_year(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    posts = [post(n, at=datetime(2024 + n, 1, 1 + n, 12, tzinfo=UTC)) for n in range(3)]
    summer = post(9, at=datetime(2025, 7, 4, 12, tzinfo=UTC))
    with sifting(path, [*posts, summer], "Europe/London") as sift:
        caption = sift.sift.posts_pane.histogram.caption
        assert ", London time ·" in caption  # in winter and in summer
        assert "Peak 28 Dec 2023, 1 post" in caption  # a week, by its first day


def test_brushing_makes_a_span_and_a_chip(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, chat(), "Europe/London") as sift:
        start = datetime(2026, 5, 14, 18, 12, tzinfo=UTC)
        sift.sift.posts_pane.histogram.spanned.emit((start, start + timedelta(minutes=15)))
        sift.settle()
        assert sift.sift.posts_pane.search.chips == ["19:12–19:27"]
        assert len(sift.shown) == 15
        assert sift.sift.posts_pane.histogram.chart.selected_span == (
            start,
            start + timedelta(minutes=15),
        )


def test_the_brush_is_made_moved_and_taken_away_by_keys(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, chat()) as sift:
        chart = sift.sift.posts_pane.histogram.chart
        chart.setFocus()
        shift, alt = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
        sift.press(Qt.Key.Key_Right)
        assert chart.accessibleDescription() == "18:01, 1 post, 1 original"
        sift.press(Qt.Key.Key_Right, shift)
        sift.press(Qt.Key.Key_Right, shift)
        sift.press(Qt.Key.Key_Right, alt)
        assert sift.sift.posts_pane.search.chips == ["18:02–18:04"]
        sift.press(Qt.Key.Key_Escape)
        assert sift.sift.posts_pane.search.chips == []


def test_a_search_stands_before_all_posts(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, [post(1, "kettle"), post(2, "drill")]) as sift:
        sift.search("drill")
        drawing = sift.sift.posts_pane.histogram.chart._drawing  # noqa: SLF001  it is painted
        assert (sum(b.posts for b in drawing.all), sum(b.posts for b in drawing.found)) == (2, 1)


def test_posts_of_one_minute_have_no_brush(path: Path, qapp: QApplication) -> None:  # noqa: ARG001
    with sifting(path, [post(1)]) as sift:
        chart = sift.sift.posts_pane.histogram.chart
        chart.setFocus()
        sift.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert sift.shown == ["1"]


# Room


def test_in_a_narrow_window_the_sidebar_is_a_button(sift: Sifting) -> None:
    sift.sift.resize(960, 640)
    sift.settle()
    assert not sift.sift.sidebar.isVisible()
    sift.sift.posts_pane.more.click()
    assert sift.sift.sidebar.isVisible()
    sift.sift.sidebar.show_entry("Undecided")
    assert not sift.sift.sidebar.isVisible()
    sift.sift.resize(1440, 826)
    sift.settle()
    assert sift.sift.sidebar.isVisible()


def test_compact_rows_are_chosen_for_good(sift: Sifting) -> None:
    sift.sift.posts_pane.head.thinned.emit(True)  # noqa: FBT003  Qt's own
    assert sift.desk.settings.compact
    assert sift.sift.posts_pane.view.rows.compact


def test_large_text_needs_the_room_of_a_narrow_window(sift: Sifting, qapp: QApplication) -> None:
    for zoom in (110, 150, 200, 80, 150, 100):
        theme.apply(qapp, "light", zoom)
        sift.settle()
        assert sift.sift.sidebar.isVisible() == (zoom < 150)


def test_everything_changes_between_light_and_dark(sift: Sifting, qapp: QApplication) -> None:
    theme.apply(qapp, "dark", 100)
    sift.settle()
    dark = sift.sift.grab().toImage()
    theme.apply(qapp, "light", 100)
    sift.settle()
    light = sift.sift.grab().toImage()
    bright = [dark.pixelColor(x, y).lightness() for x in range(5, 1400, 40) for y in (300, 600)]
    assert max(bright) < 255
    assert light.pixelColor(700, 700).lightness() > 200 > dark.pixelColor(700, 700).lightness()


def test_a_post_is_shown_even_where_the_search_hides_it(sift: Sifting) -> None:
    sift.search("kettle")
    (post_,) = sift.library.posts.ids(["2"]).values()
    sift.sift.show_post(post_)
    sift.settle()
    assert (sift.at, sift.sift.posts_pane.terms.text) == ("2", "")
    sift.does("back")
    assert (sift.at, sift.sift.posts_pane.terms.text) == ("4", "kettle")


def test_the_field_offers_operators_people_and_tags_with_counts(sift: Sifting) -> None:
    sift.desk.tag([1, 2], "insight")
    assert [(o.term, o.words) for o in offers(sift.library, "ins")] == [("tag:insight", "2 posts")]
    assert [o.term for o in offers(sift.library, "from:b")] == ["from:bob"]
    assert [o.term for o in offers(sift.library, "-is:ec")] == ["-is:echo"]


def test_an_offer_that_is_taken_becomes_a_chip(sift: Sifting) -> None:
    sift.does("search")
    sift.press("drill from:b")
    completer = sift.sift.posts_pane.search.findChild(QCompleter)
    assert isinstance(completer, QCompleter)
    popup = completer.popup()
    assert popup is not None
    popup.setCurrentIndex(completer.completionModel().index(0, 0))
    QTest.keyClick(popup, Qt.Key.Key_Return)
    sift.rest()
    assert (sift.sift.posts_pane.search.chips, sift.shown) == (["@bob"], ["2", "3"])


def test_an_import_is_removed_without_asking_and_comes_back(sift: Sifting) -> None:
    sidebar = sift.sift.sidebar
    said: list[str] = []
    sift.desk.reported.connect(said.append)
    sidebar.remove(next(each for each in sidebar.all_entries() if each.archive))
    while not said:
        sift.rest()
    assert sift.library.posts.counts().all == 0
    assert said == ["\u2068a.jsonl\u2069 was removed. Ctrl+Z brings it back."]
    sift.desk.history.undo()
    while len(said) < 2:
        sift.rest()
    assert said[1] == "Undone: Remove “a.jsonl”"
    assert sift.library.posts.counts().all == 5


def test_every_time_follows_the_zone_of_the_chat(sift: Sifting) -> None:
    sift.reads("2")
    sift.desk.set_zone("Asia/Tokyo")
    sift.settle()
    assert sift.sift.reading.post.date == "Saturday 4 February 2023, 05:02 JST"
    assert str(sift.sift.posts_pane.view.rows.clock.zone) == "Asia/Tokyo"
    assert "Tokyo time (JST)" in sift.sift.posts_pane.histogram.caption
    assert sift.sift.reading._above[0].accessibleName().count("05:01") == 1  # noqa: SLF001  painted


def test_voices_not_yet_quoted_come_first_and_stay_while_one_quotes(sift: Sifting) -> None:
    sift.sift.posts_pane.head.arrange("unquoted", "folded")
    sift.search("-is:rejected")
    first, *others = sift.shown
    sift.reads(first)
    sift.does("add")
    assert sift.shown == [first, *others]
    sift.does("take_in")
    quoted = {row.post.author.handle for row in sift.library.posts.rows([sift.desk.post or 0])}
    rows = [sift.sift.posts_pane.posts.row(n) for n in range(len(sift.shown))]
    last = [row for row in rows if row.post.author.handle in quoted]
    assert last
    assert rows[-len(last) :] == last


def test_all_that_has_and_is_may_ask_is_offered(sift: Sifting) -> None:
    has, is_ = ([o.term for o in offers(sift.library, name)] for name in ("has:", "is:"))
    assert has == [
        "has:media", "has:image", "has:gif", "has:video", "has:audio", "has:link", "has:note",
        "has:question",
    ]  # fmt: skip
    assert len(is_) == 8
    assert not any(Query.parse(term).hints for term in (*has, *is_))


def test_a_row_says_that_it_is_in_the_story_and_under_which_heading(
    path: Path,
    qapp: QApplication,  # noqa: ARG001  it must be there
) -> None:
    with sifting(path, [post(1, "A1: Leeks")]) as sift:
        library = sift.library
        with library.edit("Make"):
            story = library.stories.new("A recap")
            library.stories.add(story, [Heading("Q1 What grows?"), Quote(post(1, "A1: Leeks"))])
        sift.desk.open_story(story)
        sift.settle()
        view = sift.sift.posts_pane.view
        index = view.currentIndex()
        assert "in the story, under “Q1 What grows?”" in index.data(
            Qt.ItemDataRole.AccessibleTextRole
        )
        row, told = view.visualRect(index), set[str]()
        for x in range(row.left(), row.right(), 4):
            for y in range(row.top(), row.bottom(), 8):
                at = QPoint(x, y)
                ask = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
                QApplication.sendEvent(view.viewport(), ask)
                told.add(QToolTip.text())
        assert any("In the story, under “Q1 What grows?”" in each for each in told)
