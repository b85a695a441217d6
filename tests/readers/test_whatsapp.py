"""The oddities of WhatsApp's chats: dates, marks, lines, and what is no message."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.model import Post, Skipped
from curator.readers import whatsapp
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real


def read(path: Path, *lines: str) -> tuple[list[Post], list[Skipped]]:
    if lines:
        path = path / "WhatsApp Chat with Roof.txt"
        path.write_text("\n".join(lines), "utf-8")
    with Source(path) as source:
        assert whatsapp.recognise(source)
        found = list(whatsapp.read(source, ReadOptions()))
        skipped = [r for r in found if isinstance(r, Skipped)]
        return [r for r in found if isinstance(r, Post)], [*skipped, *source.remarks]


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("12/24/19, 11:23 PM - ", "2019-12-24 23:23"),
        ("12/24/19, 11:23\u202fPM - ", "2019-12-24 23:23"),
        ("24/12/2019, 11:23 p.\u00a0m. - ", "2019-12-24 23:23"),
        ("24.12.19, 23:23 - ", "2019-12-24 23:23"),
        ("24/12/2019 à 23:23 - ", "2019-12-24 23:23"),
        ("24/12/2019 23.23 - ", "2019-12-24 23:23"),
        ("2019-12-24, 23:23 - ", "2019-12-24 23:23"),
        ("2019/12/24 23:23 - ", "2019-12-24 23:23"),
        ("2019. 12. 24. 오후 11:23 - ", "2019-12-24 23:23"),
        ("[2019/12/24 下午11:23:00] ", "2019-12-24 23:23"),
        ("[24/12/2019, 23:23:00] ", "2019-12-24 23:23"),
        ("\u200e[12/24/19, 11:23:00\u202fPM] ", "2019-12-24 23:23"),
        ("24.12.2019 klo 23.23 - ", "2019-12-24 23:23"),
        ("24.12.19 г., 23:23 ч. - ", "2019-12-24 23:23"),
        ("2019-12-24 kl. 23:23 - ", "2019-12-24 23:23"),
        ("24. 12. 2019, 23:23 - ", "2019-12-24 23:23"),
        ("2019. 12. 24. 23:23 - ", "2019-12-24 23:23"),
        ("2019-12-24 23 h 23 - ", "2019-12-24 23:23"),
        ("24/12/2019, 11:23 μ.μ. - ", "2019-12-24 23:23"),
        ("2019年12月24日 晚上11:23 - ", "2019-12-24 23:23"),
        ("[2019年12月24日 午後11:23:00] ", "2019-12-24 23:23"),
        ("2019년 12월 24일 오후 11:23 - ", "2019-12-24 23:23"),
        ("[19. 12. 24. 오후 11:23:00] ", "2019-12-24 23:23"),
        ("\u200f٢٤\u200f/١٢\u200f/٢٠١٩، ١١:٢٣ م - ", "2019-12-24 23:23"),
        ("२४/१२/२०१९, ११:२३ pm - ", "2019-12-24 23:23"),
        ("24/12/2562 23:23 - ", "2019-12-24 23:23"),
        ("24/12/62, 23:23 - ", "2019-12-24 23:23"),
        ("۱۳۹۸/۱۰/۰۳، ۲۳:۲۳ - ", "2019-12-24 23:23"),
        ("27/4/1441 هـ، 11:23 م - ", "2019-12-24 23:23"),
        ("令和1/12/24 23:23 - ", "2019-12-24 23:23"),
        ("[11:23 PM, 12/24/2019] ", "2019-12-24 23:23"),
        ("23:23 24/12/2019 - ", "2019-12-24 23:23"),
        ("24/12/2019 23:23:00: ", "2019-12-24 23:23"),
    ],
)
def test_stamps_of_many_phones_are_read(tmp_path: Path, stamp: str, at: str) -> None:
    ((post,), _) = read(tmp_path, f"{stamp}Ann: Hello")
    assert (f"{post.at:%Y-%m-%d %H:%M}", post.author.handle, post.text) == (at, "Ann", "Hello")


STAMPS = (Path(__file__).parents[1] / "cases" / "cldr_stamps.tsv").read_text("utf-8")


@pytest.mark.parametrize("row", STAMPS.splitlines()[1:])
def test_stamps_of_every_language_are_read(tmp_path: Path, row: str) -> None:
    _, evening, morning = row.split("\t")
    posts, _ = read(tmp_path, f"{evening}Ann: Hello", f"{morning}Ben: Hi")
    told = [f"{post.at:%Y-%m-%d %H:%M}" for post in posts]
    assert told == ["2019-12-24 23:23", "2019-12-25 09:05"]


def test_one_day_over_twelve_settles_all_dates_of_the_file(tmp_path: Path) -> None:
    posts, remarks = read(tmp_path, "5/4/24, 10:00 - A: x", "13/4/24, 10:00 - A: y")
    assert [(p.at.day, p.at.month) for p in posts] == [(5, 4), (13, 4)]
    assert [r.why for r in remarks] == ["Its times name no zone. They were read as UTC."]


def test_the_order_of_lines_settles_dates_that_could_be_both(tmp_path: Path) -> None:
    posts, _ = read(
        tmp_path, "1/2/24, 10:00 - A: x", "2/2/24, 10:00 - A: y", "1/3/24, 9:00 - A: z"
    )
    assert [p.at.month for p in posts] == [2, 2, 3]


def test_a_number_that_never_changes_before_one_that_does_is_the_year(tmp_path: Path) -> None:
    posts, _ = read(tmp_path, "19/12/24, 10:00 - A: x", "19/12/25, 10:00 - A: y")
    assert [f"{post.at:%Y-%m-%d}" for post in posts] == ["2019-12-24", "2019-12-25"]


def test_dates_that_nothing_settles_are_told_of(tmp_path: Path) -> None:
    _, remarks = read(tmp_path, "5/4/24, 10:00 - A: x")
    assert remarks[0].why.startswith("Nothing in it tells days from months.")


def test_a_message_runs_on_until_the_next_stamp(tmp_path: Path) -> None:
    lines = ("5/24/24, 10:00 - A: one", "", "5/24: not a stamp", "[24/05/24, 10:00:00] B: pasted")
    ((post,), _) = read(tmp_path, *lines)
    assert post.text == "one\n\n5/24: not a stamp\n[24/05/24, 10:00:00] B: pasted"


@pytest.mark.parametrize(
    "line",
    [
        "Alice: Bu mesajı sildiniz",
        "Alice: הודעה זו נמחקה",
        "Alice: 메시지를 삭제했습니다",
        "Alice: Tin nhắn này đã bị xóa",
        "Alice: Detta meddelande raderades",
        "Alice: Missed voice call",
        "Alice: Vastaamaton äänipuhelu",
        "Messages and calls are end-to-end encrypted. Tap to learn more.",
        'Alice created group "Some: cool chat"',
        'Alice changed the subject from "a: b" to "c"',
        "Roof: \u200eAlice was added",
        "Alice: This message was deleted",
    ],
)
def test_what_nobody_wrote_is_no_post(tmp_path: Path, line: str) -> None:
    posts, _ = read(tmp_path, "5/24/24, 10:00 - A: x", f"5/24/24, 10:01 - {line}")
    assert [post.text for post in posts] == ["x"]


def test_a_name_may_hold_quotation_marks_and_words_a_colon(tmp_path: Path) -> None:
    ((post,), _) = read(tmp_path, '5/24/24, 10:00 - Ann "Roof" Lee: note: this')
    assert (post.author.handle, post.text) == ('Ann "Roof" Lee', "note: this")


def test_pictures_are_found_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat" / "IMG-20240524-WA0001.jpg").write_bytes(b"x")
    lines = (
        "5/24/24, 10:00 - A: \u200eIMG-20240524-WA0001.jpg (file attached)",
        "Our shelf",
        "5/24/24, 10:01 - A: <Medien ausgeschlossen>",
        "5/24/24, 10:02 - A: PTT-1.opus (Datei angehängt)",
        "5/24/24, 10:03 - A: rules.pdf (file attached)",
    )
    read(tmp_path / "chat", *lines)
    posts, _ = read(tmp_path / "chat")
    media = [(each.kind, each.file) for post in posts for each in post.media]
    assert media == [("image", "IMG-20240524-WA0001.jpg"), ("image", ""), ("audio", "")]
    assert [post.text for post in posts] == ["Our shelf", "", "", "rules.pdf"]


def test_the_same_words_twice_in_a_minute_are_two_posts(tmp_path: Path) -> None:
    posts, _ = read(tmp_path, *["5/24/24, 10:00 - A: ok"] * 3)
    assert len({post.key for post in posts}) == 3


def test_what_was_taken_back_or_is_the_programs_is_counted(tmp_path: Path) -> None:
    lines = [
        "5/24/24, 10:00 - A: x",
        "5/24/24, 10:01 - A: Tämä viesti poistettiin",
        "5/24/24, 10:02 - B: Данное сообщение удалено",
        "5/24/24, 10:03 - B joined",
    ]
    _, remarks = read(tmp_path, *lines)
    assert {
        "2 messages were taken back by their authors, and are left out.",
        "1 line is WhatsApp’s own, such as who joined. It is left out.",
    } <= {remark.why for remark in remarks}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("<Медіа пропущено>", "image"),
        ("<media jätettiin pois>", "image"),
        ("<미디어 파일 제외됨>", "image"),
        ("<Multimedia pominięte>", "image"),
        ("<Fișier media omis>", "image"),
        ("\u200eimagem ocultada", "image"),
        ("\u200eвидео отсутствует", "video"),
        ("\u200eses dahil edilmedi", "audio"),
        ("\u200eGIF weggelassen", "gif"),
        ("\u200e貼圖已省略", "image"),
        ("PTT-20240524-WA0001.opus (liite)", "audio"),
        ("IMG-20240524-WA0001.jpg (plik dołączono)", "image"),
        ("\u200e<adjunto: 00000004-PHOTO-2024-05-24-20-02-07.jpg>", "image"),
    ],
)
def test_what_stands_for_a_picture_is_one_in_every_language(
    tmp_path: Path, words: str, kind: str
) -> None:
    posts, _ = read(tmp_path, "5/24/24, 10:00 - A: x", f"5/24/24, 10:01 - B: {words}")
    assert [(m.kind, p.text) for p in posts for m in p.media] == [(kind, "")]


def test_what_stands_alone_in_brackets_again_and_again_is_a_picture(tmp_path: Path) -> None:
    posts, _ = read(tmp_path, *["5/24/24, 10:00 - A: <mysteg pladse>"] * 3)
    assert [len(post.media) for post in posts] == [1, 1, 1]


@pytest.mark.parametrize(
    "words",
    [
        "<insert leek joke here>",
        "see roof.jpg (my best one)",
        "I wrote notes.txt (please read)",
        "We test end-to-end every night",
        "Do you use the end-to-end encrypted chat?",
        "Missed voice call from my mother",
        "null and void",
        "video omitted from the slides",
        "<b>bold</b> claim <i>here</i>",
    ],
)
def test_what_somebody_typed_stays_whole(tmp_path: Path, words: str) -> None:
    posts, _ = read(tmp_path, f"5/24/24, 10:00 - A: {words}", "5/24/24, 10:01 - B: x")
    assert posts[0].text == words


@pytest.mark.parametrize(
    "mark", ["<Se editó este mensaje.>", "<Diese Nachricht wurde bearbeitet>", "<此消息已编辑>"]
)
def test_the_note_of_an_edit_is_no_word_of_the_author(tmp_path: Path, mark: str) -> None:
    ((post,), _) = read(tmp_path, f"5/24/24, 10:00 - A: Leeks {mark}")
    assert post.text == "Leeks"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("null", "WhatsApp did not export this message, but only a note in its place."),
        (
            "Warten auf diese Nachricht",
            "WhatsApp did not export this message, but only a note in its place.",
        ),
        (
            "\u200eKontaktkarte ausgelassen",
            "It is a contact card, which was left out when the chat was exported.",
        ),
        (
            "\u200edocument omitted",
            "It is a file, which was left out when the chat was exported.",
        ),
    ],
)
def test_a_message_that_is_not_there_is_told_of(tmp_path: Path, words: str, why: str) -> None:
    _, said = read(tmp_path, "5/24/24, 10:00 - A: x", f"5/24/24, 10:01 - B: {words}")
    assert why in [each.why for each in said]


def test_a_document_that_was_left_out_keeps_its_name(tmp_path: Path) -> None:
    line = "5/24/24, 10:01 - B: \u200ePlan.pdf • \u200e3 Seiten \u200eDokument weggelassen"
    posts, _ = read(tmp_path, "5/24/24, 10:00 - A: x", line)
    assert posts[1].text == "Plan.pdf"


def test_lines_before_the_first_message_are_told_of(tmp_path: Path) -> None:
    lines = ("WhatsApp chat of the roof", "5/24/24, 10:00 - A: x", "5/24/24, 10:01 - B: y")
    posts, remarks = read(tmp_path, *lines)
    assert len(posts) == 2
    assert "1 line stands before the first message, and is left out." in [r.why for r in remarks]


def test_words_beside_the_clock_that_nobody_knows_are_told_of(tmp_path: Path) -> None:
    lines = ("5/24/24, 10:00 qim - A: x", "5/24/24, 8:00 wen - A: y")
    _, remarks = read(tmp_path, *lines)
    assert any(r.why.startswith("Beside its clock stand words") for r in remarks)


REAL = {
    "chat-analytics/2A_5M.txt": 5,
    "chat-analytics/4A_11M.txt": 11,
    "chat-analytics/4A_11M.zip": 11,
    "whatstk/lorem-2000.txt": 2000,
    "whatstk/lorem-merge-part1.txt": 300,
    "whatstk/lorem-merge-part2.txt": 300,
    "whatstk/lorem.txt": 500,
    "whatstk/pokemon.txt": 18,
}


@pytest.mark.parametrize(("name", "count"), REAL.items())
def test_a_real_chat_is_read_whole(name: str, count: int) -> None:
    posts, _ = read(real(f"whatsapp/{name}"))
    assert len(posts) == count
    assert len({post.key for post in posts}) == count


@pytest.mark.parametrize(
    "mark",
    [
        "Forwarded",
        "Weitergeleitet",
        "Transféré",
        "İletildi",
        "已转发",
        "転送済み",
        "הועבר",
        "ส่งต่อ",
    ],
)
def test_forwarded_words_stand_under_nobodys_name(tmp_path: Path, mark: str) -> None:
    posts, told = read(
        tmp_path,
        "[14/05/2024, 20:00:07] Ann: What grows?",
        f"[14/05/2024, 20:01:07] Ben: \u200e{mark}",
        "Leeks, always leeks",
        f"[14/05/2024, 20:02:07] Ben: [{mark}] Beans, too",
        "[14/05/2024, 20:03:07] Cyd: Forwarded to my mother",
    )
    assert [post.author.handle for post in posts] == ["Ann", "Cyd"]
    assert [each.where for each in told if "forwarded message" in each.why] == ["line 2", "line 4"]


def test_a_poll_with_a_blank_before_its_colon_is_said_by_somebody(tmp_path: Path) -> None:
    posts, _ = read(
        tmp_path,
        "[14/05/2024 20:00:07] Ben: \u200eSONDAGE :",
        "Quoi ?",
        "\u200eOPTION : Poireaux (\u200e2 votes)",
    )
    assert [post.text for post in posts] == ["SONDAGE :\nQuoi ?\nOPTION : Poireaux (2 votes)"]


def test_words_under_a_name_that_count_as_the_programs_are_shown(tmp_path: Path) -> None:
    posts, told = read(
        tmp_path,
        "[14/05/2024, 20:00:07] Ann: What grows?",
        "[14/05/2024, 20:01:07] Ann: \u200eNobody knows this phrase",
    )
    assert len(posts) == 1
    assert any("Nobody knows this phrase" in each.why for each in told)


def test_no_document_or_typed_name_of_a_file_counts_as_a_missing_picture(tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(
        "14.05.24, 20:00 - Ann: Plan.pdf (file attached)\n"
        "14.05.24, 20:01 - Ben: see roof.jpg (my best one)\n"
        "14.05.24, 20:02 - Cyd: IMG-20240514-WA0001.jpg (file attached)\n",
        "utf-8",
    )
    with Source(path) as source:
        posts = list(whatsapp.read(source, ReadOptions()))
        assert len(posts) == 3
        assert [*source.missing] == ["IMG-20240514-WA0001.jpg"]


def test_null_is_androids_and_the_word_for_zero_is_not(tmp_path: Path) -> None:
    posts, told = read(
        tmp_path,
        "14.05.24, 20:00 - Ann: null",
        "14.05.24, 20:01 - Ben: Null",
        "14.05.24, 20:02 - Ann: Eins",
    )
    assert [post.text for post in posts] == ["Null", "Eins"]
    assert any("did not export" in each.why for each in told)


@pytest.mark.parametrize(
    "words",
    [
        "This message was deleted by admin Ann.",
        "這則訊息已遭到刪除",
        "यह मैसेज डिलीट किया गया",
        "Tin nhắn đã bị xóa",
    ],
)
def test_what_was_taken_back_is_known_in_more_words(tmp_path: Path, words: str) -> None:
    posts, told = read(tmp_path, "14.05.24, 20:00 - Ann: Hello", f"14.05.24, 20:01 - Ben: {words}")
    assert [post.text for post in posts] == ["Hello"]
    assert any("taken back" in each.why for each in told)


def test_a_stamp_that_ends_in_a_comma_before_a_name_is_a_stamp(tmp_path: Path) -> None:
    posts, _ = read(
        tmp_path, "2024. 5. 14. 오후 8:00, 안나 : 안녕", "2024. 5. 14. 오후 8:02, 보라 : 대파"
    )
    assert [(f"{p.at:%H:%M}", p.author.handle) for p in posts] == [
        ("20:00", "안나"),
        ("20:02", "보라"),
    ]
