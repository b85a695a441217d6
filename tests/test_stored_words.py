"""What a library stored in one language is said in that of the window."""

from __future__ import annotations

import re
import string
import time
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from curator import i18n, languages
from curator.i18n import tr, trn
from curator.library import Library
from curator.resources import resource
from curator.stored_words import (
    _forms,
    _pieces,
    translate_list,
    translate_place,
    translate_remark,
    translate_sentence,
)
from curator.work.report import ImportReport
from tests.conftest import post, take_in

Speak = Callable[[str], str]


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Speak]:
    monkeypatch.setenv("CURATOR_SETTINGS", str(tmp_path / "settings.json"))
    yield lambda language: languages.choose_language([language])
    i18n.use(NullTranslations())


def test_sentences_are_said_in_every_other_language_and_back(speak: Speak) -> None:
    def said() -> list[str]:
        return [
            tr("It is no element of a story."),
            tr("{what}: @{handle}, {at}", what=tr("Star"), handle="lea", at="19:04"),
            trn("Star {count} post", "Star {count} posts", 1_234),
            tr(
                "{star} and {settle}",
                star=trn("Star {count} post", "Star {count} posts", 1),
                settle=trn("settle {count} echo", "settle {count} echoes", 3),
            ),
            tr("Make the rough cut “{title}”", title="Owls and ladders"),
        ]

    told: dict[str, list[str]] = {}
    for language in ("en", "de", "es"):
        speak(language)
        told[language] = said()
    for now, expected in told.items():
        speak(now)
        for stored in told.values():
            assert [translate_sentence(text) for text in stored] == expected


def test_words_of_others_stay_as_they_are(speak: Speak) -> None:
    speak("de")
    assert translate_sentence("A ladder, four metres, twenty.") == "A ladder, four metres, twenty."
    assert translate_sentence("Tag “Star”: @star, 19:04") == "Schlagwort „Star“: @star, 19:04"
    assert translate_sentence("") == ""


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_a_stored_sentence_with_any_number_is_never_a_fault(speak: Speak, language: str) -> None:
    with resource("languages/de.po").open("rb") as file:
        ids = [each.id for each in read_po(file)]
    told = [each if isinstance(each, tuple) else (str(each),) for each in ids]
    speak(language)
    counted = [each for each in told if len(each) > 1 or ":,}" in each[0]]
    for sentence in (form for each in counted for form in each):
        stored = re.sub(r"\{\w+[^}]*\}", "7", sentence)  # also of one: a library may be crafted
        assert translate_sentence(stored)


def test_labels_made_to_deceive_take_no_time(speak: Speak) -> None:
    speak("de")
    pieces = [_pieces(form.text) for start in string.printable for _, form in _forms(start)[1]]
    crafted = [
        "".join(f"{literal}1" * (1_900 // sum(map(len, (*literals, "1" * len(literals)))))
                for literal in literals)
        for literals in ([literal for literal, _ in each if literal] for each in pieces)
        if len(literals) > 1
    ]  # fmt: skip
    nested = [unit * (1_900 // len(unit)) for unit in ("x: ", "a, b: ", "“a”: ", "Star and ")]
    started = time.process_time()
    for text in [*crafted[::40], *nested]:
        translate_sentence(text)
    assert time.process_time() - started < 20
    assert translate_sentence("x: " * 600) == "x: " * 600


def test_a_name_may_look_like_what_follows_it(speak: Speak) -> None:
    speak("de")
    stored = "“a: b.txt: c” cannot be read: “x”: It is empty.."
    assert translate_sentence(stored).startswith("„a: b.txt: c“ kann nicht gelesen werden: ")


def test_reasons_places_and_remarks_follow_too(speak: Speak) -> None:
    speak("de")
    assert translate_list("12 echoes, only newcomer here, has a link") == (
        "12 Echos, einzige neue Stimme hier, hat einen Link"
    )
    assert translate_list("Starred by you") == "von Ihnen markiert"
    assert translate_place("week 2.json, item 58") == "week 2.json, Eintrag 58"
    assert translate_place("line 4") == "Zeile 4"
    assert translate_remark("story.json: It is no element of a story.") == (
        "story.json: Es ist kein Element einer Story."
    )


def test_history_and_snapshots_are_told_in_the_language_of_now(
    tmp_path: Path, speak: Speak
) -> None:
    path = tmp_path / "chat.curator"
    speak("en")
    with Library(path, make=True) as library:
        take_in(library, [post(1), post(2)])
        with library.edit(trn("Star {count} post", "Star {count} posts", 2)):
            library.marks.star(library.posts.ids(["1", "2"]).values())
    speak("es")
    with Library(path) as library:
        undo = library.next_undo
        assert undo is not None
        assert undo.label == "Destacar 2 publicaciones"


def test_an_old_report_is_read_in_the_language_of_now(tmp_path: Path, speak: Speak) -> None:
    path = tmp_path / "chat.curator"
    report = ImportReport("story.json", "storify_json")
    speak("en")
    report.remarks = ["story.json: " + tr("It is no element of a story.")]
    values = report.values() | {
        "skipped": [{"where": "element 58", "why": tr("It has no words."), "what": "{}"}]
    }
    with Library(path, make=True) as library:
        archive = library.archives.new(Path("story.json"), "storify_json")
        with library.transaction():
            library.archives.intake(archive).add([post(1)])
        library.finish_import(archive, "Import", values)
    speak("de")
    with Library(path) as library:
        kept = ImportReport.kept(library.archives.all()[0])
    assert kept.remarks == ["story.json: Es ist kein Element einer Story."]
    assert [(each.where, each.why, each.what) for each in kept.skipped] == [
        ("Element 58", "Es hat keine Worte.", "{}")
    ]
