"""The sample chat is whole, agrees with itself, and is what its texts say."""

import csv
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageChops, ImageStat

from curator.resources import resource

ROOT = Path(__file__).parents[1]
SAMPLE = resource("samples/tomorrows-library")
SNOWFLAKE = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
MOST = 3_000_000

Record = dict[str, Any]


@pytest.fixture(scope="module")
def posts() -> list[Record]:
    lines = (SAMPLE / "chat.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (SAMPLE / "chat.csv").open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


@pytest.fixture(scope="module")
def story() -> Record:
    found: Record = json.loads((SAMPLE / "story.json").read_text(encoding="utf-8"))
    return found


def every(posts: list[Record]) -> list[Record]:
    """Return the posts with those they repeat and quote."""
    inner = (post.get(way) for post in posts for way in ("retweeted_status", "quoted_status"))
    return [*posts, *filter(None, inner)]


def test_there_are_four_hundred_posts_by_sixty_people(posts: list[Record]) -> None:
    assert len({post["id_str"] for post in posts}) == len(posts) == 400
    assert len({post["user"]["id_str"] for post in posts}) == 60


def test_the_host_asks_six_questions_inside_the_hour(posts: list[Record]) -> None:
    asked = [
        (post["full_text"][:3], post["created_at"][11:16])
        for post in reversed(posts)
        if post["user"]["screen_name"] == "TomorrowsLib" and post["full_text"].startswith("Q")
    ]
    assert [question for question, _ in asked] == ["Q1.", "Q2.", "Q3.", "Q4.", "Q5.", "Q6."]
    assert all("18:00" <= time < "19:00" for _, time in asked)  # UTC; in London an hour later


def test_the_newest_post_comes_first_and_ids_tell_the_time(posts: list[Record]) -> None:
    numbers = [post["id"] for post in posts]
    assert numbers == sorted(numbers, reverse=True)
    for post in posts:
        moment = SNOWFLAKE + timedelta(milliseconds=post["id"] >> 22)
        assert f"{moment:%d %H:%M:%S}" in post["created_at"]
        assert post["id_str"] == str(post["id"])


def test_every_entity_marks_the_words_it_means(posts: list[Record]) -> None:
    for post in every(posts):
        for kind, sign, name in (
            ("hashtags", "#", "text"),
            ("user_mentions", "@", "screen_name"),
            ("urls", "", "url"),
            ("media", "", "url"),
        ):
            for entity in post["entities"].get(kind, ()):
                start, end = entity["indices"]
                assert post["full_text"][start:end] == sign + entity[name]


def test_texts_are_escaped_and_short_enough(posts: list[Record]) -> None:
    for post in every(posts):
        start, end = post["display_text_range"]
        assert escape(unescape(post["full_text"]), quote=False) == post["full_text"]
        assert len(unescape(post["full_text"][start:end])) <= 280


def test_answers_and_reposts_point_at_posts_of_the_chat(posts: list[Record]) -> None:
    known = {post["id_str"]: post for post in posts}
    for post in posts:
        if answered := post["in_reply_to_status_id_str"]:
            assert known[answered]["user"]["screen_name"] == post["in_reply_to_screen_name"]
            assert known[answered]["id"] < post["id"]
        for way in ("retweeted_status", "quoted_status"):
            if inner := post.get(way):
                assert known[inner["id_str"]]["full_text"] == inner["full_text"]


def test_reposts_are_counted_as_they_were_made(posts: list[Record]) -> None:
    for post in posts:
        if "retweeted_status" not in post:
            echoes = [other for other in posts if other.get("retweeted_status") == post]
            assert len(echoes) == post["retweet_count"]


def test_the_sheet_holds_the_same_chat(posts: list[Record], rows: list[dict[str, str]]) -> None:
    same = [
        (post["id_str"], post["user"]["screen_name"], post["full_text"], post["entities"])
        for post in posts
    ]
    assert same == [
        (row["id_str"], row["from_user"], row["text"], json.loads(row["entities_str"]))
        for row in rows
    ]
    assert len(rows[0]) == 18


def test_one_account_of_the_sheet_has_no_followers_recorded(rows: list[dict[str, str]]) -> None:
    assert len({row["from_user"] for row in rows if not row["user_followers_count"]}) == 1


def test_every_link_leads_to_a_domain_kept_for_examples(posts: list[Record]) -> None:
    links = {url["expanded_url"] for post in posts for url in post["entities"]["urls"]}
    hosts = {urlsplit(link).hostname or "" for link in links} - {"twitter.com"}
    assert hosts
    assert all(host.endswith((".example", "example.org", "example.com")) for host in hosts)


def test_pictures_are_there_and_tell_nothing_of_their_maker(posts: list[Record]) -> None:
    shared = [
        media for post in posts for media in post.get("extended_entities", {"media": ()})["media"]
    ]
    faces = {post["user"]["profile_image_url_https"] for post in posts}
    addresses = [media["media_url_https"] for media in shared]
    addresses += [face for face in faces if "default_profile" not in face]
    assert sorted(address.rpartition("/")[2] for address in addresses) == sorted(
        path.name for path in (SAMPLE / "chat_media").iterdir()
    )
    for path in (SAMPLE / "chat_media").iterdir():
        with Image.open(path) as picture:
            picture.load()
            assert not picture.getexif()
            assert not {"comment", "xmp"} & set(picture.info)


def test_all_pictures_but_two_are_described(posts: list[Record]) -> None:
    shared = [
        media for post in posts for media in post.get("extended_entities", {"media": ()})["media"]
    ]
    assert 16 <= len(shared) <= 20
    assert sum(not media["ext_alt_text"] for media in shared) == 2


def test_the_recap_names_only_posts_of_the_chat(posts: list[Record], story: Record) -> None:
    known = {post["id_str"] for post in posts}
    marked = [story["starred"], story["rejected"], *story["tags"].values()]
    quoted = [block["key"] for block in story["blocks"] if "key" in block]
    assert set(chain(*marked, quoted)) <= known
    assert set(quoted) <= set(story["starred"])
    assert not set(story["starred"]) & set(story["rejected"])


def test_the_recap_lifts_words_as_they_were_said(posts: list[Record], story: Record) -> None:
    said = {post["id_str"]: unescape(post["full_text"]) for post in posts}
    pulls = [block for block in story["blocks"] if block["kind"] == "pull"]
    assert pulls
    assert all(block["text"] in said[block["key"]] for block in pulls)


def test_the_recap_quotes_nobody_whose_account_is_protected(
    posts: list[Record], story: Record
) -> None:
    hidden = {post["id_str"]: post["user"] for post in posts if post["user"]["protected"]}
    assert hidden
    assert not hidden.keys() & {block.get("key") for block in story["blocks"]}
    names = {user["name"] for user in hidden.values()}
    assert not any(name in block.get("text", "") for name in names for block in story["blocks"])


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < MOST


def test_building_it_again_gives_the_same_sample(tmp_path: Path) -> None:
    script = ROOT / "packaging" / "make_sample.py"
    subprocess.run([sys.executable, script, "--to", tmp_path], check=True, capture_output=True)
    for name in ("chat.jsonl", "chat.csv", "story.json"):
        assert (tmp_path / name).read_bytes() == (SAMPLE / name).read_bytes()
    for path in (SAMPLE / "chat_media").iterdir():
        assert _is_alike(path, tmp_path / "chat_media" / path.name)


def _is_alike(path: Path, other: Path) -> bool:
    """Tell whether two pictures look the same, whichever Pillow saved them."""
    with Image.open(path) as first, Image.open(other) as second:
        difference = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
    return max(ImageStat.Stat(difference).mean) < 2
