"""What stands in the cells of tables besides words."""

from __future__ import annotations

import json
import time
from pathlib import Path

from curator.model import Post, Skipped
from tests.readers.tables import file, posts, records, tweet_id

HEAD = "id,created_at,author.username,text,public_metrics.like_count"
KEY, OTHER = tweet_id(0), tweet_id(61)


def cell(value: object) -> str:
    """Return a value as JSON, as it stands in CSV."""
    return '"' + json.dumps(value).replace('"', '""') + '"'


def test_addresses_told_as_json_lead_where_they_led(tmp_path: Path) -> None:
    picture = {"url": "https://t.co/p1", "expanded_url": f"https://x.com/a/status/{KEY}/photo/1"}
    urls = cell([{"url": "https://t.co/a1", "expanded_url": "http://example.org/soup"}, picture])
    row = f"{KEY},2014-09-15T18:00:00.000Z,ann,Soup https://t.co/a1 https://t.co/p1,2,{urls}"
    (post,) = posts(file(tmp_path, f"{HEAD},entities.urls\n{row}\n"))
    assert post.shown.strip() == "Soup example.org/soup"


def test_pictures_told_as_json_have_their_descriptions(tmp_path: Path) -> None:
    told = {"type": "photo", "url": "https://pbs.twimg.com/media/O.jpg", "alt_text": "An owl"}
    still = {"type": "video", "preview_image_url": "https://pbs.twimg.com/still.jpg"}
    row = f"{KEY},2014-09-15T18:00:00.000Z,ann,Owls,2,{cell([told, still, 5, {}])}"
    (post,) = posts(file(tmp_path, f"{HEAD},attachments.media\n{row}\n"))
    assert [(media.kind, media.url, media.alt) for media in post.media] == [
        ("image", "https://pbs.twimg.com/media/O.jpg", "An owl"),
        ("video", "https://pbs.twimg.com/still.jpg", ""),
    ]


def test_json_that_a_sheet_cut_costs_no_post(tmp_path: Path) -> None:
    told = json.dumps([{"type": "photo", "url": "https://pbs.twimg.com/media/O.jpg"}])
    cut = '"' + told[:30].replace('"', '""') + '"'
    row = f"{KEY},2014-09-15T18:00:00.000Z,ann,Owls,2,{cut}"
    (post,) = posts(file(tmp_path, f"{HEAD},attachments.media\n{row}\n"))
    assert post.text == "Owls"


def test_the_repost_of_a_web_exporter_is_one(tmp_path: Path) -> None:
    head = "id,created_at,screen_name,full_text,favorite_count,retweeted_status,quoted_status"
    repost = f"{OTHER},2014-09-15 18:01:01 +00:00,ben,RT @ann: Soup,2,{KEY},"
    quoting = f"{tweet_id(122)},2014-09-15 18:02:02 +00:00,ben,This,2,,{KEY}"
    row, quote = posts(file(tmp_path, f"{head}\n{repost}\n{quoting}\n"))
    assert (row.repost_of, row.likes, quote.quote_of, quote.likes) == (KEY, None, KEY, 2)


def test_a_permalink_names_the_post_that_is_quoted(tmp_path: Path) -> None:
    head = "id,date,time,username,tweet,likes_count,quote_url"
    link = f"https://twitter.com/ann/status/{KEY}"
    (post,) = posts(file(tmp_path, f"{head}\n{OTHER},2014-09-15,18:01:01,ben,This,2,{link}\n"))
    assert post.quote_of == KEY


def test_columns_without_names_are_named_by_what_stands_in_them(tmp_path: Path) -> None:
    rows = "".join(
        f'"{tweet_id(60 * n)}","Mon Sep 15 18:0{n}:00 +0000 2014",{who},"Q{n} What grows here?"\n'
        for n, who in enumerate(("ann", "ben_roof", "ann"))
    )
    found = posts(file(tmp_path, rows, "tweets.csv"))
    assert [post.author.handle for post in found] == ["ann", "ben_roof", "ann"]
    assert [post.key for post in found] == [tweet_id(60 * n) for n in range(3)]


def test_whoever_is_shown_as_python_shows_a_dictionary_is_read(tmp_path: Path) -> None:
    head = "id,date,content,user,inReplyToUser\n"
    ann = "{'username': 'ann', 'displayname': \"Ann O'Lee\", 'followersCount': 10}"
    who = f"\"{quoted(ann)}\",\"{{'username': 'ben'}}\""
    row = f"{tweet_id(0)},2014-09-15 18:00:00+00:00,Soup!,{who}\n"
    (post,) = posts(file(tmp_path, head + row, "tweets.csv"))
    assert (post.author.handle, post.author.name, post.author.followers) == (
        "ann",
        "Ann O'Lee",
        10,
    )
    assert post.reply_handle == "ben"


def test_ragged_rows_are_put_together_again(tmp_path: Path) -> None:
    head = "text,favorited,replyToSN,created,truncated,replyToSID,id,replyToUID,statusSource"
    end = "FALSE,NA,2014-09-15 18:00:00,FALSE,NA,{},NA,<a href='x'>Web, really</a>,ann\n"
    said = ("Soup, roofs, owls", "Two kinds:\n\nthe tall, the short", 'He said, "TRUE, of course"')
    rows = "".join(f"{text},{end.format(tweet_id(n))}" for n, text in enumerate(said))
    found = records(file(tmp_path, f"{head},screenName\n{rows}And so on,FALSE", "ismb.csv"))
    assert [r.text for r in found if isinstance(r, Post)] == list(said)
    assert isinstance(found[-1], Skipped)


def test_a_ragged_table_without_an_end_costs_no_time(tmp_path: Path) -> None:
    head = "text,favorited,replyToSN,created,truncated,replyToSID,id,replyToUID,statusSource"
    whole = f"{head},screenName\n" + ",FALSE,NA,2014-09-15" * 100_000 + "\n,TRUE" * 50_000
    began = time.perf_counter()
    records(file(tmp_path, whole, "ismb.csv"))
    assert time.perf_counter() - began < 5


def quoted(cell: str) -> str:
    return cell.replace('"', '""')
