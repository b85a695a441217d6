"""A whole rough cut of a chat in which some are not to be shown, or not in full."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.insight.consent.consent import mask
from curator.insight.figures.cast import thanks
from curator.library import Library, Query, StoryId
from curator.model import Author, Cast, Chart, Facts, Heading, Links, Post, Quote, Span, Story
from curator.work import built_in, draft, finish, rough_cut
from curator.work.counted_blocks import What, count_block
from curator.writers import WRITERS, Writer
from tests.conftest import take_in

START = datetime(2026, 3, 3, 19, tzinfo=UTC)
SAID = [
    "Lend tools so that nobody has to buy a drill for one single hole in a wall",
    "Night buses decide who can come to an evening class in the first place",
    "Translation of our forms brought forty new readers in one spring alone",
    "A kitchen in the branch fed a whole street while the heating was broken",
    "Seeds come back as flowers and every loan is larger than it was before",
    "Repair cafes teach more physics than the school has time for these days",
    "A quiet room with a door was asked for more often than any new computer",
]
PEOPLE = {
    "hostess": "Hedwig Hostmann",
    "withheldwil": "Wilma Withers",
    "handlehan": "Hannelore Quist",
    "rolerob": "Roberta Vance",
    "protectedpat": "Patrizia Lund",
    "mutedmia": "Mia Noguera",
    "openola": "Ola Nordmann",
}
NEVER = ("withheldwil", "wilma", "withers", "rolerob", "roberta", "vance", "hannelore", "quist")
"""What no reader may see; of the muted and protected, their own words."""


def say(number: int, handle: str, text: str) -> Post:
    """Make a post that names everybody and shares a link of its own."""
    link = f"https://{handle}.example/{number}"
    text = f"{text} {link} #chat #{handle}"
    spans = [Span("link", text.index(link), text.index(link) + len(link), link)]
    for tag in ("chat", handle):
        at = text.index(f"#{tag}")
        spans.append(Span("hashtag", at, at + len(tag) + 1, tag))
    for other in PEOPLE:
        at = text.find(f"@{other}")
        if at >= 0:
            spans.append(Span("mention", at, at + len(other) + 1, other))
    author = Author(
        handle, PEOPLE[handle], followers=100 * number, protected=handle == "protectedpat"
    )
    return Post(
        "test", str(1000 + number), author, START + timedelta(minutes=number), text,
        spans=tuple(sorted(spans, key=lambda span: span.start)), likes=number,
    )  # fmt: skip


def posts() -> list[Post]:
    made: list[Post] = []
    others = [handle for handle in PEOPLE if handle != "hostess"]
    for q in (1, 2):
        made.append(say(30 * q, "hostess", f"Q{q}: What should we lend, @withheldwil and all?"))
        for n, handle in enumerate(others, 1):
            named = PEOPLE[others[(n + q) % len(others)]]
            text = f"A{q}: {SAID[(n + 3 * q) % len(SAID)]}, says {named} or @{others[n - 2]}"
            made.append(say(30 * q + n, handle, text))
    return made


@pytest.fixture
def chat(path: Path) -> Path:
    return furnish(path)


def furnish(path: Path) -> Path:
    """Make a library with the chat, and what each of them agreed to."""
    with Library(path, make=True) as library:
        take_in(library, posts())
        called = {handle: library.people.called(handle) for handle in PEOPLE}
        with library.edit("Consent"):
            library.people.change(called["hostess"], seat="host", consent="role", role="A host")
            library.people.change(called["withheldwil"], consent="withheld", sector="Schools")
            library.people.change(called["handlehan"], consent="handle", sector="Schools")
            library.people.change(
                called["rolerob"], consent="role", role="A teacher", sector="Unions",
                organisation="Vance & Daughters",
            )  # fmt: skip
            library.people.change(called["mutedmia"], muted=True)
    return path


def assert_silent(text: str, *more: str) -> None:
    folded = text.casefold()
    assert [word for word in (*NEVER, "hostess", "hedwig", *more) if word in folded] == []


@pytest.fixture(scope="module", params=built_in())
def cut(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, StoryId]:
    """Make a rough cut of one kind, which every writer then reads."""
    path = furnish(tmp_path_factory.mktemp("cut") / "chat.curator")
    return path, finish(rough_cut(path, made_of=built_in()[request.param])).story


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.SUFFIX)
def test_no_export_of_a_rough_cut_gives_anybody_away(
    cut: tuple[Path, StoryId], writer: Writer
) -> None:
    made = finish(draft(*cut, writer, "recap"))
    for path, content in made.files:
        assert_silent(f"{path} {content.decode('utf-8', 'replace')}")
    assert_silent(repr(made.story.blocks) + made.story.title)


def test_a_question_of_a_withheld_host_stands_without_the_name(chat: Path) -> None:
    with Library(chat) as library, library.edit("Consent"):
        library.people.change(library.people.called("hostess"), consent="withheld")
    cut = finish(rough_cut(chat))
    with Library(chat) as library:
        headings = [b.text for b in library.stories.blocks(cut.story) if isinstance(b, Heading)]
    assert headings[0] == "Q1. What should we lend, [redacted] and all?"
    assert headings[1].startswith("Q2. What ")
    assert_silent(" ".join(headings))
    assert "Question 1 was asked by somebody who is withheld." in " ".join(cut.notes)


@pytest.mark.parametrize(
    ("handle", "title"), [("rolerob", "A teacher "), ("handlehan", "@handlehan ")]
)
def test_one_voice_is_called_as_they_agreed(chat: Path, handle: str, title: str) -> None:
    cut = finish(rough_cut(chat, f"from:{handle}", made_of=built_in()["one-voice"]))
    assert cut.title.startswith(title)


def test_nobody_who_may_not_be_is_quoted(chat: Path) -> None:
    cut = finish(rough_cut(chat))
    with Library(chat) as library:
        quoted = {post.author.handle for post in library.stories.story(cut.story).quoted}
    assert quoted == {"openola", "handlehan", "rolerob"}


def test_what_the_rough_cut_writes_itself_names_nobody(chat: Path) -> None:
    """The editor's own words are not masked: so what stands there must be silent before."""
    cut = finish(rough_cut(chat))
    with Library(chat) as library:
        story = library.stories.story(cut.story)
    own = [b for b in story.blocks if not isinstance(b, Quote | Facts | Chart | Cast | Links)]
    assert_silent(repr(own), *PEOPLE.values())


KINDS: tuple[What, ...] = (
    "recap", "activity", "people", "hashtags", "voices", "sectors", "cast", "resources",
)  # fmt: skip


@pytest.mark.parametrize("what", KINDS)
def test_nothing_that_is_counted_gives_anybody_away(chat: Path, what: What) -> None:
    cut = finish(rough_cut(chat))
    block = finish(count_block(chat, what, "", cut.story))
    with Library(chat) as library:
        people = library.marks.standings()
        story = mask(Story("Recap", (block,)), people)
        assert_silent(repr(story.blocks))
        whole = mask(library.stories.story(cut.story), people)
        assert_silent(thanks(whole) + thanks(whole, handles=False))


def test_the_muted_and_the_protected_are_nowhere_quoted_or_thanked(chat: Path) -> None:
    cut = finish(rough_cut(chat))
    with Library(chat) as library:
        whole = mask(library.stories.story(cut.story), library.marks.standings())
        assert "mutedmia" not in thanks(whole)
        assert "protectedpat" not in thanks(whole)
        assert library.posts.count(Query.parse("from:mutedmia")) == 2
        (cast,) = [block for block in whole.blocks if isinstance(block, Cast)]
        assert "mutedmia" not in {person.handle for person in cast.people}


@pytest.mark.parametrize("command", ["cast", "resources"])
def test_the_command_line_hands_nobody_out(chat: Path, command: str) -> None:
    for options in ([], ["--json"]):
        told = CliRunner().invoke(main, [command, str(chat), *options])
        assert told.exit_code == 0, told.output
        assert_silent(told.stdout)


def test_a_story_as_json_shows_counted_things_as_far_as_all_agreed(chat: Path) -> None:
    cut = finish(rough_cut(chat))
    told = CliRunner().invoke(main, ["story", str(chat), str(cut.story), "--json"])
    assert told.exit_code == 0, told.output
    blocks = json.loads(told.stdout)["blocks"]
    counted = [block for block in blocks if block["kind"] in {"facts", "chart", "cast", "links"}]
    assert counted
    assert_silent(json.dumps(counted))
