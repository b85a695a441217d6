"""Archives of kinds that are read in one language, one layer or one form, in another."""

from __future__ import annotations

import bz2
import gzip
import json
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from curator.model import Post, Skipped
from curator.readers import format_name, reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def read(path: Path) -> tuple[str, list[tuple[str, str]], list[str]]:
    """Return the format, who says what, and what is told of the rest."""
    with Source(path) as source:
        reader = reader_for(source)
        records = list(reader.read(source, ReadOptions(zone="UTC")))
        said = [(r.author.handle, r.text) for r in records if isinstance(r, Post)]
        left = [r.why for r in records if isinstance(r, Skipped)]
        return format_name(reader), said, [*left, *(remark.why for remark in source.remarks)]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding)
    return path


@pytest.mark.parametrize(
    "header",
    [
        "Data;Autor;Treść",
        "Tarih;Kullanıcı adı;Metin",
        "Datum;Användarnamn;Meddelande",
        "Dato;Brugernavn;Besked",
        "Päivämäärä;Käyttäjänimi;Viesti",
        "Datum;Uživatel;Zpráva",
        "Dátum;Felhasználónév;Üzenet",
        "Ημερομηνία;Χρήστης;Κείμενο",
        "التاريخ;المستخدم;النص",
        "תאריך;משתמש;הודעה",
        "Tanggal;Pengguna;Pesan",
        "Ngày;Người dùng;Nội dung",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_columns_are_known_in_many_languages(tmp_path: Path, header: str, form: Any) -> None:
    rows = f"{header}\n2024-05-14 20:01;ann;Leeks\n2024-05-14 20:02;ben;Peas\n"
    name, said, _ = read(written(tmp_path / "t.csv", unicodedata.normalize(form, rows)))
    assert (name, said) == ("table", [("ann", "Leeks"), ("ben", "Peas")])


def test_a_table_that_names_nobody_says_so(tmp_path: Path) -> None:
    _, _, told = read(written(tmp_path / "t.csv", "Datum;Text\n2024-05-14 20:01;Leeks\n"))
    assert "None of its columns is known to tell who wrote its posts." in told


def test_set_phrases_of_whatsapp_are_known_in_decomposed_letters(tmp_path: Path) -> None:
    chat = (
        "14.05.24, 20:00 - Zoë: Käse\n"
        "14.05.24, 20:02 - Zoë: Diese Nachricht wurde gelöscht.\n"
        "14.05.24, 20:03 - Ben: Lauch\n"
    )
    _, said, told = read(written(tmp_path / "c.txt", unicodedata.normalize("NFD", chat)))
    assert [text for _, text in said] == [unicodedata.normalize("NFD", "Käse"), "Lauch"]
    assert "1 message was taken back by its author, and is left out." in told


def test_a_word_beside_all_clocks_that_is_not_known_is_told(tmp_path: Path) -> None:
    chat = "14/05/2024, रात्री 8:00 - Ann: Leeks\n14/05/2024, रात्री 8:02 - Ben: Peas\n"
    _, said, told = read(written(tmp_path / "c.txt", chat))
    assert len(said) == 2
    assert any("twelve hours off" in each for each in told)


@pytest.mark.parametrize(
    "log",
    [
        (
            "**** BEGINN DER AUFZEICHNUNG AM Tue May 14 20:00:00 2024\n\n"
            "Mai 14 20:01:00 <ann>\tLauch\nMai 14 20:02:00 <ben>\tErbsen\n"
        ),
        (
            "**** DÉBUT DU JOURNAL LE mar. déc. 31 20:00:00 2024\n\n"
            "déc. 31 20:01:00 <ann>\tLauch\ndéc. 31 20:02:00 <ben>\tErbsen\n"
        ),
        "Session Start: Di Okt 15 20:00:00 2024\n[20:01] <ann> Lauch\n[20:02] <ben> Erbsen\n",
    ],
)
def test_logs_of_irc_are_read_in_other_languages(tmp_path: Path, log: str) -> None:
    name, said, told = read(written(tmp_path / "roof.log", log))
    assert (name, said, told) == ("irc", [("ann", "Lauch"), ("ben", "Erbsen")], [])


def test_a_capture_below_lines_of_its_program_is_known(tmp_path: Path) -> None:
    answer = {
        "data": [
            {
                "id": "1790470000000123456",
                "text": "Leeks",
                "author_id": "1",
                "created_at": "2024-05-14T20:01:00.000Z",
            }
        ],
        "includes": {"users": [{"id": "1", "username": "ann", "name": "Ann"}]},
    }
    text = f"\x1b[32mINFO getting posts\x1b[0m\n\n{json.dumps(answer)}\n"
    name, said, _ = read(written(tmp_path / "t.jsonl", text))
    assert (name, said) == ("twarc2", [("ann", "Leeks")])


@pytest.mark.parametrize("end", [".gz.gz", ".bz2.gz", ".gz.bz2", ".gz.gz.gz"])
def test_what_is_packed_over_and_over_is_unpacked(tmp_path: Path, end: str) -> None:
    content = b"handle;text;time\nben;Peas;2024-05-14T20:05:00Z\n"
    for each in end.strip(".").split("."):
        content = gzip.compress(content) if each == "gz" else bz2.compress(content)
    path = tmp_path / f"t.csv{end}"
    path.write_bytes(content)
    assert read(path)[1] == [("ben", "Peas")]


def test_a_word_of_zoom_that_is_not_known_stands_in_no_name(tmp_path: Path) -> None:
    chat = "20:01:07 開始 Ann Lee 送る先 全員:\n\tLeeks\n20:02:07 開始 Ben 送る先 全員:\n\tPeas\n"
    _, said, _ = read(written(tmp_path / "2024-05-14 chat.txt", chat))
    assert said == [("Ann Lee", "Leeks"), ("Ben", "Peas")]


def telegram(*messages: dict[str, Any]) -> str:
    kept = [
        {
            "id": number,
            "type": "message",
            "date": "2024-05-14T22:02:00",
            "date_unixtime": "1715716920",
            "from": "Ben",
            "from_id": "user2",
            "text": "",
        }
        | message
        for number, message in enumerate(messages, 1)
    ]
    return json.dumps({"name": "Roof", "type": "private_group", "id": 1, "messages": kept})


def test_a_quotation_in_a_message_of_telegram_is_marked_as_one(tmp_path: Path) -> None:
    parts = [{"type": "blockquote", "text": "less is more\nor is it"}, "\nYes"]
    _, said, _ = read(written(tmp_path / "result.json", telegram({"text": parts})))
    assert said == [("Ben", "> less is more\n> or is it\nYes")]


def test_a_list_of_tasks_of_telegram_keeps_its_words(tmp_path: Path) -> None:
    todo = {"todo_list": {"title": "Plant", "items": [{"id": 1, "text": "Leeks"}]}}
    _, said, told = read(
        written(tmp_path / "result.json", telegram(todo, {"dice": {"emoji": "🎲", "value": 3}}))
    )
    assert said == [("Ben", "Plant\n- Leeks")]
    assert told == ["It is a game, a throw of dice or a bill."]


def test_programs_of_slack_go_by_their_names(tmp_path: Path) -> None:
    users = [
        {
            "id": "U8",
            "name": "bee",
            "is_bot": True,
            "profile": {"bot_id": "B3", "real_name": "Bee"},
        }
    ]
    said: list[dict[str, Any]] = [
        {"subtype": "bot_message", "bot_id": "B2", "text": "before it is named"},
        {"bot_id": "B2", "text": "named", "bot_profile": {"name": "Garden App"}},
        {"subtype": "bot_message", "bot_id": "B3", "text": "a member"},
        {"subtype": "bot_message", "bot_id": "B4", "username": "Leekbot", "text": "by itself"},
    ]
    day = [
        {"type": "message", "ts": f"171571680{number}.000100"} | message
        for number, message in enumerate(said)
    ]
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("users.json", json.dumps(users))
        packed.writestr("roof/2024-05-14.json", json.dumps(day))
    assert [who for who, _ in read(path)[1]] == ["Garden App", "Garden App", "bee", "Leekbot"]
