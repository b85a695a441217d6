"""Tags in the sidebar: a tree that is changed by the mouse and by the keyboard alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from curator.gui.codebook.tag_order import tag_order
from curator.gui.look import theme
from curator.gui.look.tokens import TAG_COLOURS
from curator.gui.post_list.drag import posts_dragged
from curator.gui.sidebar.drops import MIME, key_beside
from curator.gui.widgets.entry import ENTRY
from curator.library import Tag
from tests.conftest import found, post
from tests.gui.sifting import Sifting, sifting

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sift(path: Path, qapp: QApplication) -> Iterator[Sifting]:  # noqa: ARG001  it must be there
    with sifting(path, [post(n) for n in range(1, 7)]) as one:
        for name, keys in {"insight": "123", "example": "34", "funny": "5"}.items():
            one.desk.tag(list(one.library.posts.ids(list(keys)).values()), name)
        one.settle()
        yield one


def tag(sift: Sifting, name: str) -> Tag:
    named = sift.library.tags.named(name)
    assert named is not None, name
    return named


def tree(sift: Sifting) -> list[tuple[int, str, str, int]]:
    """Return how the tags stand in the sidebar: depth, key, name, count."""
    entries = sift.sift.sidebar.all_entries()
    return [(each.depth, each.key, each.name, each.count) for each in entries if each.tag]


def go_to(sift: Sifting, name: str) -> None:
    """Make a tag the current line of the sidebar."""
    sidebar = sift.sift.sidebar
    sidebar.setFocus()
    lines = [line for line in sidebar.lines() if line.data(ENTRY).tag]
    sidebar.setCurrentIndex(next(line for line in lines if line.data(ENTRY).name == name))


def press(sift: Sifting, key: Qt.Key, how: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(sift.sift.sidebar, key, how or Qt.KeyboardModifier.NoModifier)
    sift.settle()


def drop(
    sift: Sifting, dragged: QMimeData, name: str, share: float, how: Qt.KeyboardModifier
) -> None:
    """Let something go over a line of the sidebar: 0 is its upper edge, 1 its lower."""
    sidebar = sift.sift.sidebar
    head = sidebar.model()
    heads = [head.index(row, 0) for row in range(head.rowCount())]
    places = [*(line for line in sidebar.lines() if line.data(ENTRY).tag), *heads]
    area = sidebar.visualRect(next(at for at in places if at.data(ENTRY).name == name))
    at = QPointF(area.center().x(), area.top() + share * area.height())
    move = Qt.DropAction.MoveAction
    enter = QDragEnterEvent(at.toPoint(), move, dragged, LEFT, how)
    QApplication.sendEvent(sidebar.viewport(), enter)
    if enter.isAccepted():
        QApplication.sendEvent(sidebar.viewport(), QDropEvent(at, move, dragged, LEFT, how))
    sift.settle()


def drag(
    sift: Sifting, name: str, onto: str, share: float = 0.5, how: Qt.KeyboardModifier | None = None
) -> None:
    dragged = QMimeData()
    dragged.setData(MIME, str(tag(sift, name).id).encode())
    drop(sift, dragged, onto, share, how or Qt.KeyboardModifier.NoModifier)


def undone(sift: Sifting) -> str:
    """Undo, and return what was undone."""
    step = sift.library.next_undo
    assert step is not None
    sift.desk.history.undo()
    sift.settle()
    return step.label


def menu(sift: Sifting, *words: str) -> None:
    """Choose from the menu of the current line, with the keyboard's way to it."""
    sidebar = sift.sift.sidebar
    at = sidebar.viewport().rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, sidebar.mapToGlobal(at))
    QApplication.sendEvent(sidebar, event)
    opened = sidebar.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]
    for word in words:
        action = next(a for a in opened.actions() if a.text().partition("\t")[0].strip() == word)
        inner = action.menu()
        if isinstance(inner, QMenu):
            opened = inner
        else:
            action.trigger()
    for each in sidebar.findChildren(QMenu):
        each.close()
    sift.settle()


def test_the_tree_shows_keys_and_counts_with_the_children(sift: Sifting) -> None:
    assert tree(sift) == [(0, "1", "insight", 3), (0, "2", "example", 2), (0, "3", "funny", 1)]
    drag(sift, "example", "insight")
    assert tree(sift) == [(0, "1", "insight", 4), (1, "2", "example", 2), (0, "3", "funny", 1)]
    sift.sift.sidebar.show_entry("insight")
    sift.settle()
    assert sift.shown == ["1", "2", "3", "4"]
    assert undone(sift) == "Put “example” under “insight”"
    assert tree(sift)[0] == (0, "1", "insight", 3)


def test_dropped_on_the_heading_a_tag_goes_to_the_top(sift: Sifting) -> None:
    drag(sift, "example", "insight")
    drag(sift, "example", "Tags")
    assert [depth for depth, *_ in tree(sift)] == [0, 0, 0]
    assert undone(sift) == "Move “example” to the top"


def test_dropped_with_ctrl_two_tags_become_one(sift: Sifting) -> None:
    drag(sift, "example", "insight", how=CTRL)
    assert tree(sift) == [(0, "1", "insight", 4), (0, "3", "funny", 1)]
    assert undone(sift) == "Merge 2 example into insight"
    assert found(sift.library, "tag:example") == ["3", "4"]


def test_dropped_between_two_a_tag_takes_its_number(sift: Sifting) -> None:
    drag(sift, "funny", "insight", 0.05)
    assert [name for _, _, name, _ in tree(sift)] == ["funny", "insight", "example"]
    assert undone(sift) == "Give “funny” the key 1"
    drag(sift, "insight", "funny", 0.95)
    assert [name for _, _, name, _ in tree(sift)] == ["example", "funny", "insight"]


def test_a_tag_dropped_on_itself_or_below_itself_stays(sift: Sifting) -> None:
    drag(sift, "example", "insight")
    last = sift.library.next_undo
    drag(sift, "insight", "example")
    drag(sift, "insight", "insight")
    assert sift.library.next_undo == last


def test_what_is_no_tag_is_not_taken(sift: Sifting) -> None:
    last = sift.library.next_undo
    for said in (b"", b"x", b"99", b"-1", b"9" * 40):
        dragged = QMimeData()
        dragged.setData(MIME, said)
        drop(sift, dragged, "insight", 0.5, Qt.KeyboardModifier.NoModifier)
    assert sift.library.next_undo == last


def test_posts_dropped_on_a_tag_get_it(sift: Sifting) -> None:
    ids = list(sift.library.posts.ids(["5", "6"]).values())
    drop(sift, posts_dragged(ids), "insight", 0.5, Qt.KeyboardModifier.NoModifier)
    assert found(sift.library, "tag:insight") == ["1", "2", "3", "5", "6"]
    assert undone(sift) == "Tag 2 posts “insight”"


@pytest.mark.parametrize(
    ("own", "other", "side", "key"),
    [(3, 1, -1, 1), (1, 3, -1, 2), (1, 3, 1, 3), (3, 1, 1, 2), (0, 3, 1, 4), (2, 0, 1, 0)],
)
def test_a_number_beside_another(own: int, other: int, side: int, key: int) -> None:
    assert key_beside(own, other, side, [1, 2, 3]) == key


def test_f2_renames_a_tag_on_every_post_and_in_the_search(sift: Sifting) -> None:
    sift.search("tag:insight is:undecided")
    go_to(sift, "insight")
    press(sift, Qt.Key.Key_F2)
    field = sift.sift.sidebar.findChild(QLineEdit)
    assert field is not None
    field.setText("good ideas")
    QTest.keyClick(field, Qt.Key.Key_Return)
    sift.settle()
    assert found(sift.library, 'tag:"good ideas"') == ["1", "2", "3"]
    assert sift.sift.posts_pane.terms.parts == ('tag:"good ideas"', "is:undecided")
    assert undone(sift) == "Rename “insight” to “good ideas” on 3 posts"


def test_delete_takes_a_tag_off_everywhere_and_says_how_to_have_it_back(sift: Sifting) -> None:
    go_to(sift, "insight")
    press(sift, Qt.Key.Key_Delete)
    assert found(sift.library, "tag:insight") == []
    assert "Delete “insight” from 3 posts" in sift.said[-1]
    assert undone(sift) == "Delete “insight” from 3 posts"
    assert found(sift.library, "tag:insight") == ["1", "2", "3"]


def test_alt_and_arrows_arrange_the_tree_and_the_line_stays_current(sift: Sifting) -> None:
    go_to(sift, "funny")
    press(sift, Qt.Key.Key_Up, ALT)
    assert [(key, name) for _, key, name, _ in tree(sift)] == [
        ("1", "insight"), ("2", "funny"), ("3", "example"),
    ]  # fmt: skip
    press(sift, Qt.Key.Key_Right, ALT)
    assert [(depth, name) for depth, _, name, _ in tree(sift)] == [
        (0, "insight"), (1, "funny"), (0, "example"),
    ]  # fmt: skip
    assert sift.sift.sidebar.currentIndex().data(ENTRY).name == "funny"
    press(sift, Qt.Key.Key_Left, ALT)
    press(sift, Qt.Key.Key_Down, ALT)
    assert [(depth, key, name) for depth, key, name, _ in tree(sift)] == [
        (0, "1", "insight"), (0, "2", "example"), (0, "3", "funny"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "label"),
    [
        (("Colour", "Teal"), "Colour “example” teal"),
        (("Number key", "1"), "Give “example” the key 1"),
        (("Number key", "None"), "Take the key off “example”"),
        (("Put under", "insight"), "Put “example” under “insight”"),
        (("Merge into", "funny"), "Merge 2 example into funny"),
        (("Delete everywhere",), "Delete “example” from 2 posts"),
    ],
)
def test_the_menu_of_a_tag_does_it_all_by_keyboard(
    sift: Sifting, words: tuple[str, ...], label: str
) -> None:
    go_to(sift, "example")
    menu(sift, *words)
    assert undone(sift) == label


def test_a_colour_is_shown_in_the_sidebar_in_the_list_and_on_the_chip(sift: Sifting) -> None:
    coding = sift.sift.sidebar.tags.coding
    coding.paint(tag(sift, "insight").id, "teal")
    coding.define(tag(sift, "insight").id, "What <b>surprised</b>.")
    sift.reads("1")
    sift.settle()
    assert sift.library.posts.row(1).tag_colours == ("teal",)
    line = next(line for line in sift.sift.sidebar.lines() if line.data(ENTRY).tag)
    assert line.data(ENTRY).colour == "teal"
    chip = sift.sift.reading.tag_editor.chips[0]
    for tip in (line.data(Qt.ItemDataRole.ToolTipRole), chip.toolTip()):
        assert "What &lt;b&gt;surprised&lt;/b&gt;." in tip


def test_every_colour_can_be_read_in_light_and_dark(qapp: QApplication) -> None:
    def light(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    for look in ("light", "dark"):
        theme.apply(qapp, look, 100)
        for name in TAG_COLOURS:
            pair = theme.tag_colours(name)
            assert pair
            fill, ink = (
                0.2126 * light(c.red()) + 0.7152 * light(c.green()) + 0.0722 * light(c.blue())
                for c in pair
            )
            assert (max(fill, ink) + 0.05) / (min(fill, ink) + 0.05) > 4.5, name
    assert theme.tag_colours("of another program") is None


def many_tags(sift: Sifting) -> None:
    """Make a dozen tags; “zeta” has four posts, “iota 2” was used last."""
    posts = list(sift.library.posts.ids(sift.shown[:4]).values())
    with sift.library.edit("Tags"):
        for name in ("alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa"):
            sift.library.marks.tag(posts[:1], name)
        sift.library.marks.tag(posts, "zeta")
        sift.library.marks.tag(posts[:1], "iota 2")
    sift.settle()


def listed(sift: Sifting) -> list[tuple[str, str]]:
    """Return the tags in the sidebar, each with the key beside it."""
    return [(each.name, each.key) for each in sift.sift.sidebar.all_entries() if each.tag]


def test_the_tags_of_the_sidebar_are_found_by_letters(sift: Sifting) -> None:
    many_tags(sift)
    finder = sift.sift.sidebar.tags.finder
    sift.does("find_tags")
    finder.field.setText("et")
    assert {name for name, _ in listed(sift)} == {"zeta", "beta", "eta", "theta"}
    assert [key for _, key in listed(sift)] == ["1", "2", "3", "4"]
    finder.field.setText("nothing of the kind")
    assert listed(sift) == []
    finder.field.clear()
    assert len(listed(sift)) == 13


def test_the_tags_are_sorted_and_that_is_remembered(sift: Sifting) -> None:
    many_tags(sift)
    finder = sift.sift.sidebar.tags.finder
    finder.ordered.emit("name")
    assert [name for name, _ in listed(sift)][:3] == ["alpha", "beta", "delta"]
    finder.ordered.emit("count")
    assert listed(sift)[0][0] == "zeta"
    finder.ordered.emit("used")
    assert listed(sift)[0][0] == "iota 2"
    assert tag_order(sift.library) == "used"


def test_a_digit_takes_the_tag_shown_there(sift: Sifting) -> None:
    many_tags(sift)
    sift.reads("6")
    field = sift.sift.sidebar.tags.finder.field
    sift.does("find_tags")
    QTest.keyClicks(field, "et")
    sift.settle()
    QTest.keyClicks(field, "2")
    sift.settle()
    assert sift.desk.post is not None
    assert sift.library.posts.row(sift.desk.post).tags == ("eta",)
    field.setText("iota ")
    QTest.keyClicks(field, "2")
    assert field.text() == "iota 2"


def test_a_digit_takes_the_tag_in_the_list_below_the_field(sift: Sifting) -> None:
    many_tags(sift)
    sift.reads("6")
    sift.does("tag")
    editor = sift.sift.reading.tag_editor
    assert editor.field.completer().completionModel().index(1, 0).data() == "zeta"
    QTest.keyClicks(editor.field, "2")
    sift.settle()
    assert sift.desk.post is not None
    assert sift.library.posts.row(sift.desk.post).tags == ("zeta",)


def test_a_click_beside_the_list_of_tags_closes_the_field_too(sift: Sifting) -> None:
    many_tags(sift)
    sift.reads("6")
    sift.does("tag")
    field = sift.sift.reading.tag_editor.field
    popup = field.popup
    assert popup.isVisible()
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(-30, -30))
    sift.settle()
    assert not popup.isVisible()
    assert field.isHidden()


def test_one_escape_leaves_the_list_of_tags_and_its_field(sift: Sifting) -> None:
    many_tags(sift)
    sift.reads("6")
    sift.does("tag")
    field = sift.sift.reading.tag_editor.field
    popup = field.popup
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    sift.settle()
    assert not popup.isVisible()
    assert field.isHidden()
    assert sift.desk.post is not None
    assert sift.library.posts.row(sift.desk.post).tags == ()
