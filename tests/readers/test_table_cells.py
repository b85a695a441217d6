"""What stands in the cells of tables besides words."""

from __future__ import annotations

import json
from pathlib import Path

from tests.readers.tables import file, posts, tweet_id

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
