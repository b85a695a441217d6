"""One chat in two captures: a spreadsheet ate the ids of one, and its times name no zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curator.library import Library, Query, StoryId
from curator.work import finish, import_archive

START = datetime(2020, 2, 7, 18, tzinfo=UTC)
EPOCH_MS = 1_288_834_974_657
HEADER = "Date,Screen Name,Full Name,Tweet Text,Tweet ID,Link(s),Media,Retweets,Favorites\n"


def sheets(folder: Path) -> dict[str, Path]:
    """Write an evening in New York twice: as it was captured, and as a spreadsheet saved it."""
    clean, eaten = [HEADER], [HEADER]
    for n in range(99):
        at = START + timedelta(seconds=37 * n)
        key = (int(at.timestamp() * 1000) - EPOCH_MS << 22) + 12_345 * n
        local = at - timedelta(hours=5)
        text = f"A{n % 5} some answer about shells number {n}" if n % 9 else f"Yes {n}!"
        links = "https://a.example/x,https://b.example/y" if n == 20 else ""
        who = f"@p{n % 7},Name {n % 7},{text}"
        clean.append(f'{local:%m/%d/%Y %H:%M:%S},{who},{key},"{links}",,0,0\n')
        eaten.append(f"{local:%m/%d/%Y %H:%M},{who},{key / 1e18:.5f}E+18,{links},,0,0\n")
    for name, rows in (("clean", clean), ("eaten", eaten)):
        (folder / f"{name}.csv").write_text("".join(rows), "utf-8")
    return {name: folder / f"{name}.csv" for name in ("clean", "eaten")}


@pytest.mark.parametrize("order", [("eaten", "clean"), ("clean", "eaten")])
def test_both_are_one_chat_in_either_order(tmp_path: Path, order: tuple[str, str]) -> None:
    captures = sheets(tmp_path)
    library = tmp_path / "chat.curator"
    first, second = (finish(import_archive(library, captures[name])) for name in order)
    assert (first.read, first.new) == (99, 99)
    assert (second.read, second.new, second.joined) == (99, 0, 99)
    with Library(library) as opened:
        posts = [row.post for row in opened.posts.rows(opened.posts.find(Query.parse("")))]
    assert {post.at.hour for post in posts} == {18, 19}
    assert all(post.url for post in posts)


def test_a_recap_with_eaten_ids_becomes_a_story_of_the_posts_that_are_here(tmp_path: Path) -> None:
    library = tmp_path / "chat.curator"
    finish(import_archive(library, sheets(tmp_path)["clean"]))
    parts = ["# Shells"]
    for n in (1, 2, 3):
        at = START + timedelta(seconds=37 * n)
        link = f"https://twitter.com/p{n}/status/1.22585E+18"
        words = f"A{n} some answer about shells number {n}"
        parts += [f"*{at:%Y-%m-%d %H:%M:%S}Z*", f"> [{words}]({link})"]
    recap = tmp_path / "recap.md"
    recap.write_text("\n\n".join(parts), "utf-8")
    report = finish(import_archive(library, recap))
    assert (report.read, report.new, len(report.stories)) == (3, 0, 1)
    with Library(library) as opened:
        story = opened.stories.story(StoryId(report.stories[0]))
    assert [bool(post.url) for post in story.quoted] == [True] * 3


def test_the_step_of_an_import_says_what_it_did(tmp_path: Path) -> None:
    header = "tweet_id,created_at,screen_name,text,favorite_count\n"
    rows = header + "1790473000123456789,2024-05-14,ann,Leeks,{}\n"
    library = tmp_path / "chat.curator"
    labels = []
    for name, likes in (("first", 1), ("later", 5), ("again", 5)):
        (tmp_path / f"{name}.csv").write_text(rows.format(likes), "utf-8")
        finish(import_archive(library, tmp_path / f"{name}.csv"))
        with Library(library) as opened:
            step = opened.next_undo
            labels.append(step.label if step else "")
    assert labels == [
        "Import 1 post from “first.csv”",
        "Refresh 1 post from “later.csv”",
        "Import “again.csv”, which holds nothing new",
    ]
