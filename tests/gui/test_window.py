"""The window: reachable by keyboard, told to screen readers, and true to the desk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleInterface, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from curator.errors import CuratorError
from curator.gui.commands.actions import caps
from curator.gui.desk.paths import drop_if_empty, library_beside
from curator.gui.importing.page import ImportPage
from curator.gui.importing.preview import ImportPreview
from curator.gui.look import theme
from curator.gui.people.view import PeopleView
from curator.gui.shortcuts.overlay import KeysOverlay, lines
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.widgets import Button, Chip, Label, Notice, Segments
from curator.gui.widgets.zone_box import ZoneBox
from curator.gui.window.errors import ErrorReports
from curator.gui.window.pace import TriagePace
from curator.gui.window.preferences import Preferences
from curator.gui.window.status_bar import StatusBar, hint_caps
from curator.gui.window.top_bar import TopBar
from curator.gui.window.window import Window
from curator.gui.window.workspaces import Workspaces
from curator.library import Library
from curator.model import Quote
from curator.settings import Settings
from tests.conftest import post, take_in

SPOKEN = {
    QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText, QAccessible.Role.ComboBox, QAccessible.Role.MenuItem,
    QAccessible.Role.List, QAccessible.Role.Table, QAccessible.Role.Tree,
}  # fmt: skip


def controls(within: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(within.childCount()):
        child = within.child(number)
        if child is not None:
            yield child
            yield from controls(child)


def unnamed(window: Window) -> list[str]:
    root = QAccessible.queryAccessibleInterface(window)
    return [
        f"{each.role()} {each.object()}"
        for each in controls(root)
        if each.role() in SPOKEN and not each.text(QAccessible.Text.Name) and not hidden(each)
    ]


def hidden(each: QAccessibleInterface) -> bool:
    widget = each.object()
    return isinstance(widget, QWidget) and widget.isHidden()


def part(window: Window, kind: type[QWidget]) -> QWidget:
    found = window.findChild(kind)
    assert isinstance(found, kind)
    return found


def sentence(window: Window) -> str:
    notice = window.findChild(Notice)
    assert isinstance(notice, Notice)
    return notice.sentence


def said(window: Window) -> str:
    foot = window.findChild(StatusBar)
    assert isinstance(foot, StatusBar)
    return foot.sentence


def workspace(window: Window) -> str:
    found = window.findChild(Workspaces)
    assert isinstance(found, Workspaces)
    return found.name


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(window: Window, keys: str) -> None:
    QTest.keySequence(QApplication.focusWidget() or window, keys)


def drop(window: Window, paths: list[Path], web: str = "") -> None:
    mime = QMimeData()
    mime.setUrls([QUrl(web)] if web else [QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(700, 500).toPoint(), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    QApplication.sendEvent(window, QDropEvent(QPointF(700, 500), copy, mime, left, none))


def test_every_control_has_a_name(window: Window, chat: Path) -> None:
    assert unnamed(window) == []
    window.open(chat)
    assert unnamed(window) == []


def test_the_start_page_offers_the_sample_first(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert focus().accessibleName() == "Open the sample chat"
    workspaces = part(window, TopBar).findChild(Segments)
    assert isinstance(workspaces, Segments)
    assert not workspaces.isEnabled()


def test_keys_switch_the_workspace(window: Window, chat: Path) -> None:
    window.open(chat)
    assert workspace(window) == "sift"
    press(window, "Ctrl+2")
    assert workspace(window) == "story"
    press(window, "Ctrl+3")
    assert workspace(window) == "publish"


def test_the_workspace_is_remembered(window: Window, preferences: Preferences, chat: Path) -> None:
    window.open(chat)
    window.perform("publish")
    window.close()
    again = Window(preferences)
    again.open(chat)
    assert workspace(again) == "publish"
    again.close()


def test_a_library_is_remembered_and_told(
    window: Window, preferences: Preferences, chat: Path
) -> None:
    window.open(chat)
    assert window.windowTitle() == "\u2068chat\u2069 – Curator"
    assert Settings.load(chat.with_name("settings.json")).recent == [str(chat)]
    assert preferences.recent == [chat]


def importing(window: Window) -> ImportPage:
    QApplication.processEvents()  # what was dropped is taken after the drop has ended
    page = window.findChild(ImportPage)
    assert isinstance(page, ImportPage)
    return page


def take(window: Window, qtbot: QtBot) -> None:
    """Import what is shown, once it has been looked at."""
    page = importing(window)
    qtbot.waitUntil(page.preview.go.isEnabled)
    press(window, "Return")


def test_a_dropped_archive_is_imported(
    qtbot: QtBot, window: Window, chat: Path, archive: Path
) -> None:
    window.open(chat)
    drop(window, [archive])
    take(window, qtbot)
    qtbot.waitUntil(lambda: "added from" in said(window))


def test_without_a_library_one_is_made_beside_the_archive(
    qtbot: QtBot, window: Window, archive: Path
) -> None:
    window.import_archives([archive])
    take(window, qtbot)
    qtbot.waitUntil(lambda: "added from" in said(window))
    window.close()
    with Library(archive.with_suffix(".curator")) as library:
        assert library.posts.counts().all


def test_a_failing_import_is_told_and_leaves_no_library(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all", "utf-8")
    window.import_archives([letter])
    told = importing(window).preview.sentence
    qtbot.waitUntil(lambda: "does not recognise \u2068letter.txt\u2069" in told.text())
    press(window, "Esc")
    qtbot.waitUntil(lambda: window.windowTitle() == "Curator")
    assert not letter.with_suffix(".curator").exists()


def test_a_dropped_library_is_opened(qtbot: QtBot, window: Window, chat: Path) -> None:
    drop(window, [chat])
    qtbot.waitUntil(lambda: "chat" in window.windowTitle())


def test_a_dropped_page_of_the_web_is_refused_in_a_sentence(window: Window) -> None:
    drop(window, [], "https://example.com/chat.html")
    bar = window.findChild(StatusBar)
    assert isinstance(bar, StatusBar)
    assert bar.sentence.startswith("Nothing is fetched from the web: save it as a file")


def test_what_is_no_library_is_told(window: Window, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.curator"
    wrong.write_bytes(b"Dear all, " * 50)
    assert not window.open(wrong)
    assert sentence(window) == "“wrong.curator” is not a Curator library. Choose a .curator file."


def test_an_offer_to_undo_goes_when_something_else_was_done(
    qtbot: QtBot, window: Window, chat: Path
) -> None:
    with Library(chat) as library:
        take_in(library, [post(n, handle="bob") for n in range(9, 12)], "b.jsonl")
    window.open(chat)
    window.perform("mute_person")
    offer = "@ann is muted. Ctrl+Z brings the posts back."
    assert offer in said(window).translate(dict.fromkeys((0x2068, 0x2069)))
    qtbot.wait(20)
    window.perform("next")  # no step
    qtbot.wait(20)
    assert "is muted" in said(window)
    window.perform("star")
    qtbot.waitUntil(lambda: "is muted" not in said(window))


def test_undo_names_what_it_takes_back(qtbot: QtBot, window: Window, chat: Path) -> None:
    with Library(chat) as library, library.edit("Star 2 posts"):
        library.marks.star([1, 2])
    window.open(chat)
    bar = part(window, TopBar)
    undo = next(b for b in bar.findChildren(Button) if b.text() == "Undo")
    assert undo.toolTip() == "Undo “Star 2 posts”"
    press(window, "Ctrl+Z")
    assert said(window) == "Undone: Star 2 posts"
    qtbot.waitUntil(lambda: undo.toolTip() == "Undo “Import a.jsonl”")


def test_text_grows_and_is_remembered(window: Window, preferences: Preferences) -> None:
    press(window, "Ctrl++")
    assert theme.zoom() == 110
    assert preferences.settings.zoom == 110
    press(window, "Ctrl+0")
    assert theme.zoom() == 100


def test_the_look_is_chosen(window: Window) -> None:
    window.perform("look_dark")
    assert theme.is_dark()
    window.perform("look_light")
    assert not theme.is_dark()


def test_f6_goes_through_the_panes(window: Window, chat: Path) -> None:
    window.open(chat)
    press(window, "F6")
    assert QApplication.focusWidget() is not None


@pytest.mark.parametrize("workspace", ["sift", "story", "publish"])
def test_keys_move_the_line_between_two_panes(
    window: Window, chat: Path, workspace: str, qtbot: QtBot
) -> None:
    window.resize(1440, 900)
    with Library(chat) as library, library.edit("Write"):
        library.stories.new("A story")
    window.open(chat)
    window.perform(workspace)
    splitters = window.findChildren(QSplitter)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in splitters))
    (shown,) = (each for each in window.findChildren(QSplitter) if each.isVisible())
    first = shown.widget(0)
    assert first is not None
    stops = [each for each in (first, *first.findChildren(QWidget)) if each.isVisible()]
    stop = next(each for each in stops if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    stop.setFocus()
    before = shown.sizes()
    press(window, "F8")
    assert shown.sizes()[0] > before[0]
    assert sum(shown.sizes()) == sum(before)
    press(window, "Shift+F8")
    assert shown.sizes() == before


def test_keys_change_the_width_of_a_column_of_people(
    window: Window, chat: Path, qtbot: QtBot
) -> None:
    window.open(chat)
    window.perform("people")
    view = part(window, PeopleView)
    assert isinstance(view, PeopleView)
    qtbot.waitUntil(lambda: view.currentIndex().isValid())
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    column = view.currentIndex().column()
    before = [view.columnWidth(each) for each in range(4)]
    press(window, "F8")
    wider = [view.columnWidth(each) for each in range(4)]
    assert wider[column] > before[column]
    assert [*wider[:column], *wider[column + 1 :]] == [*before[:column], *before[column + 1 :]]
    press(window, "Shift+F8")
    assert view.columnWidth(column) == before[column]
    for _ in range(30):
        press(window, "Shift+F8")
    assert view.columnWidth(column) > 0


def test_the_page_of_keys_finds_by_word_and_by_key(window: Window) -> None:
    window.perform("keys")
    keys = window.findChild(KeysOverlay)
    assert isinstance(keys, KeysOverlay)
    QTest.keyClicks(focus(), "undecided")
    assert keys.shown == ["Undecided", "Next undecided", "Previous undecided"]
    QTest.keySequence(focus(), "Ctrl+A")
    QTest.keyClicks(focus(), "ctrl z")
    assert keys.shown == ["Undo"]
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not keys.isVisible()


def test_letters_decide_nothing_under_the_page_of_keys(window: Window, chat: Path) -> None:
    window.open(chat)
    window.perform("keys")
    assert not window.perform("undo")


def test_no_key_means_two_things_at_once() -> None:
    shown = [" ".join(line.keys) for group in lines().values() for line in group]
    assert sorted(set(shown)) == sorted(shown)


def test_keys_are_shown_as_on_a_keyboard() -> None:
    assert caps("Ctrl+Shift+Z") == ["Ctrl", "Shift", "Z"]
    assert caps("Ctrl++") == ["Ctrl", "+"]
    assert caps("Alt+Up") == ["Alt", "↑"]


def test_a_crash_report_holds_no_words_of_a_post(tmp_path: Path) -> None:
    told: list[str] = []
    faults = ErrorReports(
        tmp_path / "log",
        lambda sentence, _details: told.append(sentence),
        lambda error: told.append(str(error)),
    )
    try:
        raise KeyError("the words of a post")  # noqa: TRY301  as deep as a test needs
    except KeyError as error:
        faults.caught(KeyError, error, error.__traceback__)
        faults.caught(KeyError, error, error.__traceback__)
    (written,) = (tmp_path / "log").glob("crash-*.txt")
    assert "KeyError" in written.read_text("utf-8")
    assert "words of a post" not in written.read_text("utf-8")
    assert len(told) == 1


def test_an_error_of_ours_is_told_without_a_report(tmp_path: Path) -> None:
    told: list[CuratorError] = []
    faults = ErrorReports(tmp_path / "log", lambda *_told: None, told.append)
    full = CuratorError("The disk is full.")
    faults.caught(CuratorError, full, None)
    assert told == [full]
    assert not (tmp_path / "log").exists()


def test_a_library_takes_a_name_that_is_free(tmp_path: Path) -> None:
    (tmp_path / "chat.curator").touch()
    assert library_beside(tmp_path / "chat.csv").name == "chat 2.curator"
    assert library_beside(tmp_path / "other.csv").name == "other.curator"


def test_a_library_with_posts_is_never_dropped(chat: Path) -> None:
    drop_if_empty(chat)
    assert chat.exists()


def test_the_pace_is_told_after_ten_decisions_and_ignores_pauses() -> None:
    pace = TriagePace()
    for decided in range(10):
        pace.note(decided, decided * 3.0)
    assert pace.minutes(200) is None
    pace.note(10, 1_000.0)
    assert pace.minutes(200) is None
    pace.note(11, 1_003.0)
    assert pace.minutes(200) == 10


@pytest.mark.parametrize("damage", ["{", "[]", '{"look": "purple", "zoom": 5000}'])
def test_damaged_settings_still_open_a_window(
    qapp: QApplication, tmp_path: Path, damage: str
) -> None:
    (tmp_path / "settings.json").write_text(damage, "utf-8")
    window = Window(Preferences(tmp_path / "settings.json", qapp))
    assert 80 <= theme.zoom() <= 200
    window.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Documents cannot be moved")
def test_the_sample_is_made_once_and_then_opened(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    window.perform("sample")
    qtbot.waitUntil(lambda: "Tomorrow" in window.windowTitle(), timeout=20_000)
    (made,) = tmp_path.glob("*/*.curator")
    assert window.perform("story")
    window.perform("sample")
    assert list(tmp_path.glob("*/*.curator")) == [made]


def test_a_library_that_can_only_be_read_wears_a_badge(window: Window, chat: Path) -> None:
    bar = part(window, TopBar)
    assert isinstance(bar, TopBar)
    badge = next(chip for chip in bar.findChildren(Chip) if chip.text() == "Read only")
    window.open(chat)
    assert not badge.isVisible()
    bar.show_library("chat.curator", readonly=True)
    assert badge.isVisible()


def test_a_library_that_is_gone_can_leave_the_list(
    window: Window, preferences: Preferences, tmp_path: Path
) -> None:
    preferences.remember(tmp_path / "gone.curator")
    window.perform("start_page")
    remove = next(b for b in window.findChildren(Button) if b.text() == "Remove from the list")
    remove.click()
    assert preferences.recent == []


def test_a_post_of_the_story_is_shown_in_sift(window: Window, chat: Path) -> None:
    window.open(chat)
    window.perform("story")
    story = window.findChild(StoryWorkspace)
    assert isinstance(story, StoryWorkspace)
    story.wanted.emit("sift", 3)
    assert workspace(window) == "sift"


def test_the_foot_tells_how_long_the_story_is(window: Window, chat: Path) -> None:
    with Library(chat) as library, library.edit("Story"):
        story = library.stories.new("Recap")
        library.stories.add(story, [Quote(library.posts.row(1).post)])
    window.open(chat)
    window.perform("story")
    foot = part(window, StatusBar)
    words = [label.text() for label in foot.findChildren(Label) if label.isVisible()]
    assert "1 quote" in words
    assert " · 2 words · 1 min · 1 voice" in words


@pytest.mark.parametrize(
    ("hint", "shown"),
    [
        ("J K", ["J", "K"]),
        ("Shift S", ["Shift S"]),
        ("Alt Shift ↑ ↓", ["Alt Shift ↑", "↓"]),
        ("Ctrl+]", ["Ctrl ]"]),
        ("+", ["+"]),
    ],
)
def test_a_hint_shows_the_keys_to_press(hint: str, shown: list[str]) -> None:
    assert hint_caps(hint) == shown


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_times_are_told_in_the_zone_one_chooses(window: Window, chat: Path) -> None:
    window.open(chat)
    window.perform("zone")
    (box,) = [each for each in window.findChildren(QDialog) if each.windowTitle() == "Time zone"]
    field = box.findChild(ZoneBox)
    assert field
    field.setText("auckland")
    field.editingFinished.emit()
    box.accept()
    window.close()
    with Library(chat) as library:
        assert library.zone == "Pacific/Auckland"


@pytest.mark.qt_log_ignore("plugin does not support")
def test_an_archive_goes_into_a_new_library_instead(
    window: Window, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet = tmp_path / "second evening.csv"
    sheet.write_text("time,username,text\n2019-06-10T20:00:00Z,ann,Hello\n")
    window.open(chat)
    window.import_archives([sheet])
    preview = window.findChildren(ImportPreview)[-1]
    qtbot.waitUntil(preview.go.isEnabled, timeout=20_000)
    assert preview.into.text() == f"Into \u2068{chat.name}\u2069."
    preview.into_new.click()
    assert window.library == tmp_path / "second evening.curator"
    preview = window.findChildren(ImportPreview)[-1]
    qtbot.waitUntil(preview.go.isEnabled, timeout=20_000)
    assert preview.into_new.isHidden()


@pytest.mark.qt_log_ignore("plugin does not support")
def test_a_new_library_is_made_where_one_says(window: Window, tmp_path: Path) -> None:
    assert window.make(tmp_path / "series.curator")
    assert (tmp_path / "series.curator").exists()
    assert window.library == tmp_path / "series.curator"


def test_a_library_of_any_name_is_opened_and_not_imported(window: Window, chat: Path) -> None:
    plain = chat.rename(chat.with_name("critlib"))
    window.import_archives([plain])
    assert window.library == plain
    assert [each.name for each in plain.parent.glob("*.curator")] == []
