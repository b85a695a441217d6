"""What holds no posts is explained in a sentence, and read by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.errors import ArchiveError
from curator.readers import ids_in, reader_for
from curator.readers.kit.archive.source import Source
from tests.readers.tables import file, tweet_id
from tests.real import real

LIST = "".join(tweet_id(second, 77) + "\n" for second in range(9))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("ids.txt", LIST, "only the ids of posts"),
        ("ids.csv", "tweet_id\n" + LIST, "only the ids of posts"),
        ("ids.json", str(LIST.split()).replace("'", '"'), "only the ids of posts"),
        ("like.js", 'window.YTD.like.part0 = [ {"like": {"tweetId": "5"}} ]', "liked"),
        ("direct-messages.js", "window.YTD.direct_messages.part0 = [ ]", "private messages"),
        ("ip-audit.js", "window.YTD.ip_audit.part0 = [ ]", "from which machines"),
        ("ad-engagements.js", "window.YTD.ad_engagements.part0 = [ ]", "advertisements"),
        ("follower.js", "window.YTD.follower.part0 = [ ]", "a list of people"),
        ("tweet-headers.js", "window.YTD.tweet_headers.part0 = [ ]", "ids and times"),
        ("account.js", "window.YTD.account.part0 = [ ]", "of an account"),
        ("followers.csv", "screen_name,name,followers_count\nann,Ann,5\n", "a list of people"),
        ("following_accounts.csv", "Account address,Show boosts\nann@x.y,true\n", "of people"),
        ("followers_1.json", '[{"title": "", "string_list_data": []}]', "a list of people"),
        ("likes.json", '{"id":"likes.json","type":"OrderedCollection"}', "liked"),
        ("counts.csv", "start,end,day_count\n2021-01-01,2021-01-02,5\n", "counts how many"),
        ("gone.csv", "id,action,created_at,redacted_at\n5,delete,,2021-01-02\n", "deleted later"),
        (
            "messages.html",
            '<html><title>Exported Data</title><div class="page_wrap">',
            "Machine-readable JSON",
        ),
        ("chat.html", "<!DOCTYPE html><div class=chatlog>", "DiscordChatExporter"),
        ("talk.srt", "1\n00:00:05,000 --> 00:00:09,000\nAnn: What grows?\n", "subtitles"),
        (
            "messages.json",
            '{"messages": [{"creator": {"name": "Ann"}, "created_date": "Monday"}]}',
            "from Google Chat",
        ),
        ("messages-1.json", '{"zerver_message": [{"id": 1}]}', "from Zulip"),
        ("posts.jsonl", '{"type":"version","version":1}\n{"type":"post"}\n', "from Mattermost"),
        ("thread.json", '[{"kind": "Listing", "data": {"children": []}}]', "from Reddit"),
        ("talk.txt", "[LINE] Chat history in Garden\n20:01\tAnn\tHi\n", "from LINE"),
        ("talk.txt", "Garden 님과 카카오톡 대화\n[안나] [오후 8:01] 질문\n", "from KakaoTalk"),
    ],
)
def test_each_is_explained(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        reader_for(file(tmp_path, content, name))


def test_other_web_pages_are_known_as_such(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="It looks like a web page"):
        reader_for(file(tmp_path, "\n<!DOCTYPE HTML><title>Wall</title>", "wall.html"))


def test_a_folder_of_such_files_is_explained_file_by_file(tmp_path: Path) -> None:
    file(tmp_path, LIST, "ids.txt")
    file(tmp_path, "window.YTD.follower.part0 = [ ]", "follower.js")
    with pytest.raises(ArchiveError, match=r"a list of people\..*ids\.txt holds only"):
        reader_for(Source(tmp_path))


def test_a_list_of_ids_gives_its_ids_once(tmp_path: Path) -> None:
    listed = ids_in(file(tmp_path, "tweet_id\n" + LIST + LIST, "ids.csv"))
    assert list(listed) == LIST.split()


def test_what_was_liked_can_be_found_among_posts(tmp_path: Path) -> None:
    likes = 'window.YTD.like.part0 = [ {"like": {"tweetId": "51", "fullText": "…"}} ]'
    assert list(ids_in(file(tmp_path, likes, "like.js"))) == ["51"]


def test_a_list_of_rounded_ids_is_refused(tmp_path: Path) -> None:
    rounded = "".join(f"{int(tweet_id(n * 60)) // 1000 * 1000}\n" for n in range(30))
    with pytest.raises(ArchiveError, match="rounded the ids"):
        list(ids_in(file(tmp_path, rounded, "ids.txt")))


def test_a_chat_is_no_list_of_ids(tmp_path: Path) -> None:
    assert not list(ids_in(file(tmp_path, "time,username,text\n2024-05-14,ann,Soup!\n")))


def test_a_real_list_of_ids_is_read_whole() -> None:
    with Source(real("ids/rstudioconf-2018-ids.txt")) as source:
        assert len(list(ids_in(source))) == 7817
