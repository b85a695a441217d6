"""Chats of several places in one library: each is shown in the zone where it was held."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner, Result

from curator.cli import main
from curator.gui.desk.desk import Desk
from curator.gui.importing.words import chat_words as report_words
from curator.gui.questions.chats import chat_words
from curator.gui.questions.list import term_of
from curator.library import ChatId, Library, Query
from curator.model import Post, Span
from curator.settings import Settings
from curator.work import finish, rough_cut, work_out
from tests.conftest import post, take_in

WORDS = ("the oak leans over", "ladders need two people", "a saw cuts on the pull", "we burn ash")


def run(*words: object) -> Result:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done


def tagged(key: int, text: str, tag: str, handle: str, at: datetime) -> Post:
    text = f"{text} #{tag}"
    start = text.index("#")
    span = Span("hashtag", start, len(text), tag)
    return post(key, text, handle, at=at, spans=(span,))


def evening(path: Path, tag: str, start: datetime, announced: str, first: int) -> None:
    """Import a chat with questions, announced five times on the morning before."""
    posts = [
        tagged(
            first + n, f"Tonight at {announced}", tag, f"{tag}{n}", start - timedelta(hours=n + 4)
        )
        for n in range(5)
    ]
    talk = [
        f"A{n // 7 + 1} {WORDS[n % len(WORDS)]} when {tag} number {n} comes up the hill"
        for n in range(21)
    ]
    for n, asked in enumerate(("How do you prune a tree?", "With what?", "Who helps you?")):
        talk[7 * n] = f"Q{n + 1} Of the {tag} we ask: {asked}"
    for n, text in enumerate(talk):
        who = f"{tag}{n % 7}" if n % 7 else "host"
        posts.append(tagged(first + 10 + n, text, tag, who, start + timedelta(minutes=2 * n)))
    with Library(path, make=True) as library:
        take_in(library, posts, name=tag)
    finish(work_out(path))


def two_chats(path: Path) -> tuple[ChatId, ChatId]:
    """Make a library of a chat in New York and one in London, whose evenings are months apart."""
    evening(path, "kettle", datetime(2019, 3, 5, 1, tzinfo=UTC), "8 pm ET", 100)
    evening(path, "hob", datetime(2019, 6, 5, 23, 10, tzinfo=UTC), "8pm UK time", 200)
    with Library(path) as library:
        library.remember("zone", "America/New_York")
        first, second = (chat.id for chat in library.chats.all())
    return first, second


def told(path: Path) -> Sequence[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads(run("chats", path, "--json").stdout)
    return listed


def test_each_chat_is_shown_where_its_posts_say_it_was_held(path: Path) -> None:
    two_chats(path)
    first, second = told(path)
    assert (first["zone"], first["title"]) == ("America/New_York", "#kettle, 4 March 2019")
    assert (second["zone"], second["title"]) == ("Europe/London", "#hob, 6 June 2019")
    assert second["from"] == "2019-06-06T00:10:00+01:00"
    assert second["zone_reason"] == "5 posts with #hob say “8pm UK” or the like."
    listed = run("chats", path)
    assert "00:10 to 00:50, London time" in listed.stdout
    assert "#hob is shown in London time: 5 posts with #hob say “8pm UK”" in listed.stderr


def test_a_recap_of_a_chat_tells_the_time_there(path: Path) -> None:
    _, second = two_chats(path)
    cut = finish(rough_cut(path, f"chat:{second}"))
    with Library(path) as library:
        story = library.stories.story(cut.story)
        assert story.zone == "Europe/London"
        assert "6 June 2019" in story.title
        figures = library.facts.figures(Query.parse(f"chat:{second}"))
        assert figures.zone == "Europe/London"
        assert library.posts.count(Query.parse(f"chat:{second} since:2019-06-06")) == 21
        assert library.posts.count(Query.parse("since:2019-06-06")) == 0


def test_the_window_follows_the_zone_of_the_chat_it_shows(path: Path) -> None:
    first, second = two_chats(path)
    desk = Desk(path, Settings())
    desk.look_at(second)
    assert str(desk.tz) == "Europe/London"
    chat = desk.library.chats.called(second)
    assert chat
    assert "5 posts with #hob say “8pm UK” or the like." in chat_words(chat, desk)
    desk.look_at(first)
    assert str(desk.tz) == "America/New_York"
    desk.look_at(None)
    assert str(desk.tz) == "America/New_York"
    desk.close()


def test_a_zone_chosen_for_a_chat_is_that_of_its_series_and_can_be_undone(path: Path) -> None:
    _, second = two_chats(path)
    run("chats", path, "--zone", second, "Europe/Paris")
    assert [each["zone"] for each in told(path)] == ["America/New_York", "Europe/Paris"]
    evening(path, "hob", datetime(2019, 7, 5, 19, tzinfo=UTC), "8pm UK time", 300)
    assert [each["zone"] for each in told(path)[1:]] == ["Europe/Paris", "Europe/Paris"]
    run("undo", path)
    run("undo", path)
    assert [each["zone"] for each in told(path)] == ["America/New_York", "Europe/London"]


def test_a_zone_chosen_for_all_posts_rules_the_chats_that_are_there(path: Path) -> None:
    two_chats(path)
    desk = Desk(path, Settings())
    desk.set_zone("Asia/Tokyo")
    assert [chat.zone for chat in desk.library.chats.all()] == ["Asia/Tokyo", "Asia/Tokyo"]
    desk.close()
    evening(path, "lid", datetime(2019, 9, 5, 19, tzinfo=UTC), "8pm UK time", 300)
    assert told(path)[-1]["zone"] == "Europe/London"


def test_ten_uk_universities_are_no_announced_hour(path: Path) -> None:
    evening(path, "kettle", datetime(2019, 3, 5, 1, tzinfo=UTC), "10 UK universities", 100)
    (chat,) = told(path)
    assert (chat["zone"], chat["zone_reason"]) == ("UTC", "")


def test_the_posts_of_a_chat_are_listed_in_its_zone(path: Path) -> None:
    _, second = two_chats(path)
    assert "2019-06-06 00:10  @host" in run("find", path, f"chat:{second}").stdout
    assert (
        "2019-06-05 19:10  @host" in run("find", path, "#hob").stdout
    )  # all posts: the library's
    assert "2019-06-06 00:10" in run("find", path, f"chat:{second}", "--plain").stdout


def test_few_announcements_count_before_the_zone_of_another_series(path: Path) -> None:
    evening(path, "kettle", datetime(2019, 3, 5, 1, tzinfo=UTC), "8 pm ET", 100)
    evening(path, "hob", datetime(2019, 6, 5, 23, 10, tzinfo=UTC), "the usual place", 200)
    morning = datetime(2019, 6, 5, 7, tzinfo=UTC)
    talk = [
        tagged(1000 + n, f"{WORDS[n % 4]}, said {n} of us", "hob", f"w{n % 90}", morning)
        for n in range(150)
    ]
    said = [tagged(1900 + n, f"{n}: 12:10am UK", "hob", f"s{n}", morning) for n in range(2)]
    with Library(path) as library:
        library.remember("zone", "America/New_York")
        take_in(library, [*talk, *said], name="more")
    finish(work_out(path))
    zones = {each["title"].partition(",")[0]: each["zone"] for each in told(path)}
    assert zones == {"#kettle": "America/New_York", "#hob": "Europe/London"}
    assert (
        "posts with #hob say “12:10am UK” or the like: a weak clue. There is no better one."
        in run("chats", path).stderr
    )


def found_on(path: Path, search: str) -> int:
    with Library(path) as library:
        return library.posts.count(Query.parse(search))


def test_a_chat_is_found_by_the_date_that_the_list_of_chats_tells(path: Path) -> None:
    _, second = two_chats(path)
    assert found_on(path, "chat:2019-06-06") == 21
    assert found_on(path, "chat:2019-06-06T00:10") == 21
    assert found_on(path, "chat:2019-06-05") == 0
    assert found_on(path, "chat:2019-03-04 OR chat:2019-06-06") == 42
    run("chats", path, "--zone", second, "America/New_York")
    assert found_on(path, "chat:2019-06-05") == 21


def test_a_chat_named_by_its_date_is_shown_and_counted_like_one_named_by_its_id(
    path: Path,
) -> None:
    _, second = two_chats(path)
    assert found_on(path, "chat:2019-06-06 since:2019-06-06T00:20") == 16
    by_date, by_id = (run("find", path, f"chat:{name}") for name in ("2019-06-06", second))
    assert by_date.stdout == by_id.stdout
    assert "2019-06-06 00:10" in by_date.stdout
    counted = json.loads(run("facts", path, "chat:2019-06-06", "--json").stdout)
    assert counted["scope"]["zone"] == "Europe/London"
    assert "in the chat #hob, 6 June 2019, 00:10" in counted["scope"]["words"]
    elsewhere = run("facts", path, "chat:2019-06-06", "--zone", "Asia/Tokyo", "--json").stdout
    assert json.loads(elsewhere)["posts"] == 21


def test_a_question_is_found_by_the_date_where_its_chat_was_held(path: Path) -> None:
    two_chats(path)
    assert found_on(path, "question:2@2019-06-06") == 7
    assert found_on(path, "question:2@2019-06-05") == 0
    said = run("find", path, "question:2@2019-06-06T00:10")
    assert "2019-06-06 00:24  @host" in said.stdout


def test_printed_times_say_once_of_which_zone_they_are(path: Path) -> None:
    _, second = two_chats(path)
    assert run("find", path, f"chat:{second}").stderr == "Times are London time.\n"
    assert run("find", path, "#hob", "--plain").stderr == "Times are New York time.\n"
    assert run("find", path, f"chat:{second}", "--json").stderr == ""
    assert run("find", path, "nowhere").stderr == ""
    run("star", path, "201")
    assert run("history", path).stderr.startswith("Times are this computer’s (")


def test_a_step_tells_the_time_of_a_post_in_the_zone_of_its_chat(path: Path) -> None:
    two_chats(path)
    run("star", path, "210")
    assert "Star: @host, 00:10" in run("history", path).stdout


def test_the_shelf_and_the_sidebar_name_a_question_as_the_search_knows_it(path: Path) -> None:
    two_chats(path)
    desk = Desk(path, Settings())
    every = desk.library.questions.all()
    zone_of = desk.library.zones_of_questions()
    terms = [term_of(each, every, zone_of(each)) for each in every]
    assert terms[0] == "question:1@2019-03-04T20:00"
    assert terms[-1] == "question:3@2019-06-06T00:10"
    assert all(found_on(path, term) == 7 for term in terms)
    desk.close()


def test_every_list_of_chats_tells_hosts_from_guests_and_names_the_zone(path: Path) -> None:
    _, second = two_chats(path)
    with Library(path) as library:
        with library.edit("Guest"):
            (guest,) = library.people.called("hob1")
            library.people.change([guest], seat="guest")
        chat = library.chats.called(second)
        assert chat
        (words,) = report_words([(chat, 7)])
    assert "hosted by @host · with @hob1" in run("chats", path).stdout
    assert "6 June 2019, 00:10, London time: 21 posts" in words
    assert words.endswith("held by @\u2068host\u2069, with @\u2068hob1\u2069")
