"""Chats whose times count from the start of a recording, or tell only the clock."""

from __future__ import annotations

import html
import json
import os
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.errors import ArchiveError, StartError
from curator.library import Library
from curator.model import Post
from curator.readers import format_name, reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.work import finish, import_archive
from curator.work.report import advice

SAID = [
    ("Ben", "Leeks, because they survive the wind up there all through the winter"),
    ("Cyd", "Chives and other small things that need no deep soil to be happy"),
    ("Ben", "Some tomatoes as well, though they have to be watered every evening"),
    ("Cyd", "Moss by itself, which nobody ever planted and nobody wants removed"),
]
TALK = "0:05 Ann: Q1 What grows?\n1:12 Ben: Leeks\n1:02:33 Ann: Bye\n1:02:40 Ben: Bye\n"
AT = [(0, 0, 5), (0, 1, 12), (1, 2, 33), (1, 2, 40)]
ZOOM = "00:00:05\tAnn:\tQ1 What grows?\n00:01:12\tBen:\tLeeks\n"
TWITCH = "[0:00:05] ann: Q1 What grows?\n[0:01:12] ben: Leeks\n"


def read(path: Path, **options: Any) -> tuple[str, list[Post], set[str]]:
    with Source(path) as source:
        reader = reader_for(source)
        posts = [r for r in reader.read(source, ReadOptions(**options)) if isinstance(r, Post)]
        return format_name(reader), posts, set(source.asked)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    saved = datetime(2024, 5, 20, 12, tzinfo=UTC).timestamp()
    os.utime(path, (saved, saved))
    return path


def test_with_a_start_each_post_has_its_time(tmp_path: Path) -> None:
    path = written(tmp_path / "talk.txt", TALK)
    name, posts, asked = read(path, start="2024-05-14 20:00", zone="Europe/Paris")
    assert name == "transcript"
    assert [post.at for post in posts] == [
        datetime(2024, 5, 14, 18 + hours, minutes, seconds, tzinfo=UTC)
        for hours, minutes, seconds in AT
    ]
    assert {post.precision for post in posts} == {"second"}
    assert asked == set()


def test_a_start_without_zone_asks_for_it(tmp_path: Path) -> None:
    _, _, asked = read(written(tmp_path / "talk.txt", TALK), start="2024-05-14 20:00")
    assert asked == {"zone"}


def test_a_start_with_an_offset_needs_no_zone(tmp_path: Path) -> None:
    path = written(tmp_path / "talk.txt", TALK)
    _, posts, asked = read(path, start="2024-05-14T20:00:00+02:00")
    assert posts[0].at == datetime(2024, 5, 14, 18, 0, 5, tzinfo=UTC)
    assert asked == set()


@pytest.mark.parametrize(
    ("called", "text", "name"),
    [
        ("talk.txt", TALK, "transcript"),
        ("marks.txt", "0:05 | Ann: Hi\n-0:10 | (Host) Ben: Hi\n75:10 | Ann: Bye\n", "transcript"),
        ("brackets.txt", "[00:05] Ann: Hi\n[30:10] Ben: Hi\n[59:59] Ann: Bye\n", "transcript"),
        ("meeting.txt", ZOOM, "zoom"),
        ("stream.txt", TWITCH, "twitch"),
    ],
)
def test_without_a_start_posts_keep_order_and_the_day_of_the_file(
    tmp_path: Path, called: str, text: str, name: str
) -> None:
    found, posts, asked = read(written(tmp_path / called, text))
    assert (found, asked) == (name, {"start"})
    assert {post.precision for post in posts} == {"elapsed"}
    assert {f"{post.at:%Y-%m}" for post in posts} == {"2024-05"}
    assert len(posts) == len(text.splitlines())


@pytest.mark.parametrize(
    ("called", "at", "asked"),
    [
        ("2024-05-14 talk.txt", datetime(2024, 5, 14, 12, 0, 5, tzinfo=UTC), {"start"}),
        ("2024-05-14 20.00.00 talk.txt", datetime(2024, 5, 14, 20, 0, 5, tzinfo=UTC), {"zone"}),
        ("GMT20240514-200000_chat.txt", datetime(2024, 5, 14, 20, 0, 5, tzinfo=UTC), set()),
        ("20240514T200000Z.txt", datetime(2024, 5, 14, 20, 0, 5, tzinfo=UTC), set()),
    ],
)
def test_a_name_may_tell_the_start(
    tmp_path: Path, called: str, at: datetime, asked: set[str]
) -> None:
    for text in (TALK, ZOOM):
        _, posts, open_ = read(written(tmp_path / called, text))
        assert (posts[0].at, open_) == (at, asked)


def test_the_day_of_a_file_in_a_zip_is_that_of_the_zip(tmp_path: Path) -> None:
    path = tmp_path / "talk.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(zipfile.ZipInfo("meeting.txt", (2024, 5, 20, 8, 0, 0)), ZOOM)
    _, posts, _ = read(path)
    assert f"{posts[0].at:%Y-%m-%d}" == "2024-05-20"


def test_a_clock_stays_a_clock(tmp_path: Path) -> None:
    text = "20:01 Ann: Hi\n20:03 Ben: Hi\n21:10 Ann: Bye\n"
    _, posts, asked = read(written(tmp_path / "2024-05-14 talk.txt", text))
    assert posts[0].at == datetime(2024, 5, 14, 20, 1, tzinfo=UTC)
    assert asked == {"zone"}


def test_the_day_of_a_clock_may_be_said(tmp_path: Path) -> None:
    path = written(tmp_path / "talk.txt", "20:01 Ann: Hi\n20:03 Ben: Hi\n21:10 Ann: Bye\n")
    with pytest.raises(StartError, match="--start"):
        read(path)
    _, posts, _ = read(path, start="2024-05-14")
    assert posts[0].at == datetime(2024, 5, 14, 20, 1, tzinfo=UTC)


def test_the_report_says_how_to_give_a_start(tmp_path: Path) -> None:
    chat = written(tmp_path / "talk.txt", TALK)
    report = finish(import_archive(tmp_path / "l.curator", chat))
    assert any("2024-05-20, is that on which the file was saved" in r for r in report.remarks)
    assert any("--start" in sentence for sentence in advice(report))


def test_a_file_that_never_was_is_not_said_to_be_gone(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"There is no file or folder p\.html\."):
        read(tmp_path / "p.html")


@pytest.mark.parametrize("typed", ["20:00", "8:00"])
def test_a_start_without_a_day_takes_the_day_of_the_name_and_says_so(
    tmp_path: Path, typed: str
) -> None:
    with Source(written(tmp_path / "2024-05-14 talk.txt", TALK)) as source:
        found = reader_for(source).read(source, ReadOptions(zone="UTC", start=typed))
        first = next(post for post in found if isinstance(post, Post))
        assert [remark.why for remark in source.remarks] == [
            "Its day, 2024-05-14, was taken from the name."
        ]
    assert first.precision == "second"
    assert f"{first.at:%Y-%m-%d %H:%M:%S}" == f"2024-05-14 {typed.zfill(5)}:05"
    _, posts, _ = read(written(tmp_path / "talk.txt", TALK), zone="UTC", start=typed)
    assert f"{posts[0].at:%Y-%m-%d}" == "2024-05-20"


def test_where_the_clock_is_unknown_every_door_says_so_and_counts_from_the_start(
    tmp_path: Path,
) -> None:
    lines = [
        "0:05 Host: Q1 What grows on your roof? #roofchat",
        *(f"1:{n}0 {who}: A1 {what}" for n, (who, what) in enumerate(SAID)),
        "1:02:33 Host: Q2 What will you grow next, and where? #roofchat",
        *(f"1:03:{n}0 {who}: A2 {what}" for n, (who, what) in enumerate(SAID)),
    ]
    path = written(tmp_path / "2024-05-14 talk.txt", "\n".join(lines))
    library = str(tmp_path / "x.curator")

    def said(*typed: str) -> str:
        result = CliRunner().invoke(main, [*typed])
        assert result.exit_code == 0, result.output
        return result.output

    span = "14 May 2024, 0:00:05 to 1:03:30 from the start; the clock is not known"
    assert f"3 people, {span}" in said("import", library, str(path))
    with Library(Path(library)) as opened:
        opened.remember("zone", "America/Los_Angeles")
    assert "2024-05-14 +0:00:05  @Host" in said("find", library)
    assert span in said("chats", library)
    (chat,) = json.loads(said("chats", library, "--json"))
    assert (chat["clock"], chat["from"][:10]) == ("elapsed", "2024-05-14")
    assert span in said("facts", library)
    assert "check its day, 14 May 2024" in said("draft", library)
    page = tmp_path / "page.html"
    said("export", library, "1", "--to", "page", "-o", str(page), "--anyway")
    told = html.unescape(page.read_text("utf-8"))
    told = re.sub(r"<(style|script).*?</\1>", "", told, flags=re.DOTALL)
    assert "0:01:00 from the start" in told
    assert "the clock is not known" in told
    assert not re.search(r"(?<![\d:])\d\d:\d\d(?![\d:])", told)


def test_what_is_no_start_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is no day or time"):
        read(written(tmp_path / "talk.txt", TALK), start="yesterday")


def test_the_text_of_a_broadcast_with_its_times_asks_nothing(tmp_path: Path) -> None:
    text = "[2024-05-14 20:00:05 UTC] ann: Hi\n[2024-05-14 20:01:12 UTC] ben: Hi\n"
    name, posts, asked = read(written(tmp_path / "stream.txt", text))
    assert (name, asked) == ("twitch", set())
    assert posts[0].at == datetime(2024, 5, 14, 20, 0, 5, tzinfo=UTC)


def test_a_broadcast_that_names_its_start_asks_nothing(tmp_path: Path) -> None:
    comment = {
        "_id": "1",
        "content_offset_seconds": 72.5,
        "commenter": {"display_name": "Ben", "_id": "2", "name": "ben"},
        "message": {"body": "Leeks"},
    }
    video = {"title": "Roof", "created_at": "2024-05-14T20:00:00Z"}
    whole = {"streamer": {"name": "ann"}, "video": video, "comments": [comment]}
    _, posts, asked = read(written(tmp_path / "s.json", json.dumps(whole)))
    assert posts[0].at == datetime(2024, 5, 14, 20, 1, 12, 500_000, tzinfo=UTC)
    assert asked == set()


def test_a_replay_without_times_counts_from_its_start(tmp_path: Path) -> None:
    message = {
        "message_id": "a",
        "message": "Leeks",
        "message_type": "text_message",
        "time_in_seconds": 72,
        "author": {"name": "Ann", "id": "1"},
    }
    path = written(tmp_path / "c.json", json.dumps([message]))
    _, posts, asked = read(path, start="2024-05-14T20:00Z")
    assert posts[0].at == datetime(2024, 5, 14, 20, 1, 12, tzinfo=UTC)
    assert asked == set()


@pytest.mark.parametrize(
    ("called", "text"),
    [
        ("chat.csv", "author_name,message,time_text\nann,Q1 What?,0:05\nben,Leeks,1:02:33\n"),
        ("chat.csv", "time_in_seconds,author.name,message\n5,ann,Q1?\n3753.0,ben,Leeks\n"),
        ("cut.csv", "Timecode;Sprecher;Text\n00:00:05,000;ann;Q1 What?\n01:02:33,000;ben;Lauch\n"),
        (
            "chat.json",
            '{"author": {"name": "ann"}, "text": "Q1?", "time_in_seconds": 5}\n'  # noqa: ISC004
            '{"author": {"name": "ben"}, "text": "Leeks", "time_in_seconds": 3753}\n',
        ),
    ],
)
def test_a_table_may_count_from_its_start(tmp_path: Path, called: str, text: str) -> None:
    path = written(tmp_path / called, text)
    name, posts, asked = read(path, start="2024-05-14 20:00", zone="UTC")
    assert name == "table"
    assert [post.author.handle for post in posts] == ["ann", "ben"]
    assert [post.at for post in posts] == [
        datetime(2024, 5, 14, 20, 0, 5, tzinfo=UTC),
        datetime(2024, 5, 14, 21, 2, 33, tzinfo=UTC),
    ]
    assert asked == set()
    _, posts, asked = read(path)
    assert {post.precision for post in posts} == {"elapsed"}
    assert asked == {"start"}


def test_a_table_of_clocks_needs_its_day(tmp_path: Path) -> None:
    text = "time,name,text\n11:58 PM,ann,Hello\n12:03 AM,ben,Hi\n"
    with pytest.raises(StartError, match="--start"):
        read(written(tmp_path / "chat.csv", text))
    for path, wish in ((tmp_path / "chat.csv", "2024-05-14"), (tmp_path / "2024-05-14 a.csv", "")):
        _, posts, asked = read(written(path, text), start=wish)
        assert [post.at for post in posts] == [
            datetime(2024, 5, 14, 23, 58, tzinfo=UTC),
            datetime(2024, 5, 15, 0, 3, tzinfo=UTC),
        ]
        assert asked == {"zone"}


def test_a_clock_beside_a_date_is_no_start(tmp_path: Path) -> None:
    text = "date,time,name,text\n2024-05-14,0:05,ann,Hello\n2024-05-14,0:12,ben,Hi\n"
    _, posts, asked = read(written(tmp_path / "chat.csv", text))
    assert posts[0].at == datetime(2024, 5, 14, 0, 5, tzinfo=UTC)
    assert asked == {"zone"}
