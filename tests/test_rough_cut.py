"""The rough cut of a whole library: one step from an archive to a first draft."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.counted import Participant
from curator.counted_json import dump_block, load_block
from curator.insight.figures.cast import with_newcomers
from curator.library import BlockId, Library, Query
from curator.model import (
    Author,
    Block,
    Cast,
    Facts,
    Group,
    Heading,
    Links,
    Passage,
    Post,
    Quote,
    Span,
    Standing,
)
from curator.resources import resource
from curator.work import built_in, choices, finish, import_archive, masked_story, rough_cut
from curator.writers import WRITERS
from curator.writers.kit.counted_text import cast_note
from tests.conftest import post, take_in
from tests.library.test_chats import evening

CHAT = resource("samples/tomorrows-library/chat.jsonl")
SAID = [
    "Lend tools so that nobody has to buy a drill for one single hole in a wall",
    "Night buses decide who can come to an evening class in the first place",
    "Translation of our forms brought forty new readers in one spring alone",
    "A kitchen in the branch fed a whole street while the heating was broken",
    "Seeds come back as flowers and every loan is larger than it was before",
    "Repair cafes teach more physics than the school has time for these days",
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "chat.curator"
    finish(import_archive(path, CHAT))
    return path


def blocks(path: Path, story: int) -> tuple[Block, ...]:
    with Library(path) as library:
        (info,) = [each for each in library.stories.all() if each.id == story]
        return library.stories.story(info.id).blocks


def chat(day: int, host: str = "host") -> list[Post]:
    """Make a chat of two questions, each with three answers."""
    start = datetime(2026, 3, day, 19, tzinfo=UTC)
    made: list[Post] = []

    def say(minute: int, who: str, text: str) -> None:
        key = day * 1000 + len(made)
        at = start + timedelta(minutes=minute)
        made.append(post(key, text, who, at=at))

    for q in (1, 2):
        say(20 * q, host, f"Q{q}: What should a branch lend on day {day}, and why that?")
        for n in range(3):
            say(20 * q + 2 + n, f"voice{n}", f"A{q}: {SAID[3 * (q - 1) + n]}, day {day}")
    return made


def written(path: Path, story: int) -> str:
    return "\n".join(block.text for block in blocks(path, story) if isinstance(block, Passage))


def test_a_recap_ends_with_thanks_what_comes_next_and_how_it_was_counted(path: Path) -> None:
    talk = chat(3)
    later = talk[-1].at + timedelta(minutes=9)
    news = post(9001, "Our next chat is on Tuesday 10 March, about ovens", "host", at=later)
    other = post(9002, "Next week I will bake on Tuesday", "voice0", at=later)
    with Library(path, make=True) as library:
        take_in(library, [*talk, news, other])
        with library.edit("Consent"):
            library.people.change(library.people.called("voice1"), consent="role", role="A baker")
    story = finish(rough_cut(path)).story
    made, said = blocks(path, story), written(path, story)
    assert "Thank you to everyone who is quoted: @voice0 and @voice2." in said
    assert "voice1" not in said
    assert "Follow @host." in said
    at = next(
        n for n, block in enumerate(made) if isinstance(block, Heading) and "Keep" in block.text
    )
    (announced,) = [block for block in made[at:] if isinstance(block, Quote)]
    assert (announced.post.key, announced.why) == ("9001", "Says what comes next")
    assert "All posts in scope: originals and echoes." in said
    assert re.search(r"Counted on \d+ \w+ \d{4} \((UTC|[A-Z][a-z ]+ time)\)\. ", said)
    assert "Likes and replies are not recorded." in said
    assert "liked and" not in said
    assert "By " not in said


def test_a_recap_is_signed_by_whom_its_template_names(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3))
    made_of = built_in()["questions"].replace("\nby:\n", "\nby: Dora Quill\n")
    assert "By Dora Quill." in written(path, finish(rough_cut(path, made_of=made_of)).story)


def test_who_is_not_quoted_is_named_with_what_they_said(path: Path) -> None:
    talk = chat(3)
    more = [
        post(5000 + n, f"A1: {SAID[n]} and {word}", f"extra{n}", at=talk[1].at)
        for n, word in enumerate(("ovens", "drums", "maps", "looms", "chess", "bread"))
    ]
    with Library(path, make=True) as library:
        take_in(library, [*talk, *more])
    made_of = built_in()["questions"].replace("[cast]\n", "[cast]\n\n[voices]\n")
    made = blocks(path, finish(rough_cut(path, made_of=made_of)).story)
    quoted = {block.post.author.handle for block in made if isinstance(block, Quote)}
    (voices,) = [block for block in made if isinstance(block, Group)]
    others = {quote.post.author.handle for quote in voices.quotes}
    assert others
    assert not others & quoted
    assert voices.kind == "voices"


def test_the_cast_tells_who_is_new_in_a_series(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3))
        first = finish(rough_cut(path)).story
        take_in(library, chat(5))
        second = finish(rough_cut(path, "since:2026-03-05")).story
        newcomer = post(7777, "A1: Ovens outlast every cinema in our street", "newby")
        own = chat(10)
        take_in(library, [*own, replace(newcomer, at=own[1].at)])
    later = finish(rough_cut(path)).story
    casts = [
        {person.handle: person.newcomer for person in block.people}
        for story in (first, second, later)
        for block in blocks(path, story)
        if isinstance(block, Cast)
    ]
    assert set(casts[0].values()) == set(casts[1].values()) == {""}  # of one chat too few return
    assert (casts[2]["newby"], casts[2]["voice1"]) == ("new", "returning")
    (told,) = [block for block in blocks(path, later) if isinstance(block, Cast)]
    assert cast_note(told) == "New here is who wrote in none of the 2 earlier chats that we have."
    assert load_block("cast", dump_block(told), told.id) == told


def test_where_most_would_be_new_nobody_is_said_to_be(path: Path) -> None:
    with Library(path, make=True) as library:
        own = chat(10)
        strangers = [
            post(7000 + n, f"A1: {SAID[n]}, says a stranger", f"stranger{n}", at=own[1].at)
            for n in range(4)
        ]
        take_in(library, [*chat(3), *chat(5), *own, *strangers])
    later = finish(rough_cut(path)).story
    (told,) = [block for block in blocks(path, later) if isinstance(block, Cast)]
    assert {person.newcomer for person in told.people} == {""}
    assert cast_note(told) == ""


def test_of_one_earlier_chat_only_the_editor_tells_who_is_new() -> None:
    ann, bob = Participant("test", "ann"), Participant("test", "bob", newcomer="new")
    people, earlier = with_newcomers([ann, bob], {("test", "ann")}, 1)
    assert (people, earlier) == ([ann, bob], 0)
    people, earlier = with_newcomers([ann, bob], {("test", "ann")}, 2)
    assert ([each.newcomer for each in people], earlier) == (["returning", "new"], 2)


def test_a_recap_has_all_its_parts_in_order(sample: Path) -> None:
    cut = finish(rough_cut(sample))
    made = blocks(sample, cut.story)
    kinds = [type(block) for block in made if type(block) is not Quote]
    assert kinds[:3] == [Passage, Facts, Heading]
    headings = [block.text for block in made if isinstance(block, Heading)]
    assert [text[:3] for text in headings[:6]] == ["Q1.", "Q2.", "Q3.", "Q4.", "Q5.", "Q6."]
    assert headings[6:] == [
        "Links shared",
        "Who took part",
        "Keep the conversation going",
        "How we counted",
    ]
    assert {Cast, Links} <= set(kinds)
    assert cut.title == "TomorrowsLibrary: lending more than books, 14 May 2026"


def test_every_quote_says_why_it_is_there(sample: Path) -> None:
    cut = finish(rough_cut(sample))
    quotes = [block for block in blocks(sample, cut.story) if isinstance(block, Quote)]
    assert 20 <= len(quotes) == cut.quotes <= 60
    assert all(quote.why for quote in quotes)


def test_the_same_library_gives_the_same_draft(sample: Path) -> None:
    first, second = (finish(rough_cut(sample)) for _ in range(2))
    told = [
        [(getattr(b, "text", ""), getattr(b, "post", None)) for b in blocks(sample, cut.story)]
        for cut in (first, second)
    ]
    assert told[0] == told[1]
    assert first.story != second.story


def test_one_undo_takes_it_away(path: Path) -> None:
    finish(import_archive(path, CHAT))
    finish(rough_cut(path))
    with Library(path) as library:
        library.undo()
        assert library.stories.all() == []


def test_stars_come_first_and_rejected_and_protected_people_never(path: Path) -> None:
    said = chat(3)
    said[2] = post(3002, said[2].text, at=said[2].at, author=Author("shy", protected=True))
    with Library(path, make=True) as library:
        take_in(library, said)
        key = library.posts.ids(["3001", "3003", "3006", "3007"])
        with library.edit("Decide"):
            library.marks.star([key["3003"]])
            library.marks.reject([key["3001"]])
            library.marks.set_standing(
                library.marks.person(key["3006"]), Standing(consent="withheld")
            )
    made = blocks(path, finish(rough_cut(path)).story)
    quoted = {block.post.key for block in made if isinstance(block, Quote)}
    assert "3003" in quoted
    assert not quoted & {"3001", "3002", "3006"}


def test_of_several_chats_it_is_the_last(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3) + chat(10))
    cut = finish(rough_cut(path))
    assert cut.chats == 2
    made = blocks(path, cut.story)
    assert {b.post.at.day for b in made if isinstance(b, Quote)} == {10}
    with Library(path) as library:
        assert library.posts.count(Query.parse(cut.query)) == 8


def test_a_search_says_what_it_is_made_of(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3) + chat(10))
    made = blocks(path, finish(rough_cut(path, "until:2026-03-05")).story)
    assert {b.post.at.day for b in made if isinstance(b, Quote)} == {3}


def test_nobody_who_is_withheld_is_named_as_host(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3))
        key = library.posts.ids(["3000"])["3000"]
        with library.edit("Withhold"):
            library.marks.set_standing(library.marks.person(key), Standing(consent="withheld"))
    opening = blocks(path, finish(rough_cut(path)).story)[0]
    assert isinstance(opening, Passage)
    assert "Hosted" not in opening.text


def test_a_chat_without_questions_is_told_by_theme(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(
            library,
            [
                post(n, f"{text} and the kitchen", f"voice{n}")
                if n % 2
                else post(n, f"{text} near the garden", f"voice{n}")
                for n, text in enumerate(SAID)
            ]
            + [post(90 + n, f"{text} in the old tower", f"v{n}") for n, text in enumerate(SAID)],
        )
    made = blocks(path, finish(rough_cut(path)).story)
    headings = [block.text for block in made if isinstance(block, Heading)]
    assert {"Kitchen", "Garden"} <= {heading.split()[0] for heading in headings}
    said = " ".join(block.text for block in made if isinstance(block, Passage))
    assert "theme by theme" in said
    assert "question" not in said


def test_what_one_person_said_is_told_as_one_voice(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(n, text, "ines") for n, text in enumerate(SAID)])
    made = blocks(path, finish(rough_cut(path)).story)
    assert any(isinstance(block, Quote) for block in made)
    assert not any("people met" in b.text for b in made if isinstance(b, Passage))


def test_a_chat_without_a_common_theme_is_quoted_all_the_same(path: Path) -> None:
    said = [
        "Buses run empty past the hospital at dawn because nurses cannot afford the fare",
        "My aunt keeps bees upon a warehouse roof, and sells honey to every bakery downtown",
    ]
    with Library(path, make=True) as library:
        take_in(library, [post(n, text, f"voice{n}") for n, text in enumerate(said)])
    made = blocks(path, finish(rough_cut(path)).story)
    assert next(b.text for b in made if isinstance(b, Heading)) == "In their own words"
    assert sum(isinstance(block, Quote) for block in made) == 2


@pytest.mark.parametrize("name", sorted(built_in()))
def test_every_template_makes_a_recap(sample: Path, name: str) -> None:
    cut = finish(rough_cut(sample, made_of=built_in()[name]))
    assert cut.blocks > 1
    assert not any(
        "{" in block.text for block in blocks(sample, cut.story) if isinstance(block, Passage)
    )


def test_an_empty_library_gives_no_draft_and_says_so(path: Path) -> None:
    Library(path, make=True).close()
    said = CliRunner().invoke(main, ["draft", str(path), "--title", "Nothing"])
    assert said.exit_code == 1
    assert "No post here can be quoted" in said.stderr
    with Library(path) as library:
        assert not library.stories.all()


def test_the_command_takes_a_template_of_ones_own(tmp_path: Path, path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3))
    own = tmp_path / "mine.md"
    own.write_text("name: Mine\ntitle: {hashtag} in short\n\nHello.\n\n[best: 2]\n", "utf-8")
    said = CliRunner().invoke(main, ["draft", str(path), "--template", str(own), "--json"])
    assert json.loads(said.stdout) == {"story": 1, "blocks": 3}
    missing = CliRunner().invoke(main, ["draft", str(path), "--template", "nonsense"])
    assert missing.exit_code == 1
    assert "There is no template" in missing.stderr


def test_the_page_tells_how_many_answers_there_were_and_who_hosted(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, chat(3))
    cut = finish(rough_cut(path))
    with Library(path) as library:
        ((_, page), *_) = WRITERS[0].write(masked_story(library, cut.story), "recap")
    assert "3 of 3 answers" in page.decode()
    assert '<span class="about" dir="auto">Host</span>' in page.decode()


def test_a_heading_of_no_question_counts_quotes(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(n, f"{text} on day {n}", f"p{n}") for n, text in enumerate(SAID)])
    cut = finish(rough_cut(path))
    with Library(path) as library:
        assert masked_story(library, cut.story).answers == {}
        assert not any(
            "questions" in block.text
            for block in library.stories.blocks(cut.story)
            if isinstance(block, Passage)
        )


def test_the_topic_of_the_chat_before_is_not_that_of_this_one(library: Library) -> None:
    before, later = evening(0, "pots"), evening(100, "mugs", week=1)
    said = post(50, "Our topic tonight: teapots #kettle", "teahost", at=before[5].at)
    take_in(library, [*before, said, *later[1:]])  # the later one is not announced
    cut = finish(rough_cut(library.path))
    assert "10 February 2023" in cut.title
    assert "teapots" not in cut.title


def test_two_questions_of_one_post_have_each_their_words(library: Library) -> None:
    talk = chat(3)
    both = "Q1: What should a branch lend, and why that? #ovens OR Q2: Where should it lend ovens?"
    asked = [replace(talk[0], text=both), *talk[1:4], *talk[5:]]  # Q2 is not asked again
    take_in(library, asked)
    story = finish(rough_cut(library.path)).story
    headings = [each.text for each in blocks(library.path, story) if isinstance(each, Heading)]
    assert headings[:2] == [
        "Q1. What should a branch lend, and why that? #ovens", "Q2. Where should it lend ovens?",
    ]  # fmt: skip


def test_a_round_of_pitches_is_counted_like_its_heading(library: Library) -> None:
    talk, address = chat(3), "https://a.example"
    made = [*talk]
    asked = "Q3: Wow, that hour went quickly. Time for branch pitches! Feel free to add links."
    made.append(post(9001, asked, "host", at=talk[-1].at + timedelta(minutes=10)))
    for n in range(2):
        words = f"A3: Town {n} bakes a loaf for every house on Sunday, plans are at {address}"
        link = Span("link", len(words) - len(address), len(words), address)
        at = made[-1].at + timedelta(minutes=1)
        made.append(post(9002 + n, words, f"voice{n}", at=at, spans=(link,)))
    take_in(library, made)
    story = finish(rough_cut(library.path)).story
    headings = [b.text for b in blocks(library.path, story) if isinstance(b, Heading)]
    assert headings[2] == "Q3. Time for branch pitches!"
    assert "Here is what they said to its 3 questions" in written(library.path, story)


def test_what_was_liked_most_is_no_question_and_lacks_no_answers(library: Library) -> None:
    talk = chat(3)
    words = "Whoever keeps hedgehogs in winter wants dry leaves, quiet and no strimmers"
    loved = post(9001, words, "voice7", at=talk[-1].at + timedelta(minutes=1), likes=9)
    take_in(library, [*talk, loved])
    story = finish(rough_cut(library.path)).story
    made = blocks(library.path, story)
    (own,) = [each for each in made if isinstance(each, Heading) and each.text == "Liked most"]
    assert own.why == ""
    assert [each.post.text for each in made if isinstance(each, Quote)][-1] == words
    assert "what they said to its 2 questions" in written(library.path, story)


def test_the_next_best_liked_stand_in_for_one_that_was_liked_most(library: Library) -> None:
    talk = chat(3)
    said = [
        "Whoever keeps hedgehogs in winter wants dry leaves, quiet and no strimmers",
        "Nobody counts the toads on the ring road, though each spring they cross it",
        "Swifts need a brick with a hole in it, and builders who have heard of them",
    ]
    loved = [
        post(9001 + n, words, f"voice{7 + n}", at=talk[-1].at + timedelta(minutes=1), likes=9 - n)
        for n, words in enumerate(said)
    ]
    take_in(library, [*talk, *loved])
    story = finish(rough_cut(library.path)).story
    quotes = [each for each in blocks(library.path, story) if isinstance(each, Quote)]
    (last,) = [each for each in quotes if each.post.text == said[2]]
    with library.edit("Leave out"):
        library.stories.remove([BlockId(each.id) for each in quotes if each.post.text == said[1]])
    swaps = finish(choices(library.path, story, BlockId(last.id)))
    rows = library.posts.rows([each.post for each in swaps])
    assert rows[0].post.text == said[1]


def test_a_question_amid_other_talk_has_its_replies_before_the_themes(library: Library) -> None:
    asked = "I’ll go first: what is the strangest thing you have found on a roof of this town?"
    said = [
        "@ann A pelican, far from any water, asleep in a gutter",
        "@ann Two owls that nested in a bucket of mortar all winter",
        "@ann The wedding ring of somebody who had moved to Whitby",
    ]
    begun = datetime(2026, 5, 14, 18, tzinfo=UTC)
    replies = [
        post(n, words, f"voice{n}", at=begun + timedelta(minutes=n))
        for n, words in enumerate(said, 2)
    ]
    take_in(library, [post(1, asked, "ann", at=begun), *replies])
    made = blocks(library.path, finish(rough_cut(library.path)).story)
    headings = [each.text for each in made if isinstance(each, Heading)]
    assert headings[0] == "What is the strangest thing you have found on a roof of this town?"
    assert [each.post.text for each in made if isinstance(each, Quote)] == said
