"""The figures of a chat, against a recount from its rows by code that is no part of Curator."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.library import Library
from curator.model import Author
from curator.work import finish, work_out
from tests.conftest import post, take_in
from tests.library.test_chats import evening
from tests.real import real


def told(*words: str) -> Any:
    """Return what the command line prints as JSON."""
    done = CliRunner().invoke(main, [*words, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def rows(path: Path, *query: str) -> list[dict[str, Any]]:
    """Return the posts of a library as `find` prints them."""
    done = CliRunner().invoke(main, ["find", str(path), *query, "--json"])
    return [json.loads(line) for line in done.stdout.splitlines()]


def recounted(rows: list[dict[str, Any]], chat: dict[str, Any]) -> dict[str, Any]:
    """Count the posts between the two ends of a chat, row by row."""
    ends = [datetime.fromisoformat(chat[end]) for end in ("from", "to")]
    inside = [row for row in rows if ends[0] <= datetime.fromisoformat(row["at"]) <= ends[1]]
    minutes = Counter(row["at"][:16] for row in inside)
    own = [row for row in inside if row["group"] == row["key"] and not row["repost_of"]]
    return {
        "posts": len(inside),
        "people": len({row["author"]["handle"].casefold() for row in inside}),
        "own": len(own),
        "peak": max(minutes.values()),
        "marked": sum(row["chat"] == chat["chat"] for row in rows),
    }


def assert_recounted(path: Path) -> None:
    """Compare the figures of every chat, wherever they are told, with the recount."""
    finish(work_out(path))
    every = rows(path)
    chats = told("chats", str(path))
    assert chats
    for chat in chats:
        count = recounted(every, chat)
        facts = told("facts", str(path), "--chat", str(chat["chat"]))
        assert chat["posts"] == count["posts"] == facts["posts"] == count["marked"]
        assert facts["people"] == count["people"]
        assert facts["peak"]["posts"] == count["peak"]
        assert len(rows(path, f"chat:{chat['chat']}")) == count["posts"]
        assert len(rows(path, f"chat:{chat['chat']}", "is:original")) == facts["posts"] - sum(
            facts["echoes"].values()
        )
        cast = told("cast", str(path), "--chat", str(chat["chat"]))
        assert sum(each["originals"] for each in cast["people"]) == facts["posts"] - sum(
            facts["echoes"].values()
        )


def test_the_figures_of_made_chats_equal_a_recount(path: Path) -> None:
    with Library(path, make=True) as library:
        library.remember("zone", "America/New_York")
        take_in(library, evening(0, "leaf") + evening(100, "cup", week=1))
    assert_recounted(path)


@pytest.mark.parametrize(
    "archives", [("twarc_v1/critlib15.csv", "twarc_v1/mar102015.json"), ("ngsschat_csv",)]
)
def test_the_figures_of_real_chats_equal_a_recount(path: Path, archives: tuple[str, ...]) -> None:
    files = [str(real(name)) for name in archives]
    done = CliRunner().invoke(main, ["import", str(path), *files, "--zone", "America/New_York"])
    assert done.exit_code == 0, done.output
    assert_recounted(path)


def test_a_chat_that_is_not_there_is_said_to_be_missing(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf"))
    done = CliRunner().invoke(main, ["facts", str(path), "--chat", "999999"])
    assert done.exit_code == 1
    assert "There is no chat 999999" in done.output


def test_a_rough_cut_of_a_chat_holds_that_chat_alone(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf") + evening(100, "cup", week=1))
    finish(work_out(path))
    first = told("chats", str(path))[0]["chat"]
    made = told("draft", str(path), "--chat", str(first))
    story = told("story", str(path), str(made["story"]))
    quoted = [block["post"] for block in story["blocks"] if block["post"]]
    assert quoted
    assert {post["chat"] for post in quoted} == {first}


def test_a_chat_is_corrected_from_the_command_line(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf") + evening(100, "cup", week=1))
    first, second = (chat["chat"] for chat in told("chats", str(path)))
    (renamed, _) = told("chats", str(path), "--rename", str(first), "Leaves")
    assert renamed["title"] == "Leaves"
    (whole,) = told("chats", str(path), "--join", str(first), str(second))
    assert whole["posts"] == 19
    assert CliRunner().invoke(main, ["undo", str(path)]).exit_code == 0
    assert len(told("chats", str(path), "--split", "5")) == 3
    one, *_ = told(
        "chats", str(path), "--span", str(first), "2023-02-03T00:00", "2023-02-03T01:05"
    )
    assert one["posts"] == 5


def test_a_chats_title_names_no_withheld_person_in_what_is_published(path: Path) -> None:
    ann = Author("quillann", "Ann Quillfeather")
    with Library(path, make=True) as library:
        take_in(library, [*evening(0, "leaf"), post(900, "Fences", author=ann)])
    CliRunner().invoke(main, ["tag", str(path), "fences", "5"])
    (chat,) = {chat["chat"] for chat in told("chats", str(path))}
    title = "Fences with Ann Quillfeather"
    told("chats", str(path), "--rename", str(chat), title)
    figures = ("facts", str(path), "--chat", str(chat))
    assert title in told(*figures)["scope"]["words"]
    report = told("takedown", str(path), "quillann")["report"]
    (warning,) = [each for each in report if "title" in each]
    assert f"The title of chat {chat}, “Fences with [redacted]” in what is published" in warning
    assert f"“curator chats LIBRARY --rename {chat} TITLE”" in warning
    for command in (figures, ("matrix", str(path), "--by", "chats")):
        for more in ((), ("--json",)):
            printed = CliRunner().invoke(main, [*command, *more]).output
            assert "Fences with [redacted]" in printed
            assert "Quillfeather" not in printed
    assert told("chats", str(path))[0]["title"] == title  # the editor's own list, to correct it


def test_an_import_counts_the_posts_that_announce_its_zone_once(
    path: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "chat.csv"
    said = ["Tonight at 8 pm ET", "It is 8 pm ET", *(f"Join at {n}pmET" for n in (7, 8, 9))]
    lines = [f"2019-06-10 20:{n}0:00,ann{n},{words}" for n, words in enumerate(said)]
    sheet.write_text("\n".join(["time,username,text", *lines]))
    done = CliRunner().invoke(main, ["import", str(path), str(sheet)])
    assert "5 posts say “8 pm ET” or the like." in done.stdout
    assert "Times are shown in New York time: 5 posts say" in done.stderr


def test_times_are_told_where_posts_announce_the_chat_and_it_is_said(
    path: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "chat.csv"
    lines = ["2019-06-11T00:30:00Z,ann,Tonight at 8 pm ET", "2019-06-11T00:40:00Z,bo,8pm ET it is"]
    sheet.write_text("\n".join(["time,username,text", *lines]))
    done = CliRunner().invoke(main, ["import", str(path), str(sheet)])
    assert "Times are shown in New York time: 2 posts say “8 pm ET” or the like." in done.stderr
    assert told("facts", str(path))["scope"]["zone"] == "America/New_York"
    done = CliRunner().invoke(main, ["import", str(path), str(sheet)])
    assert "Times are shown" not in done.stderr


@pytest.mark.parametrize(
    ("set_to", "place"), [("Eastern Time (US & Canada)", "New York time"), ("London", "UTC")]
)
def test_few_announcements_are_believed_if_the_accounts_are_of_that_zone(
    path: Path, tmp_path: Path, set_to: str, place: str
) -> None:
    sheet = tmp_path / "chat.csv"
    said = [*["Join us at 8 pm ET", "8pm ET it is"], *(f"Compost tip {n}" for n in range(200))]
    lines = [
        f"2019-06-11T00:{n // 60:02}:{n % 60:02}Z,ann{n},{words},{set_to}"
        for n, words in enumerate(said)
    ]
    sheet.write_text("\n".join(["time,username,text,user_time_zone", *lines]))
    done = CliRunner().invoke(main, ["import", str(path), str(sheet)])
    assert f"Times are shown in {place}" in done.stderr
    confirmed = "So say 2 posts: “8 pm ET” or the like."
    alone = "2 of 202 posts say “8 pm ET” or the like: a weak clue."
    assert (alone if place == "UTC" else confirmed) in done.stderr
