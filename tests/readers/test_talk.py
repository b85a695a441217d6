"""Transcripts, Signal, Teams and Threads: their oddities."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.errors import ArchiveError, OwnerError
from curator.model import Post
from curator.readers import format_name, reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.readers.tables import file, posts, records

TALK = "20:01 Ann: Hello\n20:02 Ben: Hello\n20:03 Ann: Soup?\n"


def test_the_day_of_a_transcript_must_be_known(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Put the day before the name"):
        records(file(tmp_path, TALK, "chat.txt"))


def test_the_time_may_stand_behind_the_name(tmp_path: Path) -> None:
    talk = "Ann (8:01 pm): Hello\nBen (8:02 pm): Hello\nAnn (8:03 pm): Soup?\n"
    found = posts(file(tmp_path, talk, "2024-05-14.txt"))
    assert [f"{post.at:%H:%M}" for post in found] == ["20:01", "20:02", "20:03"]


def test_the_zone_of_a_transcript_may_be_named(tmp_path: Path) -> None:
    found = posts(file(tmp_path, TALK, "2024-05-14.txt"), ReadOptions(zone="Europe/Paris"))
    assert found[0].at.hour == 18


def test_without_times_the_order_is_kept(tmp_path: Path) -> None:
    talk = "Ann: One\nBen: Two\nAnn: Three\nAnn: Four\n"
    found = posts(file(tmp_path, talk, "2024-05-14.txt"))
    assert [p.text for p in sorted(found, key=lambda p: p.at)] == ["One", "Two", "Three", "Four"]
    assert {post.precision for post in found} == {"day"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_a_transcript_of_any_encoding_reads(tmp_path: Path, encoding: str) -> None:
    talk = "20:01 Zoë: Déjà vu, naïve café\r20:02 Ann: Hello\r20:03 Zoë: Soupe à l’été\r"
    found = posts(file(tmp_path, talk.encode(encoding), "2024-05-14.txt"))
    assert [post.author.handle for post in found] == ["Zoë", "Ann", "Zoë"]


@pytest.mark.parametrize(
    "text",
    [
        "title: Soup\ndate: 2024-05-14\ntags: leeks\nlayout: post\n",
        "Dear all,\nwe met: it was fine.\nYours: Ann\n",
        "https://example.org\nhttps://example.com\nhttps://example.net\n",
        "ERROR: a\nERROR: b\nERROR: c\n",
    ],
)
def test_other_texts_are_no_transcripts(tmp_path: Path, text: str) -> None:
    with pytest.raises(ArchiveError):
        reader_for(file(tmp_path, text, "2024-05-14.txt"))


def test_the_first_signal_exports_have_no_seconds(tmp_path: Path) -> None:
    source = file(tmp_path, "[2019-05-29, 15:04] Me: How is everyone?\n", "index.txt")
    (post,) = posts(source)
    assert (post.platform, post.precision) == ("signal", "minute")


def test_a_stamp_with_seconds_in_a_text_is_whatsapps(tmp_path: Path) -> None:
    source = file(tmp_path, "[2024-05-14 20:01:07] Ann: Soup!\n", "_chat.txt")
    assert format_name(reader_for(source)) == "whatsapp"


def test_what_the_teams_program_gets_is_read(tmp_path: Path) -> None:
    message = {
        "id": "17",
        "imdisplayname": "Ann",
        "originalarrivaltime": "2024-05-14T20:01:07Z",
        "messagetype": "RichText/Html",
        "content": "<p>Soup &amp; roofs</p><blockquote>Old</blockquote>",
    }
    (post,) = posts(file(tmp_path, json.dumps({"messages": [message]}), "teams.json"))
    assert (post.author.handle, post.text) == ("Ann", "Soup & roofs")


def test_the_folder_of_a_download_tells_whose_threads_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "instagram-ann.lee-2024-05-14-AbCd"
    folder.mkdir()
    said = {"media": [{"uri": "", "creation_timestamp": 1715716867, "title": "Soup!"}]}
    file(folder, json.dumps({"text_post_app_text_posts": [said]}), "threads_and_replies.json")
    with Source(folder) as source:
        (post,) = posts(source)
    assert (post.author.handle, post.platform) == ("ann.lee", "threads")


def test_posts_of_instagram_are_read_too(tmp_path: Path) -> None:
    said = {"media": [{"uri": "media/a.jpg", "creation_timestamp": 1715716867, "title": "Soup!"}]}
    source = file(tmp_path, json.dumps([said]), "posts_1.json")
    (post,) = posts(source, ReadOptions(handle="@ann"))
    assert isinstance(post, Post)
    assert (post.platform, post.text, len(post.media)) == ("instagram", "Soup!", 1)
    with pytest.raises(OwnerError):
        records(source)
