"""Chats of Zoom in every language it speaks: who speaks to whom, reactions and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.model import Post
from curator.readers import zoom
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def read(path: Path, *lines: str) -> list[Post]:
    path = path / "2024-05-14 chat.txt"
    path.write_text("\n".join(lines), "utf-8")
    with Source(path) as source:
        assert zoom.recognise(source)
        return [each for each in zoom.read(source, ReadOptions()) if isinstance(each, Post)]


@pytest.mark.parametrize(
    ("start", "between", "everybody"),
    [
        ("From", "to", "Everyone"),
        ("Von", "An", "Alle"),
        ("De", "à", "Tout le monde"),
        ("De", "a", "Todos"),
        ("De", "para", "Todos"),
        ("Da", "a", "Tutti"),
        ("Van", "aan", "Iedereen"),
        ("Od", "do", "Wszyscy"),
        ("Från", "till", "Alla"),
        ("Kimden", "Kime", "Herkes"),
        ("Dari", "Ke", "Semua Orang"),
        ("Từ", "đến", "Mọi người"),
        ("从", "到", "所有人"),
        ("От", "Кому", "Все"),
    ],
)
def test_who_speaks_is_known_in_every_language(
    tmp_path: Path, start: str, between: str, everybody: str
) -> None:
    (post,) = read(tmp_path, f"20:01:07 {start} Ann Lee {between} {everybody}:", "\tWhat grows?")
    assert (post.author.handle, post.text) == ("Ann Lee", "What grows?")


def test_a_language_nobody_knows_is_read_by_its_blanks(tmp_path: Path) -> None:
    posts = read(
        tmp_path,
        "20:01:07 Desu  Ann Lee  kum  Omna:",
        "\tWhat grows?",
        "20:02:07 Desu  Ben  kum  Omna:",
        "\tLeeks",
        "20:03:07 Desu  Ben  kum  Ann Lee (privat):",
        "\tpsst",
    )
    assert [(post.author.handle, post.text) for post in posts] == [
        ("Ann Lee", "What grows?"),
        ("Ben", "Leeks"),
    ]


@pytest.mark.parametrize(
    "reaction",
    [
        'Reacted to "Leeks, and beans too" with 👍',
        'Hat auf "Leeks, and beans too" mit 👍 reagiert',
        'A réagi à "Leeks, and beans t..." avec 👍',
        "Reaccionó a “Leeks, and beans too” con 👍",
        "「Leeks, and beans too」に👍でリアクションしました",
    ],
)
def test_a_reaction_is_a_like_in_every_language(tmp_path: Path, reaction: str) -> None:
    posts = read(
        tmp_path,
        "20:01:07\tAnn:\tLeeks, and beans too",
        f"20:02:07\tCyd:\t{reaction}",
        "20:03:07\tBen:\tYes",
    )
    assert [(post.text, post.likes) for post in posts] == [("Leeks, and beans too", 1), ("Yes", 0)]


@pytest.mark.parametrize(
    "answering", ['Replying to "', 'Antworten auf "', 'Répondre à "', 'Respondiendo a "']
)
def test_an_answer_finds_what_it_answers_in_every_language(tmp_path: Path, answering: str) -> None:
    asked, answer = read(
        tmp_path,
        "20:01:07\tAnn:\tQ1 What grows on your roof?",
        f'20:02:07\tBen:\t{answering}Q1 What grows on ..."',
        "",
        "Leeks",
    )
    assert (answer.text, answer.reply_to) == ("Leeks", asked.key)


def test_what_only_quotes_words_that_nobody_said_stays(tmp_path: Path) -> None:
    posts = read(
        tmp_path, "20:01:07\tAnn:\tHello", '20:02:07\tBen:\tI read "War and Peace" 👍', "Really"
    )
    assert posts[1].text == 'I read "War and Peace" 👍\nReally'
