"""Made-up archives after forms that people reported to other programs, or their tests keep."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.errors import ArchiveError
from curator.model import Post
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.text.rich_blocks import words_of_blocks


def read(path: Path, content: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return when who said what, and what was left out or assumed."""
    path.write_text(content, "utf-8")
    with Source(path) as source:
        records = list(reader_for(source).read(source, ReadOptions(handle="me")))
        said = [
            (f"{r.at:%Y-%m-%d %H:%M}", r.author.handle, r.text)
            for r in records
            if isinstance(r, Post) and not r.context
        ]
        left = [r for r in records if not isinstance(r, Post)]
        return said, [each.why for each in (*left, *source.remarks)]


MARK = "\u200e"
FORMS: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "dots put the day first, also beside a clock of twelve hours": (
        (
            f"[05.08.23, 5:52:02 PM] Hana: {MARK}Messages and calls are end-to-end encrypted.\n"
            "[05.08.23, 5:53:02 PM] Chris: Hey\n[05.08.23, 5:54:02 AM] Hana: Ho\n"
        ),
        [("2023-08-05 17:53", "Chris", "Hey"), ("2023-08-05 05:54", "Hana", "Ho")],
    ),
    "noughts put the day first, for no American phone writes them": (
        "05/08/23, 17:53 - Chris: Hey\n05/08/23, 17:54 - Hana: Ho\n",
        [("2023-08-05 17:53", "Chris", "Hey"), ("2023-08-05 17:54", "Hana", "Ho")],
    ),
    "an American phone puts the month first": (
        "5/8/23, 5:53 PM - Chris: Hey\n5/8/23, 5:54 PM - Hana: Ho\n",
        [("2023-05-08 17:53", "Chris", "Hey"), ("2023-05-08 17:54", "Hana", "Ho")],
    ),
    "the first sentence may stand under somebody who speaks later": (
        (
            "[27.03.26, 21:22:39] Anna: Messages and calls are end-to-end encrypted. Only people "
            "in this chat can read, listen to, or share them.\n"
            "[27.03.26, 21:22:40] Chris: Hey\n[27.03.26, 21:28:10] Anna: Huhu\n"
        ),
        [("2026-03-27 21:22", "Chris", "Hey"), ("2026-03-27 21:28", "Anna", "Huhu")],
    ),
    "pictures that a Chinese phone left out": (
        "2024/5/14 下午8:01 - 安: 种什么?\n2024/5/14 下午8:02 - 本: <省略影音内容>\n",
        [("2024-05-14 20:01", "安", "种什么?"), ("2024-05-14 20:02", "本", "")],
    ),
    "pictures that a Taiwanese phone left out": (
        f"[2024/5/14 晚上8:01:07] 安: 種什麼?\n[2024/5/14 凌晨1:02:07] 本: {MARK}圖片已略去\n",
        [("2024-05-14 20:01", "安", "種什麼?"), ("2024-05-14 01:02", "本", "")],
    ),
    "lounge.log": (
        (
            "[2024-05-14T20:01:07.000Z] <ann> What grows?\n"
            "[2024-05-14T20:02:07.000Z] *** cyd (c@h) joined\n"
            "[2024-05-14T20:03:07.000Z] <ben> Leeks\n"
        ),
        [("2024-05-14 20:01", "ann", "What grows?"), ("2024-05-14 20:03", "ben", "Leeks")],
    ),
    "2024-05-14 zoom in Korean": (
        (
            "20:01:07 시작 Ann Lee 받는 사람 모두:\n\tQ1?\n"
            "20:02:07 시작 Ben 받는 사람 모두:\n\tLeeks\n"
        ),
        [("2024-05-14 20:01", "Ann Lee", "Q1?"), ("2024-05-14 20:02", "Ben", "Leeks")],
    ),
    "2024-05-14 zoom with colons": (
        (
            "20:01:07 Gönderen: Ann Lee Alıcı: Herkes:\n\tQ1?\n"
            "20:02:07 Gönderen: Ben Alıcı: Herkes:\n\tLeeks\n"
        ),
        [("2024-05-14 20:01", "Ann Lee", "Q1?"), ("2024-05-14 20:02", "Ben", "Leeks")],
    ),
    "bbb-Roof[public-chat]_2024-5-14_20-1": (
        "[20:01] Ann : What grows?\n[20:02] Ben : Leeks\n[20:03] Ann : Nice\n",
        [
            ("2024-05-14 20:01", "Ann", "What grows?"),
            ("2024-05-14 20:02", "Ben", "Leeks"),
            ("2024-05-14 20:03", "Ann", "Nice"),
        ],
    ),
    "a table of Viber.csv": (
        (
            "14/05/2024,20:01:07,Ann,+4912345,What grows?\n"
            '14/05/2024,20:02:07,Ben,+4912346,"Leeks, peas"\n'
            "15/05/2024,20:03:07,Me,+4912347,Nice\n"
        ),
        [
            ("2024-05-14 20:01", "Ann", "What grows?"),
            ("2024-05-14 20:02", "Ben", "Leeks, peas"),
            ("2024-05-15 20:03", "Me", "Nice"),
        ],
    ),
    "DMI-TCAT.csv": (
        (
            "id,time,created_at,from_user_name,text,from_user_id,from_user_realname\n"
            "17,1715716860,2024-05-14 20:01:00,ann,What grows? #roofchat,101,Ann Lee\n"
        ),
        [("2024-05-14 20:01", "ann", "What grows? #roofchat")],
    ),
    "X Analytics.csv": (
        (
            "Post id,Date,Post text,Post Link,Impressions,Likes\n"
            '"1790472406532005888","Tue, May 14, 2024",What grows?,'
            "https://x.com/ann/status/1790472406532005888,10,3\n"
        ),
        [("2024-05-14 20:01", "ann", "What grows?")],
    ),
    "messages of Skype.json": (
        json.dumps(
            {
                "userId": "8:ann",
                "conversations": [
                    {
                        "id": "19:x@thread.skype",
                        "MessageList": [
                            {
                                "id": "1",
                                "originalarrivaltime": "2024-05-14T20:01:07Z",
                                "messagetype": "Text",
                                "content": "What grows?",
                                "from": "8:live:ann",
                            }
                        ],
                    }
                ],
            }
        ),
        [("2024-05-14 20:01", "ann", "What grows?")],
    ),
    "Messenger with encryption.json": (
        json.dumps(
            {
                "participants": ["Ann", "Ben"],
                "threadName": "Roof_1",
                "messages": [
                    {"senderName": "Ann", "text": "Hi", "timestamp": 1715716860000},
                    {"senderName": "Ben", "isUnsent": True, "timestamp": 1715716861000},
                ],
            }
        ),
        [("2024-05-14 20:01", "Ann", "Hi")],
    ),
    "notes of Misskey.json": (
        json.dumps(
            [
                {
                    "id": "9t1",
                    "text": "Which?",
                    "createdAt": "2024-05-14T20:04:00.000Z",
                    "fileIds": [],
                    "renoteId": None,
                    "poll": {"choices": ["Leeks", "Peas"], "multiple": False},
                    "visibility": "public",
                }
            ]
        ),
        [("2024-05-14 20:04", "me", "Which?\n- Leeks\n- Peas")],
    ),
    "rich messages of Telegram.json": (
        json.dumps(
            {
                "name": "Roof",
                "type": "private_supergroup",
                "id": 1,
                "messages": [
                    {
                        "id": 2,
                        "type": "message",
                        "date": "2024-05-14T22:02:00",
                        "date_unixtime": "1715716920",
                        "from": "Ann",
                        "from_id": "user1",
                        "rich_message": {"blocks": [{"type": "paragraph", "text": "Leeks"}]},
                    }
                ],
            }
        ),
        [("2024-05-14 20:02", "Ann", "Leeks")],
    ),
    "no header in what IFTTT wrote.csv": (
        (
            '"May 14, 2024 at 08:01PM",@ann,"What grows on the roof, all?",'
            "https://twitter.com/ann/status/1790472399221686272\n"
            '"May 14, 2024 at 08:02PM",@ben,"Leeks and some more peas",'
            "https://twitter.com/ben/status/1790472650879926272\n"
            '"May 14, 2024 at 08:03PM",@ann,"Nice, that is a good answer",'
            "https://twitter.com/ann/status/1790472902538166272\n"
        ),
        [
            ("2024-05-14 20:01", "ann", "What grows on the roof, all?"),
            ("2024-05-14 20:02", "ben", "Leeks and some more peas"),
            ("2024-05-14 20:03", "ann", "Nice, that is a good answer"),
        ],
    ),
    "2024-05-14 angles round who speaks in a stream": (
        "[0:01:07] <ben> Leeks\n[0:02:07] <ann> Nice\n[0:03:07] <ben> Peas\n",
        [
            ("2024-05-14 12:01", "ben", "Leeks"),
            ("2024-05-14 12:02", "ann", "Nice"),
            ("2024-05-14 12:03", "ben", "Peas"),
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_word_is_read_and_stands_under_its_author(tmp_path: Path, form: str) -> None:
    content, expected = FORMS[form]
    name = form if form.endswith((".csv", ".json", ".log")) else f"{form}.txt"
    assert read(tmp_path / name, content)[0] == expected


def test_a_rich_message_keeps_the_words_of_blocks_that_are_not_known() -> None:
    item = {"label": "•", "blocks": [{"type": "paragraph", "text": ["To ", {"text": "water"}]}]}
    blocks = [
        {"type": "heading", "text": {"text": "Roof", "entities": []}},
        {"type": "list", "items": [item]},
        {"type": "hologram", "caption": {"type": "plain", "text": "peas"}},
    ]
    assert words_of_blocks({"blocks": blocks}) == "Roof\n- To water\npeas"


def test_words_to_single_people_are_counted(tmp_path: Path) -> None:
    said, left = read(
        tmp_path / "2024-05-14 chat.txt",
        "20:01:07 From Ann Lee to Everyone:\n\tWhat grows?\n"
        "20:02:07 From Ben to Ann Lee (Direct Message):\n\tpsst\n"
        "20:03:07 From Ben to Ann Lee (Direct Message):\n\thush\n",
    )
    assert [words for _, _, words in said] == ["What grows?"]
    assert "2 messages were said to single people, and are left out." in left


@pytest.mark.parametrize(
    ("content", "program"),
    [
        (
            (
                "안나 님과 카카오톡 대화\n\n2024년 5월 14일 오후 8:01, 안나 : 뭐?\n"
                "2024년 5월 14일 오후 8:02, 벤 : 대파\n"
            ),
            "KakaoTalk",
        ),
        ("消息记录（此消息记录为文本格式，不支持重新导入）\n\n2024-05-14 安(1)\n葱\n", "QQ"),
        ("[ 14 May 2024 8:01 PM ] Ann: Hi?\n[ 14 May 2024 8:02 PM ] Ben: Leeks\n", "Viber"),
        ("\n> Ann Lee [U1] @ 14/05/2024 20:01:00 Z:\nWhat grows?\n", "slackdump"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, content: str, program: str) -> None:
    with pytest.raises(ArchiveError, match=program):
        read(tmp_path / "chat.txt", content)
