"""Every real archive at hand reads completely: so many posts, so many records that are none."""

from __future__ import annotations

import pytest

from curator.model import Post
from curator.readers import format_name, reader_for, stories_in
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real

COUNTS = {
    "bluesky": ("bluesky", 200, 0),
    "discord/DM_2A_2M.json": ("discord", 2, 0),  # and a call
    "discord/GC_3A_5M.json": ("discord", 3, 0),  # and a call, a new name, a new picture
    "discord/SV_5A_5M.json": ("discord", 5, 0),
    "grailbird/cpjobling-tweets_DEV_2007-2016-08.zip": ("grailbird", 8366, 0),
    "grailbird/jrosen48_csvs": ("grailbird", 5317, 0),
    "mastodon/outbox.json": ("mastodon", 298, 0),  # and 2 that were not public
    "ngsschat_csv": ("table", 7870, 25),  # 23 have no words, 2 no author
    "other/messenger/2A_7M.json": ("messenger", 7, 0),
    "rtweet/abacbs17_rtweet060.csv": ("table", 2006, 0),
    "rtweet/user2018_rtweet.csv": ("table", 5967, 0),
    "search_api_v1": ("twarc", 400, 0),
    "slack/hfaran-testarchive.zip": ("slack", 147, 0),  # and 11 that the program says
    "t_cli/SFAF2013.txt": ("t_cli", 846, 0),
    "t_cli/altbioinf.txt": ("t_cli", 498, 0),
    "t_cli/bog13.txt": ("t_cli", 2274, 0),
    "t_cli/hitseq14.txt": ("t_cli", 498, 0),
    "t_cli/SFAF2013.csv": ("table", 846, 0),
    "telegram/BIG_20A_5475M.json": ("telegram", 5475, 0),
    "telegram/DM_2A_7M.json": ("telegram", 6, 0),  # and 2 that the program says
    "twarc_v1/apr232015.csv": ("table", 823, 0),
    "twarc_v1/dlfteach/tweets.jsonl": ("twarc", 4, 0),
    "twarc_v1/sibhack/sibhack.json": ("twarc", 652, 0),
    "twarc_v2/2sets.jsonl": ("twarc2", 200, 0),
    "twarc_v2/brexit.jsonl": ("twarc2", 100, 0),
    "twarc_v2/flat.jsonl": ("twarc2", 100, 0),
    "twarc_v2/noflat.jsonl": ("twarc2", 100, 0),
    "twitter_archiver/pstweetchat.csv": ("archiver", 2473, 0),
    "twitter_archiver/pstweetchat_2019-03-01.csv": ("archiver", 135, 0),
    "twitter_archiver/pstweetchat_2020-03-06.csv": ("archiver", 217, 0),
    "whatsapp/chat-analytics/4A_11M.zip": ("whatsapp", 11, 0),
    "whatsapp/whatstk/lorem-2000.txt": ("whatsapp", 2000, 0),
    "x_archive/smithjd": ("x_archive", 1758, 0),
    "youtube_live": ("youtube_live", 1, 0),  # of 19 actions, one is a message
}


@pytest.mark.parametrize(("name", "expected"), COUNTS.items(), ids=COUNTS)
def test_a_real_archive_reads_completely(name: str, expected: tuple[str, int, int]) -> None:
    with Source(real(name)) as source:
        reader = reader_for(source)
        records = list(reader.read(source, ReadOptions(handle="owner")))
        assert all(story.title for story in stories_in(reader, source))
    posts = [r for r in records if isinstance(r, Post)]
    own = sum(not post.context for post in posts)
    assert (format_name(reader), own, len(records) - len(posts)) == expected
