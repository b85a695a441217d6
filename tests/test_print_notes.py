"""Notes for print: the editor's own words below a quote, wherever the quote goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.insight.checks import lines
from curator.insight.checks.length import length
from curator.insight.checks.verbatim import find_altered_quotes
from curator.insight.consent.consent import mask
from curator.insight.consent.leaks import leaks
from curator.library import BlockId, Library, StoryId
from curator.model import Author, Group, Heading, PullQuote, Quote, Standing, Story
from curator.work.publications import take_out
from curator.writers import WRITERS, Writer, is_whole, linkedin, target_name
from tests.conftest import post, take_in
from tests.writers.seen import readable

NOTE = "The tin is *still* in use"
ANN, BEN = Author("ann_lee1", "Ann Lee"), Author("ben", "Ben Roy")
FIRST = post(1, "A cake tin, which is old", author=ANN)
SECOND = post(2, "A ladder of oars", author=BEN)
STORY = Story(
    "A recap",
    (
        Quote(FIRST, note=NOTE),
        Heading("Later"),
        PullQuote("ladder of oars", SECOND, note="Seen [there](https://example.org/oars)"),
        Group("exchange", (Quote(FIRST), Quote(SECOND, note="He laughed"))),
    ),
    tidy=False,
)

SHORT = {"cards", "citations", "ris", "csl", "bibtex", "linkedin"}
PROSE = [each for each in WRITERS if target_name(each) not in SHORT]
"""The formats in which all of the editor's own texts are printed."""


@pytest.fixture
def library(path: Path) -> Iterator[tuple[Library, StoryId]]:
    with Library(path, make=True) as library:
        take_in(library, [FIRST, SECOND])
        with library.edit("Begin"):
            story = library.stories.new("A recap")
            library.stories.add(story, STORY.blocks)
        yield library, story


def notes(library: Library, story: StoryId) -> list[str]:
    """Return the notes of a story in reading order."""
    told = lines.lines("", library.stories.blocks(story))
    return [line for each in told for line in each.split("\n") if line.startswith("**Note:**")]


@pytest.mark.parametrize("writer", PROSE, ids=target_name)
def test_every_format_prints_them_below_their_quotes_as_notes(writer: Writer) -> None:
    path, content = next(iter(writer.write(mask(STORY, {}), "recap")))
    words = " ".join(readable(path, content).split())
    words = words.partition("</head>")[2] or words
    assert words.count("Note:") >= 3
    quoted, noted = words.find("A cake tin, which is old"), words.find("in use")
    assert 0 <= quoted < noted, words
    for each in ("He laughed", "there"):
        assert each in words


def test_a_short_post_keeps_the_note_of_the_quote_it_takes() -> None:
    content = next(iter(linkedin.write(mask(STORY, {}), "recap")))[1].decode()
    assert "“ladder of oars”\n— Ben Roy (@ben)\nNote: Seen there" in content


@pytest.mark.parametrize("writer", [w for w in WRITERS if is_whole(w)], ids=target_name)
def test_a_file_with_notes_is_still_proved_word_for_word(writer: Writer) -> None:
    quoting = Quote(FIRST, note='He said: "I never lent it"')
    story = mask(Story("A recap", (*STORY.blocks, quoting), tidy=False), {})
    content = next(iter(writer.write(story, "recap")))[1]
    assert find_altered_quotes(story, content, writer.SUFFIX) == ()


def test_they_are_kept_with_the_quote_and_undone(library: tuple[Library, StoryId]) -> None:
    opened, story = library
    first = opened.stories.blocks(story)[0]
    with opened.edit("Write a note"):
        opened.stories.annotate(BlockId(first.id), "Another")
    changed = opened.stories.blocks(story)[0]
    assert isinstance(changed, Quote)
    assert changed.note == "Another"
    opened.undo()
    assert opened.stories.blocks(story)[0] == first
    with opened.edit("Turn"):
        opened.stories.set_kind(BlockId(first.id), "pull", "A cake tin")
    pulled = opened.stories.blocks(story)[0]
    assert isinstance(pulled, PullQuote)
    assert pulled.note == NOTE
    with opened.edit("Swap"):
        two = opened.posts.ids(["2"])["2"]
        opened.stories.swap(BlockId(first.id), two, "liked")
    swapped = opened.stories.blocks(story)[0]
    assert isinstance(swapped, Quote)
    assert swapped.note == ""  # it was about another post


def test_they_are_written_and_read_on_the_command_line(path: Path) -> None:
    def run(*arguments: str) -> str:
        found = CliRunner().invoke(main, [*arguments])
        assert found.exit_code == 0, found.output
        return found.stdout

    with Library(path, make=True) as library:
        take_in(library, [FIRST, SECOND])
        with library.edit("Begin"):
            library.stories.add(library.stories.new("A recap"), [Quote(FIRST)])
    run("annotate", str(path), "1", "1", "Lent *again*")
    assert "**Note:** Lent *again*" in run("story", str(path), "1")
    (block,) = json.loads(run("story", str(path), "1", "--json"))["blocks"]
    assert block["note"] == "Lent *again*"
    run("annotate", str(path), "1", "1", " ")
    assert "Note" not in run("story", str(path), "1")
    missing = CliRunner().invoke(main, ["annotate", str(path), "1", "77", "x"])
    assert missing.exit_code == 1
    assert "does not quote 77" in missing.output


def test_versions_show_them_and_bring_them_back(library: tuple[Library, StoryId]) -> None:
    opened, story = library
    opened.versions.keep(story, "With notes")
    before = notes(opened, story)
    assert before[0] == f"**Note:** {NOTE}"
    assert len(before) == 3
    with opened.edit("Take them away"):
        for block in opened.stories.blocks(story):
            for each in block.quotes if isinstance(block, Group) else (block,):
                opened.stories.annotate(BlockId(each.id), "")
    assert notes(opened, story) == []
    (version, *_) = opened.versions.all(story)
    with opened.edit("Go back"):
        opened.versions.put_back(version.id)
    assert notes(opened, story) == before


def test_they_count_as_words_and_their_addresses_and_names_are_checked() -> None:
    bare = Story("A recap", (Quote(FIRST),))
    noted = Story("A recap", (Quote(FIRST, note="Ann Lee told us"),))
    assert length(noted.blocks).words == length(bare.blocks).words + 4
    people = {("test", "ann_lee1"): Standing("role", "A lender", names=("Ann Lee",))}
    assert any("Ann Lee told us" in each for each in leaks(noted, people))
    assert not any("told us" in each for each in leaks(bare, people))


def test_a_take_down_takes_the_name_out_of_them(library: tuple[Library, StoryId]) -> None:
    opened, story = library
    with opened.edit("Write notes"):
        for block in opened.stories.blocks(story):
            if isinstance(block, PullQuote):
                opened.stories.annotate(BlockId(block.id), "As @ann_lee1 and Ann Lee said before")
    ann = next(p for p in opened.people.all() if p.account.handle == "ann_lee1")
    with opened.edit("Take down"):
        take_out(opened, ann.id)
    said = " ".join(notes(opened, story))
    assert "said before" in said
    assert "Ann Lee" not in said
    assert "ann_lee1" not in said
