"""The user's own recap templates and snippets, kept beside the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.errors import CuratorError
from curator.library import Library
from curator.model import Heading, Passage
from curator.resources import resource
from curator.work import (
    Recipe,
    copy_of,
    discard,
    finish,
    import_archive,
    keep,
    recipe,
    recipes,
    snippet_blocks,
)
from curator.work.recap_templates import LONGEST

CHAT = resource("samples/tomorrows-library/chat.jsonl")
MINE = (
    "name: Our monthly chat\ntitle: {series}\nseries: Branch talk\n\n{series}: {hosts}\n\n[cast]"
)


def mine(text: str = MINE) -> Recipe:
    return keep(Recipe("", "", text, "recap"))


def test_those_that_come_along_stand_first_and_the_best_known_leads() -> None:
    assert [each.key for each in recipes()] == [
        "questions", "themes", "cast-first", "one-voice", "resources",
    ]  # fmt: skip


def test_one_of_the_users_own_is_listed_found_and_deleted(tmp_path: Path) -> None:
    kept = mine()
    assert (tmp_path / "recaps" / "our-monthly-chat.md").read_text("utf-8") == MINE
    assert recipes()[-1] == kept == recipe("our monthly CHAT") == recipe("own:our-monthly-chat")
    discard(kept)
    assert recipe("Our monthly chat") is None


def test_another_of_the_same_name_writes_over_nothing() -> None:
    first, second = mine(), mine()
    assert first.key != second.key
    changed = keep(Recipe(first.key, "", MINE.replace("Our", "Her"), "recap"))
    assert changed.key == first.key
    assert recipe(second.key) == second


def test_a_new_one_begins_as_another_is() -> None:
    found = recipe("themes")
    assert found
    new = copy_of(found, "recap")
    assert new.name == "Theme by theme, my own"
    assert keep(new).text.partition("\n")[2] == found.text.partition("\n")[2]


def test_what_cannot_be_kept_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CuratorError, match="needs a name"):
        mine("Hello")
    with pytest.raises(CuratorError, match="too long"):
        mine(MINE + "x" * LONGEST)
    (tmp_path / "recaps").write_text("a file stands where the folder should")
    with pytest.raises(CuratorError, match="could not be saved"):
        mine()
    built_in = recipe("questions")
    assert built_in
    with pytest.raises(CuratorError, match="comes with Curator"):
        discard(built_in)


def test_files_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "recaps").mkdir()
    (tmp_path / "recaps" / "a.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "recaps" / "b.md").write_text("x" * (LONGEST + 1))
    (tmp_path / "recaps" / "c.md").write_text("only words")
    assert [each.name for each in recipes()[5:]] == ["c"]


def test_a_recap_is_made_by_a_template_of_ones_own(path: Path) -> None:
    finish(import_archive(path, CHAT))
    mine()
    made = CliRunner().invoke(main, ["draft", str(path), "--template", "Our monthly chat"])
    assert made.exit_code == 0, made.output
    with Library(path) as library:
        (info,) = library.stories.all()
        assert info.title == "Branch talk"
        first = library.stories.blocks(info.id)[0]
        assert isinstance(first, Passage)
        assert first.text.startswith("Branch talk: Tomorrow")


def test_an_unknown_template_is_told_with_those_that_are_known(path: Path) -> None:
    finish(import_archive(path, CHAT))
    mine()
    told = CliRunner().invoke(main, ["draft", str(path), "--template", "nonsense"])
    assert told.exit_code == 1
    assert "questions" in told.output
    assert "Our monthly chat" in told.output


def test_a_snippet_is_filled_in_from_the_chat_at_hand(path: Path) -> None:
    finish(import_archive(path, CHAT))
    text = "name: Next\ncontact: a@b.c\n\n## Next time\n\nWrite to {contact} about {hashtag}."
    made = finish(snippet_blocks(path, text))
    assert made == [Heading("Next time"), Passage("Write to a@b.c about #TomorrowsLibrary.")]
