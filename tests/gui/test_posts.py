"""The list of posts: what it promises to whoever sifts."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.gui.look import theme
from curator.gui.look.clock import Clock
from curator.gui.post_list.delegate import RowDelegate, State, row_height
from curator.gui.post_list.drag import MIME, picture_dragged, posts_dragged, posts_dropped
from curator.gui.post_list.row_head import head
from curator.gui.post_list.view import PostsModel, PostsView
from curator.library import Library, PostId, Query, QuestionId, Row
from curator.library.values.rows import Part, Placement
from curator.model import Author, Heading, Media, Quote, Span, Standing
from tests.conftest import post, take_in

HOSTILE = [
    "",
    "\u202eevil \x00\x07\x1b[31m \ufffc \ufeff\r\n\r\nlines",
    "Z" + "\u0301\u0348\u0489" * 40_000,
    "word " * 20_000,
    "x" * 100_000,
    "👩‍👩‍👧‍👦" * 5_000,
    "<b>bold</b> &amp; <img src=x>",
    "A1 שלום \u2069\u2069 لتستعير #tag",
]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light", 100)


@pytest.fixture
def ids(library: Library) -> list[PostId]:
    return take_in(library, [post(n, f"post {n} about kettles") for n in range(450)])


@pytest.fixture
def model(library: Library, ids: list[PostId]) -> PostsModel:
    model = PostsModel(library)
    model.show(Query())
    assert len(model.ids) == len(ids)
    return model


@pytest.fixture
def view(model: PostsModel, qtbot: QtBot) -> Iterator[PostsView]:
    view = PostsView(model)
    qtbot.addWidget(view)
    view.resize(600, 500)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.close()


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 30, 40)).save(out, "PNG")
    return out.getvalue()


def row_of(text: str, name: str = "Ann", **values: object) -> Row:
    return Row(PostId(1), post(1, text, author=Author("ann", name)), **values)  # type: ignore[arg-type]


def painted(row: Row, width: int = 600, *, kind: str = "list") -> RowDelegate:
    """Paint a row, and return what painted it."""
    rows = RowDelegate(kind=kind)  # type: ignore[arg-type]
    paint(rows, row, width)
    return rows


def paint(rows: RowDelegate, row: Row, width: int, state: State | None = None) -> bytes:
    canvas = QPixmap(width, row_height(rows.compact, rows.kind))
    painter = QPainter(canvas)
    rows.draw(painter, QRectF(canvas.rect()), row, state or State())
    painter.end()
    return bytes(canvas.toImage().constBits())


# The model


def test_the_model_keeps_qts_rules(model: PostsModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(Query.parse("nothing like it"))
    model.show(Query(), "newest")
    model.refresh()


def test_any_row_can_be_read_and_few_are_kept(model: PostsModel, ids: list[PostId]) -> None:
    assert [model.row(n).id for n in (449, 0, 250)] == [ids[449], ids[0], ids[250]]
    assert model.number(ids[250]) == 250
    assert model.number(10**9) is None


def test_a_row_is_heard_as_one_sentence(library: Library, model: PostsModel) -> None:
    with library.edit("Star"):
        library.marks.star([model.ids[0]])
        library.marks.tag([model.ids[0]], "insight")
    model.refresh()
    heard = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "@ann, starred, 20:00, post 0 about kettles, tags insight."


def test_posts_that_come_in_wait_until_they_are_asked_for(
    library: Library, model: PostsModel
) -> None:
    assert model.waiting() == 0
    take_in(library, [post(n) for n in range(440, 487)], "late.jsonl")
    assert model.waiting() == 37
    assert model.rowCount() == 450
    model.add_new()
    assert (model.rowCount(), model.waiting()) == (487, 0)


def test_posts_that_are_gone_leave_the_list_by_themselves(
    library: Library, model: PostsModel, qtbot: QtBot
) -> None:
    library.undo()
    model.refresh()
    assert model.row(3).post.text == ""
    qtbot.waitUntil(lambda: model.rowCount() == 0)


def test_rows_say_where_a_story_quotes_them(library: Library, model: PostsModel) -> None:
    with library.edit("New"):
        story = library.stories.new("Recap")
        library.stories.add(story, [Heading("One"), Quote(model.row(1).post)])
    model.set_story(story)
    assert (model.row(0).used, model.row(1).used) == (None, "One")


def test_dragged_posts_arrive(model: PostsModel) -> None:
    dragged = model.mimeData([model.index(2, 0), model.index(0, 0)])
    assert json.loads(bytes(dragged.data(MIME).data())) == [model.ids[2], model.ids[0]]
    assert posts_dropped(dragged) == [model.ids[2], model.ids[0]]


@pytest.mark.parametrize("content", [b"", b"{", b"7", b'["x", null]'])
def test_what_other_programs_drop_is_no_post(content: bytes) -> None:
    dragged = posts_dragged([])
    dragged.setData(MIME, content)
    assert posts_dropped(dragged) == []


# The view


def test_choosing_is_told_once(view: PostsView, ids: list[PostId]) -> None:
    heard: list[object] = []
    view.chosen.connect(heard.append)
    view.choose(3)
    view.choose(3)
    assert heard == [ids[3]]
    assert view.selected_ids() == [ids[3]]
    view.choose(-1)
    assert heard == [ids[3], None]


def test_who_comes_in_by_keys_starts_at_the_first_post(view: PostsView, ids: list[PostId]) -> None:
    view.clearFocus()
    view.choose(-1)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.selected_ids() == [ids[0]]


def test_a_click_chooses_what_is_clicked_and_nothing_else(
    view: PostsView, ids: list[PostId]
) -> None:
    view.clearFocus()
    view.choose(-1)
    heard: list[object] = []
    view.chosen.connect(heard.append)
    place = view.visualRect(view.posts.index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [ids[2]]


def test_several_are_chosen_in_the_order_of_the_list(view: PostsView, ids: list[PostId]) -> None:
    view.choose(5)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_ids() == [ids[4], ids[5]]
    view.selectAll()
    assert view.selected_ids() == ids


def test_home_and_end_go_to_the_ends_and_letters_go_nowhere(view: PostsView) -> None:
    view.choose(5)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_number() == 449
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_number() == 0
    QTest.keyClicks(view, "post 44")
    assert view.current_number() == 0


def test_the_next_undecided_is_found_over_many_decided(
    library: Library, view: PostsView, ids: list[PostId]
) -> None:
    with library.edit("Star"):
        library.marks.star([*ids[1:400], *ids[401:]])
    view.posts.refresh()
    view.choose(0)
    assert view.next_undecided()
    assert view.current_number() == 400
    assert not view.next_undecided()
    assert view.previous_undecided()
    assert view.current_number() == 0


def test_a_decision_moves_nothing(library: Library, view: PostsView, ids: list[PostId]) -> None:
    view.choose(200)
    place = view.verticalScrollBar().value()
    with library.edit("Star"):
        library.marks.star([ids[200]])
    view.posts.refresh()
    assert (view.current_id(), view.verticalScrollBar().value()) == (ids[200], place)
    assert view.posts.row(200).mark == "star"


def test_new_posts_leave_the_chosen_one_where_it_stands(
    library: Library, view: PostsView, ids: list[PostId]
) -> None:
    view.choose(200)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 20)
    top = view.visualRect(view.currentIndex()).top()
    take_in(library, [post(1000 + n, at=post(-n).at) for n in range(1, 50)], "early.jsonl")
    view.posts.add_new()
    assert view.current_number() == 249
    assert view.selected_ids() == [ids[200]]
    assert view.visualRect(view.currentIndex()).top() == top


def test_the_chosen_post_stays_in_sight_when_the_list_gets_lower(
    view: PostsView, qtbot: QtBot
) -> None:
    def in_sight() -> bool:
        place = view.visualRect(view.currentIndex())
        return place.top() >= 0 and place.bottom() < view.viewport().height()

    view.choose(next(n for n in range(450) if not view.viewport().rect().contains(
        view.visualRect(view.posts.index(n, 0)))) - 1)  # fmt: skip
    assert in_sight()
    view.resize(600, 250)  # as when the histogram appears above it
    qtbot.waitUntil(in_sight)
    view.scrollToBottom()
    view.resize(600, 200)
    qtbot.waitUntil(lambda: view.viewport().height() <= 200)
    assert not in_sight()  # who has scrolled on is not called back


def test_a_search_keeps_the_chosen_post_if_it_answers(view: PostsView, ids: list[PostId]) -> None:
    view.choose(7)
    view.posts.show(Query.parse('"post 7"'))
    assert view.selected_ids() == [ids[7]]
    view.posts.show(Query.parse('"post 8"'))
    assert view.selected_ids() == []


def test_a_double_click_opens(view: PostsView, ids: list[PostId], qtbot: QtBot) -> None:
    place = view.visualRect(view.posts.index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [ids[1]]


def test_an_empty_list_says_why_and_offers_ways_out(view: PostsView, qtbot: QtBot) -> None:
    view.set_empty("No post has “x”.", ["Clear"])
    assert not view.empty.isVisible()
    view.posts.show(Query.parse("nothing like it"))
    assert view.empty.isVisible()
    with qtbot.waitSignal(view.link_chosen):
        QTest.mouseClick(view.empty.links[0], Qt.MouseButton.LeftButton)
    view.posts.show(Query())
    assert not view.empty.isVisible()


def test_compact_rows_are_lower_and_show_one_line(view: PostsView) -> None:
    view.set_compact(True)
    assert view.rowHeight(0) == 52
    assert view.rows.shown_words(view.posts.row(0), 200).lines == 1


def test_larger_text_makes_higher_rows(view: PostsView, qapp: QApplication) -> None:
    theme.apply(qapp, "light", 150)
    assert view.rowHeight(0) == 111


# Rows


@pytest.mark.parametrize("kind", ["list", "shelf", "preview"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_and_names_are_painted_at_once(text: str, kind: str) -> None:
    painted(row_of(text, name=text, tags=(text or "t",), role=text), kind=kind)
    painted(row_of(text, name=text), 130, kind=kind)


def test_long_words_end_in_an_ellipsis_that_fits() -> None:
    row = row_of("The kettle is only just on, and nobody has brought a spoon. " * 9)
    words = painted(row).shown_words(row, 600)
    assert words.lines == 2
    assert words.text.endswith("…")
    assert row.post.text.startswith(words.text[:-1])


def test_short_words_are_whole() -> None:
    row = row_of("A kettle.")
    assert painted(row).shown_words(row, 600).text == "A kettle."


def test_an_emoji_of_many_parts_is_never_cut_apart() -> None:
    family = "👩‍👩‍👧‍👦"
    row = row_of(family * 200)
    words = painted(row).shown_words(row, 300).text
    assert words.removesuffix("…").replace(family, "") == ""


def test_lines_become_spaces_and_controls_are_seen() -> None:
    row = row_of("one\r\n\r\ntwo\x07\u202ethree")
    assert painted(row).shown_words(row, 600).text == "one two␇␦three"


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("A2 جاءت جارتنا", True),
        ("@someone A2 שלום", True),
        ("Hello שלום", False),
        ("#tag", False),
    ],
)
def test_words_run_as_their_first_strong_letter_does(text: str, *, from_right: bool) -> None:
    spans = tuple(
        Span("mention" if word[0] == "@" else "hashtag", text.index(word), len(word), word[1:])
        for word in text.split()
        if word[0] in "@#"
    )
    row = Row(PostId(1), post(1, text, spans=spans))
    assert painted(row).shown_words(row, 600).right_to_left is from_right


def test_a_narrow_row_drops_likes_first_and_never_the_time() -> None:
    row = Row(PostId(1), post(0, likes=7, author=Author("ann_example", "Ann Example")))
    wide, narrow = (painted(row, width).head(row, width) for width in (600, 330))
    assert [item.text for *_, item in wide.items] == ["@ann_example", "20:00", "7"]
    assert [item.text for *_, item in narrow.items] == ["@ann_example", "20:00"]
    least = painted(row, 150).head(row, 150)
    assert [item.text for *_, item in least.items] == ["20:00"]
    assert least.cut


def test_what_was_searched_for_is_set_apart() -> None:
    row = row_of("An Éclair for the kettle")
    rows = painted(row)
    before = paint(rows, row, 600)
    rows.words = ("eclair",)
    found = paint(rows, row, 600)
    rows.words = ("lair",)
    assert (before != found, before == paint(rows, row, 600)) == (True, True)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_state_looks_different(qapp: QApplication, look: str) -> None:
    theme.apply(qapp, look, 100)
    rows = RowDelegate()
    states = [
        State(),
        State(hover=True),
        State(chosen=True),
        State(chosen=True, active=False),
        State(chosen=True, ring=True),
    ]
    shown = [paint(rows, row_of("words"), 600, state) for state in states]
    shown += [paint(rows, row_of("words", mark=mark), 600) for mark in ("star", "reject")]
    shown += [paint(rows, row_of("words", used="2. What breaks?"), 600)]
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize(
    ("section", "shown"), [("Q3. What breaks?", "Q4"), ("What we lend", "What we lend")]
)
def test_a_number_in_a_row_is_of_the_chats_question_and_not_of_a_section(
    section: str, shown: str
) -> None:
    asked = Placement(QuestionId(1), 4, "label", 1.0, by_hand=False)
    row = row_of("words", used=section, part=Part(asked))
    said = [item.text for _, _, item in head(row, "list", 600, 600, Clock()).items]
    assert shown in said
    assert "Q3" not in said


def test_who_is_not_to_be_quoted_has_a_shield_before_the_name(
    library: Library, model: PostsModel
) -> None:
    person = library.marks.person(model.ids[0])
    with library.edit("Withhold"):
        library.marks.set_standing(person, Standing(consent="withheld", role="Host"))
    model.refresh()
    row = model.row(0)
    assert painted(row).head(row, 600).start > 0
    heard = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("@ann, Host, not to be quoted, undecided")


def test_a_post_without_a_time_of_day_shows_its_day() -> None:
    row = Row(PostId(1), post(0, precision="day"))
    assert [item.text for *_, item in painted(row).head(row, 600).items] == ["3 Feb"]


def test_a_picture_arrives_after_the_row_is_painted(
    library: Library, qtbot: QtBot, picture: bytes
) -> None:
    with library.transaction():
        name = library.pictures.add(picture)
    take_in(library, [post(1, media=(Media("image", hash=name),))])
    view = PostsView(PostsModel(library))
    qtbot.addWidget(view)
    view.posts.show(Query())
    view.resize(600, 200)
    view.show()
    assert view.rows.pictures
    with qtbot.waitSignal(view.rows.pictures.arrived):
        view.viewport().update()
    shown = view.grab().toImage().pixelColor(600 - 14 - 28, 36)
    assert (shown.red(), shown.green()) == (200, 30)


def test_a_damaged_picture_leaves_its_frame(library: Library, qtbot: QtBot) -> None:
    take_in(library, [post(1, media=(Media("image", hash="not here"),))])
    view = PostsView(PostsModel(library))
    qtbot.addWidget(view)
    view.posts.show(Query())
    view.show()
    assert view.rows.pictures
    with qtbot.waitSignal(view.rows.pictures.arrived):
        view.viewport().update()
    view.grab()


def test_what_is_dragged_looks_like_its_first_row() -> None:
    rows = RowDelegate()
    one, two = (picture_dragged(rows, row_of("words"), more, 1.0).toImage() for more in (0, 1))
    assert one.size() == two.size()
    assert one != two


def test_a_row_of_an_import_shows_its_line() -> None:
    first, second = Row(PostId(3), post(1)), Row(PostId(214), post(1))
    rows = RowDelegate(kind="preview")
    assert paint(rows, first, 600) != paint(rows, second, 600)


def test_a_row_always_tells_the_time_and_of_another_day_the_date() -> None:
    clock = Clock(ZoneInfo("Europe/London"), date(2026, 5, 14))
    told = [
        clock.words_for(post(1, at=datetime(*moment, tzinfo=UTC)))
        for moment in ((2026, 5, 14, 18, 5), (2026, 5, 12, 8, 0), (2014, 9, 15, 18, 0))
    ]
    assert told == ["19:05", "12 May, 09:00", "15 Sep 2014, 19:00"]
    assert Clock().words_for(post(1)) == "20:01"
