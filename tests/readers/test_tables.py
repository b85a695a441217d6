"""Tables: every field comes from the right column, and damage is found out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import ArchiveError
from curator.model import MADE, Post, Skipped
from curator.readers import archiver, reader_for, table, tags
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.tables.columns import guess
from curator.readers.kit.tables.tables import tables_in
from tests.readers.tables import file, posts, records, tweet_id

HEADER = "time,username,text\n"
RTWEET = "status_id,created_at,screen_name,text,is_retweet,retweet_status_id,retweet_text"


def test_a_retweet_is_never_put_into_the_mouth_of_who_repeated_it(tmp_path: Path) -> None:
    said = f"Bring soup.,TRUE,x{tweet_id(0)},Bring soup.,ben"
    row = f"x{tweet_id(60)},2014-09-15 18:01:00,ann,{said}\n"
    (post,) = posts(file(tmp_path, RTWEET + ",retweet_screen_name\n" + row))
    assert post.author.handle == "ann"
    assert post.text == "RT @ben: Bring soup."
    assert post.repost_of == tweet_id(0)
    assert post.likes is None


def test_a_retweet_of_nobody_named_is_reported(tmp_path: Path) -> None:
    row = f"x{tweet_id(60)},2014-09-15 18:01:00,ann,Bring soup.,TRUE,x{tweet_id(0)},Bring soup.\n"
    (skipped,) = records(file(tmp_path, RTWEET + "\n" + row))
    assert isinstance(skipped, Skipped)
    assert skipped.why == "The row repeats the words of somebody it does not name."


def test_a_cut_retweet_gets_its_whole_words(tmp_path: Path) -> None:
    whole = "Bring soup, and a spoon. #roofchat"
    row = f'x{tweet_id(60)},,ann,"RT @ben: Bring soup, and…",TRUE,x{tweet_id(0)},"{whole}"\n'
    (post,) = posts(file(tmp_path, RTWEET + "\n" + row))
    assert post.text == f"RT @ben: {whole}"
    assert not post.cut


def test_the_columns_of_a_twarc_table_are_told_apart() -> None:
    known = guess(["user_created_at", "created_at", "user_name", "user_screen_name", "text"])
    assert known["handle"] == "user_screen_name"
    assert known["name"] == "user_name"
    assert known["time"] == "created_at"


def test_a_user_may_choose_the_columns(tmp_path: Path) -> None:
    source = file(tmp_path, "When,Who,Remark\n2014-09-15 18:00,ann,Soup!\n")
    assert table.columns(source) == ("When", "Who", "Remark")
    assert not table.recognise(source)
    options = ReadOptions(columns={"text": "Remark", "handle": "who", "time": "When"})
    (post,) = records(source, options, table)
    assert isinstance(post, Post)
    assert (post.author.handle, post.text) == ("ann", "Soup!")


def test_a_user_is_told_how_the_table_is_written(tmp_path: Path) -> None:
    assert table.about(file(tmp_path, "a;b\n1;2\n")) == "UTF-8, separated by semicolons"
    assert table.about(file(tmp_path, b"\xff\xfea\0\t\0b\0\n\0")) == "UTF-16, separated by tabs"
    assert table.about(file(tmp_path, '{"a": 1}\n', "a.json")).startswith("one set of names")


def test_without_words_the_columns_are_named(tmp_path: Path) -> None:
    source = file(tmp_path, "When,Who,Remark\n2014-09-15 18:00,ann,Soup!\n")
    with pytest.raises(
        ArchiveError, match=r"Choose which column holds the words.*“Remark”.*--map"
    ):
        records(source, reader=table)


@pytest.mark.parametrize("columns", [{"text": "Nothing"}, {"mood": "text"}])
def test_a_column_that_is_not_there_is_said(tmp_path: Path, columns: dict[str, str]) -> None:
    source = file(tmp_path, HEADER + "2014-09-15 18:00,ann,Soup!\n")
    with pytest.raises(ArchiveError, match=r"Nothing|mood"):
        records(source, ReadOptions(columns=columns), table)


def test_a_column_can_be_taken_away(tmp_path: Path) -> None:
    source = file(tmp_path, "time,username,text,likes\n2014-09-15 18:00,ann,Soup!,4\n")
    assert posts(source)[0].likes == 4
    assert posts(source, ReadOptions(columns={"likes": ""}))[0].likes is None


def test_a_list_of_ids_is_explained(tmp_path: Path) -> None:
    source = file(tmp_path, "".join(tweet_id(s) + "\n" for s in range(9)), "ids.txt")
    with pytest.raises(ArchiveError, match="only the ids of posts"):
        records(source)


def test_ids_that_a_spreadsheet_ate_lose_no_post(tmp_path: Path) -> None:
    head = "Date,Screen Name,Full Name,Tweet Text,Tweet ID\n"
    rows = "".join(f"2/7/2020 13:{n % 60:02}:05,@ann,Ann,Row {n},1.22585E+18\n" for n in range(99))
    source = file(tmp_path, ",Twitter Query: #roofchat,,,\n" + head + rows)
    found = posts(source, ReadOptions(zone="America/New_York"))
    assert reader_for(source) is archiver
    assert len({post.key for post in found}) == 99
    assert all(p.key.startswith(MADE) and not p.url and p.raw_id == "1.22585E+18" for p in found)
    assert found[0].at.hour == 18


def test_a_rounded_id_is_repaired_from_the_permalink(tmp_path: Path) -> None:
    true = tweet_id(0, 77)
    row = f"{true[:-4]}0000,2014-09-15 18:00:00,ann,Soup!,https://twitter.com/ann/status/{true}\n"
    (post,) = posts(file(tmp_path, "tweet_id,created_at,screen_name,text,tweet_url\n" + row))
    assert post.key == true
    assert post.raw_id == f"{true[:-4]}0000"


def test_what_names_a_rounded_id_is_followed_to_its_post(tmp_path: Path) -> None:
    head = "tweet_id,created_at,screen_name,text,tweet_url,in_reply_to_status_id\n"
    true = [tweet_id(60 * n, 77) for n in range(4)]
    row = "{},2014-09-15 18:00:00,ann,Soup!,https://twitter.com/ann/status/{},{}\n"
    rows = "".join(
        row.format(f"{i[:-4]}0000", i, f"{true[0][:-4]}0000" if i != true[0] else "") for i in true
    )
    assert [p.reply_to for p in posts(file(tmp_path, head + rows))] == ["", *[true[0]] * 3]


def test_the_addresses_beside_a_text_are_where_its_links_lead(tmp_path: Path) -> None:
    head = "tweet_url,created_at,user_screen_name,text,urls,media\n"
    url = f"https://twitter.com/ann/status/{tweet_id(0)}"
    said = "Leeks http://t.co/a http://t.co/b,http://example.org/leeks"
    (post,) = posts(file(tmp_path, f"{head}{url},,ann,{said},https://twitter.com/ann/photo/1\n"))
    assert post.shown == "Leeks example.org/leeks "


def test_a_link_to_somebody_elses_post_repairs_nothing(tmp_path: Path) -> None:
    row = f"1.2E+18,2014-09-15 18:00,ann,Soup!,https://twitter.com/ben/status/{tweet_id(0)}\n"
    (post,) = posts(file(tmp_path, "tweet_id,created_at,screen_name,text,url\n" + row))
    assert post.key.startswith(MADE)
    assert not post.url


@pytest.mark.parametrize("rounded", [float, lambda i: float(f"{float(i):.15g}")])
def test_ids_rounded_throughout_a_file_are_not_believed(tmp_path: Path, rounded: type) -> None:
    ids = [int(rounded(int(tweet_id(s, 500 << 22 | s * 31)))) for s in range(120)]
    rows = "".join(f"{i},ann,Row {n}\n" for n, i in enumerate(ids))
    found = posts(file(tmp_path, "status_id,screen_name,text\n" + rows))
    assert not any(post.url for post in found)
    assert found[1].at.isoformat() == "2014-09-15T18:00:01+00:00"


def test_sound_ids_tell_the_zone_and_the_second(tmp_path: Path) -> None:
    rows = f"{tweet_id(65)},9/15/2014 14:01,ann,Soup!\n9,9/15/2014 15:00,ben,Late\n"
    first, second = posts(file(tmp_path, "tweet_id,date,screen_name,text\n" + rows))
    assert (first.at.isoformat(), first.precision) == ("2014-09-15T18:01:05+00:00", "second")
    assert (second.at.isoformat(), second.precision) == ("2014-09-15T19:00:00+00:00", "minute")


def test_one_date_settles_the_order_for_the_whole_file(tmp_path: Path) -> None:
    rows = "3/4/2014,ann,First\n13/4/2014,ann,Second\n"
    assert [p.at.month for p in posts(file(tmp_path, HEADER + rows))] == [4, 4]


def test_else_the_order_in_which_the_rows_run_settles_it(tmp_path: Path) -> None:
    rows = "".join(f"{day}/5/2014 20:00,ann,Row\n" for day in (1, 2, 3, 4)) + "1/6/2014,ann,Row\n"
    assert posts(file(tmp_path, HEADER + rows))[0].at.isoformat() == "2014-05-01T20:00:00+00:00"


def test_else_the_month_comes_first_and_that_is_said(tmp_path: Path) -> None:
    source = file(tmp_path, HEADER + "5/10/12 20:01,ann,Soup! #roofchat\n")
    (post,) = posts(source)
    assert (post.at.isoformat(), post.precision) == ("2012-05-10T20:01:00+00:00", "minute")
    assert "with the month first" in source.remarks[0].why


def test_a_naive_time_is_read_in_the_zone_one_wishes(tmp_path: Path) -> None:
    source = file(tmp_path, HEADER + "2014-09-15 14:00,ann,Soup!\n")
    assert posts(source, ReadOptions(zone="America/New_York"))[0].at.hour == 18
    with pytest.raises(ArchiveError, match="not a time zone"):
        posts(source, ReadOptions(zone="Nowhere/At All"))


def test_a_date_and_a_clock_in_two_columns_are_one_time(tmp_path: Path) -> None:
    source = file(tmp_path, "id,date,time,username,tweet\n1,2014-09-15,18:00:05,ann,Soup!\n")
    assert posts(source)[0].at.isoformat() == "2014-09-15T18:00:05+00:00"


def test_nobody_is_given_words_that_a_row_gives_to_nobody(tmp_path: Path) -> None:
    source = file(tmp_path, HEADER + "2014-09-15 18:00,,Soup!\n")
    (skipped,) = records(source, ReadOptions(handle="ann"))
    assert isinstance(skipped, Skipped)
    assert skipped.why == "The post has no author."


def test_an_own_archive_without_names_asks_whose_it_is(tmp_path: Path) -> None:
    row = f"{tweet_id(0)},2014-09-15 18:00:00 +0000,Soup!\n"
    source = file(tmp_path, "tweet_id,timestamp,text\n" + row)
    assert posts(source, ReadOptions(handle="@ann"))[0].author.handle == "ann"
    with pytest.raises(ArchiveError, match="does not say who wrote"):
        posts(source)


def test_handles_and_hashtags_without_ids_are_twitter(tmp_path: Path) -> None:
    (post,) = posts(file(tmp_path, HEADER + "5/10/12 20:01,@ann,Soup! #roofchat\n"))
    assert (post.platform, post.author.handle) == ("twitter", "ann")
    assert post.key.startswith(MADE)


def test_other_tables_keep_their_own_addresses(tmp_path: Path) -> None:
    head = "date,author,message,url\n"
    row = "2014-09-15T18:00:00Z,Ann Other,Soup is served.,https://example.org/1\n"
    (post,) = posts(file(tmp_path, head + row))
    assert (post.platform, post.url) == ("table", "https://example.org/1")
    assert post.author.handle == "Ann Other"


def test_words_in_the_last_column_may_hold_bare_commas(tmp_path: Path) -> None:
    (post,) = posts(file(tmp_path, HEADER + "2014-09-15 18:00,ann,Soup, then roofs, then bed\n"))
    assert post.text == "Soup, then roofs, then bed"


def test_escapes_are_undone_only_where_the_whole_file_has_them(tmp_path: Path) -> None:
    escaped = HEADER + "2014-09-15 18:00,ann,Soup &amp; bread\n"
    assert posts(file(tmp_path, escaped))[0].text == "Soup & bread"
    plain = HEADER + "2014-09-15 18:00,ann,Write &amp;\n2014-09-15 18:01,ben,for & <b>\n"
    assert posts(file(tmp_path, plain))[0].text == "Write &amp;"


def test_flat_json_is_a_table_too(tmp_path: Path) -> None:
    lines = '{"date": 1410804000, "author": {"username": "ann"}, "body": "Soup", "likes": 0}\n'
    (post,) = posts(file(tmp_path, lines, "chat.jsonl"))
    assert (post.author.handle, post.text, post.likes) == ("ann", "Soup", 0)
    (post,) = posts(file(tmp_path, f"[{lines}]", "chat.json"))
    assert post.at.isoformat() == "2014-09-15T18:00:00+00:00"


def test_many_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "chats").mkdir()
    for week in (1, 2):
        file(tmp_path / "chats", HEADER + f"2014-09-0{week} 18:00,ann,Soup!\n", f"week{week}.csv")
    places = [post.place for post in posts(type(file(tmp_path, "x"))(tmp_path / "chats"))]
    assert places == ["week1.csv, line 2", "week2.csv, line 2"]


def test_tags_takes_no_notice_of_the_sheets_own_time(tmp_path: Path) -> None:
    head = "id_str,from_user,text,time,status_url\n"
    url = f"http://twitter.com/ann/statuses/{tweet_id(5)}"
    source = file(tmp_path, head + f"1.26426E+18,ann,Soup!,01/02/2003 04:05:06,{url}\n")
    (post,) = posts(source)
    assert reader_for(source) is tags
    assert post.at.isoformat() == "2014-09-15T18:00:05+00:00"
    assert (post.key, post.raw_id) == (tweet_id(5), "1.26426E+18")


def test_tags_pasted_with_tabs_reads_the_same(tmp_path: Path) -> None:
    head = "id_str\tfrom_user\ttext\tcreated_at\tstatus_url\n"
    row = f'{tweet_id(0)}\tann\t"Soup" she said\tMon Sep 15 18:00:00 +0000 2014\t\n'
    (post,) = posts(file(tmp_path, head + row, "archive.tsv"))
    assert post.text == '"Soup" she said'


PIECES = (
    *('"', ",", "\n", "\r", "\t", "\0", "id,", "text,", "time", "username,", "5/10/12 20:01,"),
    *("1.2E+18", "ann", "999999999999999999", "[{", '{"text": "a", "time": 1}', "é", "=", "x"),
    *("9999-12-31 23:59", "0/0/0", "NA", "TRUE", "https://t.co/a", "#a @b"),
)
HOSTILE = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map(lambda parts: "".join(parts).encode()),
    st.binary(max_size=90).map(lambda tail: HEADER.encode() + tail),
)


@settings(max_examples=150)
@given(content=HOSTILE)
def test_whatever_stands_in_a_file_only_posts_and_sentences_come_out(
    tmp_path: Path, content: bytes
) -> None:
    for options in (ReadOptions(), ReadOptions(zone="America/New_York", columns={"text": "text"})):
        try:
            found = records(file(tmp_path, content), options, table)
        except ArchiveError:
            continue
        assert all(isinstance(record, Post | Skipped) for record in found)
        assert all(record.at.tzinfo for record in found if isinstance(record, Post))


@pytest.mark.parametrize(
    "line",
    ['x","\n', '"\n', "a,b,c\n", '1/1/12 20:01,ann,"a ""b"" #a#b @@ http://a.\n', "\r", '"",'],
)
def test_hostile_rows_take_no_longer_the_more_there_are(tmp_path: Path, line: str) -> None:
    source = file(tmp_path, HEADER + line * 20_000)
    begun = time.process_time()
    records(source, reader=table)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("begun", ['{"name": "Roof", "messages": [', '{\n "messages": [\n'])
def test_a_whole_chat_in_one_object_is_no_row(tmp_path: Path, begun: str) -> None:
    path = tmp_path / "chat.json"
    path.write_text(begun + ",".join(['{"id": 1, "text": "Hello"}'] * 5_000) + "]}")
    with Source(path) as source:
        assert list(tables_in(source)) == []


LINKS = (
    "http://twitter.com/ann/statuses/1790473000000000001",
    "x.com/ben/status/1790473300000000002",
)
AGENCIES = {
    "sysomos": "No.,Source,Host,Link,Date(ET),Time(ET),AuthorName,Followers,Contents,UniqueId\n"
    '1,TWITTER,twitter.com,{0},"May 14, 2024","4:01 PM",ann,35,Q1 What?,1790473000000000001\n'
    '2,TWITTER,twitter.com,{1},"May 14, 2024","4:02 PM",ben,12,A1 Leeks,1790473300000000002\n',
    "crimson hexagon": "GUID,Date (EDT),URL,Contents,Author,Name,Followers,Post Type\n"
    "1790473000000000001,5/14/24 16:01,{0},Q1 What?,@ann,Ann Lee,35,Original\n"
    "1790473300000000002,5/14/24 16:02,{1},A1 Leeks,@ben,Ben,12,Reply\n",
    "radian6": "ARTICLE_ID,HEADLINE,AUTHOR,CONTENT,ARTICLE_URL,PUBLISH_DATE\n"
    '1,Q1,ann (Ann Lee),Q1 What?,{0},"May 14, 2024 8:01 PM"\n'
    '2,A1,ben (Ben),A1 Leeks,{1},"May 14, 2024 8:02 PM"\n',
    "netlytic": "id,guid,link,pubdate,author,title,description,favorite_count\n"
    "1,x,{0},2024-05-14 20:01:00,ann,Q1,Q1 What?,3\n"
    "2,y,{1},2024-05-14 20:02:00,ben,A1,A1 Leeks,0\n",
    "followthehashtag": "Tweet Id,Date,Hour,User Name,Nickname,Tweet content,Favs,RTs,Tweet Url\n"
    "1790473000000000001,2024-05-14,20:01,Ann Lee,ann,Q1 What?,3,1,{0}\n"
    "1790473300000000002,2024-05-14,20:02,Ben,ben,A1 Leeks,0,0,{1}\n",
    "sprout social": "Timestamp (ET),Network,Message ID,Profile,From User,Message,Link\n"
    "5/14/2024 4:01 PM,Twitter,1790473000000000001,@roof,@ann,Q1 What?,{0}\n"
    "5/14/2024 4:02 PM,Twitter,1790473300000000002,@roof,@ben,A1 Leeks,{1}\n",
    "hootsuite": "Date (GMT),Date,Social Network,Author,Handle,Message,Permalink\n"
    "2024-05-14 20:01:00,2024-05-14 16:01:00,Twitter,Ann Lee,@ann,Q1 What?,{0}\n"
    "2024-05-14 20:02:00,2024-05-14 16:02:00,Twitter,Ben,@ben,A1 Leeks,{1}\n",
}


@pytest.mark.parametrize("program", AGENCIES)
def test_what_agencies_export_is_known_by_its_columns(tmp_path: Path, program: str) -> None:
    source = file(tmp_path, AGENCIES[program].format(*LINKS))
    found = posts(source)
    assert [(p.author.handle, p.text) for p in found] == [("ann", "Q1 What?"), ("ben", "A1 Leeks")]
    assert [p.url for p in found] == [
        "https://x.com/ann/status/1790473000000000001",
        "https://x.com/ben/status/1790473300000000002",
    ]
    assert not source.asked


def test_a_column_tells_the_zone_of_its_times(tmp_path: Path) -> None:
    source = file(tmp_path, "Date (ET),User,Words\n5/14/2024 4:01 PM,ann,Leeks\n")
    (post,) = posts(source, ReadOptions(columns={"text": "Words"}))
    assert f"{post.at:%Y-%m-%d %H:%M}" == "2024-05-14 20:01"
    assert not source.asked
    source = file(
        tmp_path, "Date,created_at_utc,user,text\n5/14/2024 4:01 PM,2024-05-14 20:01,a,x\n"
    )
    (post,) = posts(source)
    assert f"{post.at:%H:%M}" == "20:01"


@pytest.mark.parametrize(
    "header",
    [
        "Datum;Uhrzeit;Benutzer;Nachricht",
        "Fecha;Hora;Usuario;Mensaje",
        "Date;Heure;Utilisateur;Commentaire",
        "Data;Ora;Utente;Testo",
        "日付;時刻;ユーザー名;本文",
    ],
)
def test_columns_are_known_in_other_languages(tmp_path: Path, header: str) -> None:
    (post,) = posts(file(tmp_path, f"{header}\n2024-05-14;20:01;ann;Leeks\n"))
    assert (f"{post.at:%H:%M}", post.author.handle, post.text) == ("20:01", "ann", "Leeks")


def test_a_table_of_posts_with_an_unknown_column_of_words_is_no_list_of_people(
    tmp_path: Path,
) -> None:
    source = file(tmp_path, "Author,Followers,Said,URL\nann,35,Leeks,http://example.org/1\n")
    with pytest.raises(ArchiveError, match="--map text=COLUMN"):
        reader_for(source)


def test_where_ids_tell_the_time_no_zone_is_asked_for(tmp_path: Path) -> None:
    rows = "".join(f"{tweet_id(n)},2014-09-15 18:00,ann,Soup {n}\n" for n in range(3))
    source = file(tmp_path, "tweet_id,created_at,screen_name,text\n" + rows)
    assert [p.precision for p in posts(source)] == ["second"] * 3
    assert "zone" not in source.asked


def told(source: Source, options: ReadOptions | None = None) -> tuple[list[str], list[str]]:
    """Return the times of a table's posts, and what is said of the table."""
    times = [f"{post.at:%d %H:%M:%S}" for post in posts(source, options)]
    return times, [remark.why for remark in source.remarks]


CLOCKED = "tweet_id,created_at,screen_name,text\n"
"""Times with an id, which tells them too."""


def test_the_clock_of_an_id_is_not_taken_for_another_time_without_a_word(tmp_path: Path) -> None:
    rows = [f"{tweet_id(60 * n)},2014-09-15 18:{n:02}:20,ann,Soup {n}\n" for n in range(6)]
    rows[3] = f"{tweet_id(180)},2014-09-15 18:05:00,ann,Two minutes late\n"
    rows[4] = f"{tweet_id(240)},2014-09-14,ann,The day before\n"
    rows[5] = f"{tweet_id(300)},2014-09-15,ann,That very day\n"
    times, remarks = told(file(tmp_path, CLOCKED + "".join(rows)))
    assert times == [f"15 18:{n:02}:00" for n in range(6)]
    assert (
        "2 times differ by more than a minute from those in the ids of their posts. "
        "The ids’ were taken, which X’s own clock set."
    ) in remarks


def test_a_time_that_names_its_zone_or_is_days_away_is_kept_and_that_is_said(
    tmp_path: Path,
) -> None:
    rows = (
        f"{tweet_id(0)},2014-09-15T20:00:40+02:00,ann,As the id\n"
        f"{tweet_id(60)},2014-09-15T20:04:00+02:00,ann,Three minutes late\n"
        f"{tweet_id(120)},2014-09-25 18:02,ann,Ten days late\n"
    )
    times, remarks = told(file(tmp_path, CLOCKED + rows), ReadOptions(zone="UTC"))
    assert times == ["15 18:00:40", "15 18:04:00", "25 18:02:00"]
    (remark,) = remarks
    assert remark == (
        "2 times differ by more than a minute from those in the ids of their posts. "
        "The table’s were taken: they name their zone, or are days away."
    )


def test_a_zone_wished_against_the_ids_is_said(tmp_path: Path) -> None:
    rows = "".join(f"{tweet_id(n)},2014-09-15 18:00,ann,Soup {n}\n" for n in range(3))
    times, (remark,) = told(file(tmp_path, CLOCKED + rows), ReadOptions(zone="Asia/Tokyo"))
    assert times == ["15 18:00:00", "15 18:00:01", "15 18:00:02"]
    assert remark.startswith("3 times differ by more than a minute")


def test_a_time_that_cannot_be_read_is_the_ids_and_that_is_said(tmp_path: Path) -> None:
    rows = f"{tweet_id(5)},yesterday,ann,Soup\n{tweet_id(6)},2014-09-15 18:00:06,ann,More\n"
    times, remarks = told(file(tmp_path, CLOCKED + rows))
    assert times == ["15 18:00:05", "15 18:00:06"]
    assert "1 time cannot be read. The one in the id of its post was taken." in remarks
    assert not any("differ" in remark for remark in remarks)
