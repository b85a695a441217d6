"""The oddities of Slack exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from curator.model import Post, Skipped
from curator.readers import slack
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real


def message(second: int, text: str, **more: Any) -> dict[str, Any]:
    ts = f"17157096{second:02}.000100"
    return {"type": "message", "user": "U01", "text": text, "ts": ts, **more}


def export(path: Path, *messages: dict[str, Any], channel: str = "general") -> Path:
    """Write an export with one channel and one day."""
    folder = path / "export"
    (folder / channel).mkdir(parents=True)
    (folder / "channels.json").write_text(json.dumps([{"id": "C01", "name": "general"}]))
    (folder / "users.json").write_text(json.dumps([{"id": "U01", "name": "ann"}]))
    (folder / channel / "2024-05-14.json").write_text(json.dumps(messages))
    return folder


def read(path: Path) -> list[Post | Skipped]:
    with Source(path) as source:
        assert slack.recognise(source)
        return list(slack.read(source, ReadOptions()))


def posts(path: Path) -> list[Post]:
    return [record for record in read(path) if isinstance(record, Post)]


def test_without_the_name_of_the_workspace_there_are_no_permalinks(tmp_path: Path) -> None:
    (post,) = posts(export(tmp_path, message(1, "Hello")))
    assert (post.key, post.url) == ("C01:1715709601.000100", "")


def test_files_of_two_workspaces_prove_neither(tmp_path: Path) -> None:
    links = [f"https://{name}.slack.com/files/U1/F1/x" for name in ("one", "two")]
    assert not any(p.url for p in posts(export(tmp_path, *(message(1, link) for link in links))))


def test_the_key_to_the_files_does_not_come_along(tmp_path: Path) -> None:
    address = "https://files.slack.com/files-pri/T1-F1/a.png?t=xoxe-1"
    file = {"id": "F1", "name": "a.png", "mimetype": "image/png", "url_private": address}
    (post,) = posts(export(tmp_path, message(1, "", files=[file])))
    assert post.media[0].url == "https://files.slack.com/files-pri/T1-F1/a.png"


def test_a_picture_of_the_same_name_is_not_taken_for_another(tmp_path: Path) -> None:
    file = {"id": "F1", "name": "a.png", "mimetype": "image/png"}
    folder = export(tmp_path, message(1, "", files=[file]))
    (folder / "F2").mkdir()
    (folder / "F2" / "a.png").write_bytes(b"x")
    assert posts(folder)[0].media[0].file == ""


def test_somebody_unknown_is_called_by_the_label_or_the_id(tmp_path: Path) -> None:
    (post,) = posts(export(tmp_path, message(1, "<@U7|ben> and <@U8>, <!subteam^S1|@team>")))
    assert post.text == "@ben and @U8, @team"


def test_a_lone_day_is_read(tmp_path: Path) -> None:
    folder = export(tmp_path, message(1, "Hello"))
    assert [p.text for p in posts(folder / "general" / "2024-05-14.json")] == ["Hello"]


def test_what_the_program_says_is_no_post_and_no_fault(tmp_path: Path) -> None:
    kinds = (
        "channel_join",
        "channel_topic",
        "pinned_item",
        "tombstone",
        "bot_add",
        "huddle_thread",
    )
    assert read(
        export(tmp_path, *(message(1, "x", subtype=kind) for kind in kinds), message(2, "y"))
    ) == (posts(tmp_path / "export"))
    assert len(posts(tmp_path / "export")) == 1


def test_a_program_goes_by_the_name_under_which_it_was_added(tmp_path: Path) -> None:
    added = "added an integration to this channel: <https://roof.slack.com/services/B7|leek news>"
    found = posts(
        export(
            tmp_path,
            {**message(1, added, subtype="bot_add", bot_id="B7")},
            {**message(2, "Leeks are up", subtype="bot_message", bot_id="B7"), "user": ""},
            {**message(3, "Reminder: leeks"), "user": "USLACKBOT"},
        )
    )
    assert [(each.author.handle, each.automated) for each in found] == [
        ("leek news", True),
        ("slackbot", True),
    ]


def test_a_real_export_is_read_whole() -> None:
    found = read(real("slack/hfaran-testarchive.zip"))
    assert len(found) == 158 - 8 - 3  # joins, and bots that were added
    assert all(isinstance(record, Post) and record.url for record in found)
