"""The list of commands: a few letters, Enter, done; and nothing it finds surprises."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from curator.gui.palette.overlay import Palette
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.widgets import Button
from curator.gui.widgets.fuzzy_match import match
from curator.gui.widgets.list_line import ListLine
from curator.gui.window.preferences import Preferences
from curator.gui.window.status_bar import StatusBar
from curator.gui.window.window import Window
from curator.gui.window.workspaces import Workspaces
from curator.library import Library
from curator.model import Author, Quote
from curator.settings import Settings
from tests.conftest import found, post, take_in

CTRL = Qt.KeyboardModifier.ControlModifier


class Typing:
    """A person at the list of commands."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def palette(self) -> Palette:
        """The list, which is made when it is first opened."""
        palette = self.window.findChild(Palette)
        assert isinstance(palette, Palette)
        return palette

    def opens(self, typed: str = "") -> Typing:
        """Press Ctrl+K and type."""
        QTest.keySequence(QApplication.focusWidget() or self.window, "Ctrl+K")
        assert self.palette.isVisible()
        return self.types(typed)

    def types(self, words: str) -> Typing:
        """Type something else, and rest."""
        self.palette.field.selectAll()
        QTest.keyClicks(self.palette.field, words)
        self.palette.catch_up()
        return self

    def press(self, key: Qt.Key, how: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in its field."""
        QTest.keyClick(self.palette.field, key, how or Qt.KeyboardModifier.NoModifier)

    @property
    def heads(self) -> list[str]:
        """The headings."""
        return [line.words for line in self.palette.list.lines if not line.do]

    def under(self, head: str) -> list[str]:
        """Return the words of the lines under a heading."""
        lines = self.palette.list.lines
        start = next(n for n, line in enumerate(lines) if line.words == head and not line.do)
        words = []
        for line in lines[start + 1 :]:
            if not line.do:
                break
            words.append(line.words)
        return words

    def line(self, words: str) -> ListLine:
        """Return a line by its words."""
        return next(line for line in self.palette.list.lines if line.words == words)

    @property
    def at(self) -> str:
        """The words of the line that Enter would do."""
        return self.palette.list.current.words if self.palette.list.current else ""

    @property
    def workspace(self) -> str:
        """Which workspace is shown."""
        spaces = self.window.findChild(Workspaces)
        return spaces.name if isinstance(spaces, Workspaces) else ""

    @property
    def sift(self) -> SiftWorkspace:
        """The workspace in which posts are found."""
        sift = self.window.findChild(SiftWorkspace)
        assert isinstance(sift, SiftWorkspace)
        return sift

    @property
    def searched(self) -> str:
        """What Sift searches for."""
        return self.sift.posts_pane.terms.text


@pytest.fixture
def typing(window: Window, path: Path) -> Typing:
    with Library(path, make=True) as library:
        zoe = Author("zoereads", "Zoë Åkerman")
        take_in(
            library,
            [post(n, f"post {n} about ladders") for n in range(1, 9)]
            + [post(9, "Réparer a café chair", author=zoe)],
        )
        with library.edit("Tag"):
            library.marks.tag([1, 2], "insight")
        with library.edit("Story"):
            story = library.stories.new("Recap of May")
            library.stories.add(story, [Quote(library.posts.row(1).post)])
    window.open(path)
    return Typing(window)


def test_a_command_is_a_few_letters_away(typing: Typing, path: Path) -> None:
    typing.opens("sta")
    assert typing.at == "Star"
    typing.press(Qt.Key.Key_Return)
    assert not typing.palette.isVisible()
    with Library(path) as library:
        assert found(library, "is:starred") == ["1"]


def test_it_closes_with_the_library_that_it_searches(
    typing: Typing, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.curator"
    with Library(other, make=True) as library:
        take_in(library, [post(1)])
    typing.opens("ladd")
    QTest.keyClicks(typing.palette.field, "e")  # its posts are looked for after a pause
    late = typing.palette.findChildren(QTimer)
    typing.window.open(other)
    assert not typing.palette.isVisible()
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in late))


def test_words_that_begin_so_come_before_words_that_have_it(typing: Typing) -> None:
    found_so = [match(words, "re") for words in typing.opens(">re").under("Commands")[:-1]]
    ranks = [answer.rank for answer in found_so if answer]
    assert ranks == sorted(ranks)
    assert typing.at == "Reject"


def test_a_group_shows_five_and_then_how_many_more(typing: Typing) -> None:
    typing.opens(">t")
    assert len(typing.under("Commands")) == 6
    assert typing.under("Commands")[-1].endswith("more")
    typing.press(Qt.Key.Key_Up)
    typing.press(Qt.Key.Key_Return)
    assert typing.palette.isVisible()
    assert len(typing.under("Commands")) > 6


def test_a_disabled_command_says_why_and_does_nothing(typing: Typing) -> None:
    typing.opens("Fold a sec")
    line = typing.line("Fold a section")
    assert (line.off, line.beside) == (True, "Works in Story.")
    typing.press(Qt.Key.Key_Return)
    assert typing.palette.isVisible()


def test_a_person_is_found_without_accents(typing: Typing) -> None:
    typing.opens("@zoe ak")
    assert typing.heads == ["People"]
    assert typing.at == "Zoë Åkerman"
    typing.press(Qt.Key.Key_Return)
    assert typing.searched == "from:zoereads"


def test_signs_ask_for_one_kind(typing: Typing) -> None:
    assert typing.opens("#ins").heads == ["Tags"]
    assert typing.under("Tags") == ["insight"]
    typing.types(">ins")
    assert typing.heads == ["Commands"]
    typing.types("/cafe")
    assert typing.heads == ["Posts"]
    assert typing.under("Posts") == ["Réparer a café chair"]


def test_a_post_is_found_by_its_words_and_shown(typing: Typing) -> None:
    typing.opens("/cafe")
    line = typing.line("Réparer a café chair")
    assert line.words[slice(*line.found[0])] == "café"
    typing.press(Qt.Key.Key_Return)
    assert typing.sift.posts_pane.view.current_id() == 9


def test_more_posts_are_a_search_away(typing: Typing) -> None:
    typing.opens("/ladders")
    assert typing.under("Posts")[-1] == "3 more"
    typing.press(Qt.Key.Key_Up)
    typing.press(Qt.Key.Key_Return)
    assert typing.searched == "ladders"


def test_a_story_is_found_by_its_title(typing: Typing) -> None:
    typing.opens("recap of")
    assert typing.under("Stories") == ["Recap of May"]
    typing.press(Qt.Key.Key_Return)
    assert typing.workspace == "story"


def test_enter_waits_for_the_posts(typing: Typing) -> None:
    typing.opens()
    QTest.keyClicks(typing.palette.field, "/cafe")
    typing.press(Qt.Key.Key_Return)
    assert typing.sift.posts_pane.view.current_id() == 9


def test_a_filter_says_how_many_posts_it_finds(typing: Typing) -> None:
    typing.opens("undecided only")
    assert typing.line("Undecided only").beside == "9 posts, is:undecided"
    typing.press(Qt.Key.Key_Return)
    assert typing.searched == "is:undecided"


def test_what_nothing_matches_is_searched_in_the_posts(typing: Typing) -> None:
    typing.opens("qqq")
    assert typing.heads == []
    typing.press(Qt.Key.Key_Return)
    assert (typing.workspace, typing.searched) == ("sift", "qqq")


def test_ctrl_enter_keeps_it_open_and_says_what_is_so_now(typing: Typing, path: Path) -> None:
    typing.opens("next post")
    typing.press(Qt.Key.Key_Return, CTRL)
    assert typing.palette.isVisible()
    assert typing.palette.field.hasFocus()
    typing.types("star")
    typing.press(Qt.Key.Key_Return)
    with Library(path) as library:
        assert found(library, "is:starred") == ["2"]


def test_the_last_six_come_first_and_are_kept(
    typing: Typing, preferences: Preferences, path: Path
) -> None:
    for typed in ("next post", "sift", "undecided only"):
        typing.opens(typed)
        typing.press(Qt.Key.Key_Return)
    typing.opens()
    assert typing.under("Last used") == ["Undecided only", "Sift", "Next post"]
    assert preferences.used[0] == "search:is:undecided"
    kept = Settings.load(path.with_name("settings.json"))
    assert kept.used == ["search:is:undecided", "command:sift", "command:next"]


def test_names_and_words_of_a_chat_stay_out_of_the_settings(
    typing: Typing, preferences: Preferences
) -> None:
    for typed in ("@zoe", "#insight", "/cafe", "qqq"):
        typing.opens(typed)
        typing.press(Qt.Key.Key_Return)
    assert preferences.used == []


def test_a_setting_chosen_at_the_desk_forgets_nothing(
    typing: Typing, preferences: Preferences
) -> None:
    typing.opens("next post")
    typing.press(Qt.Key.Key_Return)
    typing.window.perform("compact")
    assert preferences.used == ["command:next"]


def test_esc_closes_it_and_the_list_has_the_keys_again(typing: Typing) -> None:
    before = QApplication.focusWidget()
    typing.opens("star")
    typing.press(Qt.Key.Key_Escape)
    assert not typing.palette.isVisible()
    assert QApplication.focusWidget() is before


def test_keys_do_nothing_behind_it(typing: Typing) -> None:
    typing.opens()
    assert not typing.window.perform("story")
    assert typing.workspace == "sift"


def test_it_opens_from_fields_too(typing: Typing) -> None:
    typing.window.perform("search")
    typing.opens()
    typing.press(Qt.Key.Key_Escape)
    typing.window.perform("note")
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    typing.opens()


def test_without_a_library_it_says_what_is_missing(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    typing = Typing(window).opens("star")
    assert typing.line("Star").beside == "Open a library first."
    assert typing.under("Commands")[0] == "Start page"


def test_the_button_shows_its_words_where_there_is_room(window: Window) -> None:
    button = next(b for b in window.findChildren(Button) if b.text() == "Commands")
    wide = button.width()
    window.resize(1279, 800)
    QApplication.processEvents()
    assert button.sizeHint().width() < wide
    assert button.accessibleName() == "Commands"
    button.click()
    assert Typing(window).palette.isVisible()


def test_something_said_is_said_in_the_foot(typing: Typing) -> None:
    typing.opens("undo")
    typing.press(Qt.Key.Key_Return)
    foot = typing.window.findChild(StatusBar)
    assert isinstance(foot, StatusBar)
    assert foot.sentence == "Undone: Story"


@pytest.mark.parametrize(
    ("text", "wanted", "rank"),
    [
        ("Reject", "re", 0),
        ("Make a recap", "re", 1),
        ("Adaeze", "ez", 2),
        ("Rūta Kalniņa", "kalnina", 1),
        ("ＡＢＣ", "abc", 0),
        ("中村さゆり", "さゆ", 2),
        ("Next undecided", "un ne", 1),
    ],
)
def test_words_are_found_whatever_their_accents(text: str, wanted: str, rank: int) -> None:
    answer = match(text, wanted)
    assert answer
    assert answer.rank == rank


def test_the_letters_that_were_typed_are_known_in_the_word_itself() -> None:
    answer = match("Zoë Åkerman", "zoe ak")
    assert answer
    assert ["Zoë Åkerman"[a:b] for a, b in answer.spans] == ["Zoë", "Åk"]
    assert match("Reject", "rex") is None
