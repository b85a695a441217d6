"""Small archives of the kinds that programs write in more than one way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import ids_in, reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def read(path: Path, content: str) -> tuple[list[tuple[str, str]], list[str], set[str]]:
    """Return who says what, why anything was left out, and what is asked."""
    path.write_text(content, "utf-8")
    with Source(path) as source:
        records = list(reader_for(source).read(source, ReadOptions()))
        said = [(r.author.handle, r.text) for r in records if isinstance(r, Post)]
        left = [r.why for r in records if isinstance(r, Skipped)]
        return said, [*left, *(remark.why for remark in source.remarks)], set(source.asked)


def telegram(**more: Any) -> str:
    message = {
        "id": 2,
        "type": "message",
        "date": "2024-05-14T22:02:00",
        "date_unixtime": "1715716920",
        "from": "Ben",
        "from_id": "user2",
        "text": "",
    }
    return json.dumps(
        {"name": "Roof", "type": "private_group", "id": 1, "messages": [message | more]}
    )


def test_a_poll_of_telegram_with_marked_up_answers_keeps_them(tmp_path: Path) -> None:
    poll = {
        "question": {"text": "Which?"},
        "answers": [{"text": {"text": "Leeks"}}, {"text": "Peas"}],
    }
    said, _, _ = read(tmp_path / "result.json", telegram(poll=poll))
    assert said == [("Ben", "Which?\n- Leeks\n- Peas")]


def test_a_saved_message_of_telegram_stands_under_whom_it_was_saved_from(tmp_path: Path) -> None:
    said, _, _ = read(tmp_path / "result.json", telegram(text="Leeks", saved_from="Mira Holt"))
    assert said == [("Mira Holt", "Leeks"), ("Ben", "RT @Mira Holt: Leeks")]


def test_what_a_search_of_mastodon_found_is_read(tmp_path: Path) -> None:
    status = {
        "id": "1",
        "created_at": "2024-05-14T20:02:00.000Z",
        "uri": "https://roof.example/users/ann/statuses/1",
        "url": "https://roof.example/@ann/1",
        "visibility": "public",
        "content": "<p>Leeks</p>",
        "account": {"acct": "ann", "url": "https://roof.example/@ann"},
    }
    found = {"accounts": [], "statuses": [status], "hashtags": []}
    said, _, _ = read(tmp_path / "search.json", json.dumps(found))
    assert said == [("ann@roof.example", "Leeks")]


def test_a_chat_of_zoom_may_tell_its_day(tmp_path: Path) -> None:
    said, _, _ = read(
        tmp_path / "chat.txt",
        "2024-05-14 20:01:07 From Ann Lee to Everyone:\n\tWhat grows?\n"
        "2024-05-14 20:02:07 From Ben to Everyone:\n\tLeeks\n",
    )
    assert said == [("Ann Lee", "What grows?"), ("Ben", "Leeks")]


def test_what_signal_itself_wrote_is_nobodys(tmp_path: Path) -> None:
    said, left, _ = read(
        tmp_path / "chat.md",
        "[2024-05-14 20:01:07] Ann: What grows?\n"
        "[2024-05-14 20:06:07] No-Sender: Dan changed the group name\n",
    )
    assert said == [("Ann", "What grows?")]
    assert "Signal itself wrote it, and nobody said it." in left


def test_a_log_that_names_its_zone_does_not_ask_for_it(tmp_path: Path) -> None:
    line = "[2024-05-14T20:0{0}:00+0200] <{1}> Leeks\n"
    said, _, asked = read(tmp_path / "roof.txt", line.format(1, "ann") + line.format(2, "ben"))
    assert said == [("ann", "Leeks"), ("ben", "Leeks")]
    assert not asked


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        (
            "roof.txt",
            "=====\nGuild: Roof\nChannel: roof\n=====\n\n[14/05/2024 20:01] ann\nx\n",
            "JSON",
        ),
        ("talk.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nAnn: What grows?\n", "subtitles"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(
    tmp_path: Path, name: str, content: str, what: str
) -> None:
    with pytest.raises(ArchiveError, match=what):
        read(tmp_path / name, content)


ANN = "https://twitter.com/ann/status/511575170872246349"
BEN = "https://x.com/ben/status/511575422530486349?s=20"
LISTS = {
    "links.txt": f"{ANN}\n{BEN} to be quoted\n",
    "links.md": f"# To quote\n\n- [one]({ANN})\n- {BEN}\n",
    "links.csv": f"Title,URL,Note\nfirst,{ANN},good\nsecond,{BEN},\n",
    "links.json": f'["{ANN}", "{BEN}"]',
    "bookmarks.html": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n"
    f'<DT><A HREF="{ANN}">Ann</A>\n<DT><A HREF="https://e.org">e</A>\n<DT><A HREF="{BEN}">B</A>',
    "list.html": f'<html><ul><li><a href="{ANN}">1</a><li><a href="{BEN}">2</a></ul></html>',
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_links_tells_what_is_known_of_its_posts(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(LISTS[name], "utf-8")
    with Source(path) as source:
        with pytest.raises(ArchiveError) as refused:
            reader_for(source)
        assert [*ids_in(source)] == ["511575170872246349", "511575422530486349"]
    assert "lists 2 links to posts" in str(refused.value)
    assert "2 people wrote them. They are from 2014-09-15 to 2014-09-15." in str(refused.value)
    assert "star" in str(refused.value)


def test_a_folder_of_shortcuts_is_a_list_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.url").write_text(f"[InternetShortcut]\nURL={ANN}\n", "utf-8")
    plist = f"<plist><dict><key>URL</key><string>{BEN}</string></dict></plist>"
    (tmp_path / "b.webloc").write_text(plist, "utf-8")
    with Source(tmp_path) as source:
        assert len({*ids_in(source)}) == 2
        with pytest.raises(ArchiveError, match="lists 2 links to posts"):
            reader_for(source)


def test_a_table_of_posts_whose_words_are_not_known_is_no_list_of_links(tmp_path: Path) -> None:
    path = tmp_path / "agency.csv"
    rows = f"2024-05-14 20:01,ann,Leeks,{ANN}\n2024-05-14 20:02,ben,Peas,{BEN}\n"
    path.write_text("Date,Author,Said,Url\n" + rows, "utf-8")
    with Source(path) as source, pytest.raises(ArchiveError, match=r"“Said”.*--map text=COLUMN"):
        reader_for(source)
