"""The program in other languages: which one it speaks, and that nothing is lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from string import Formatter

import catalogues
import pytest

from curator import i18n, languages
from curator.dates import brief_date, brief_day, brief_month, full_day, span_words
from curator.resources import resource
from curator.settings import Settings
from curator.work.recap_templates import built_in

_MARKS = re.compile(r"\{[^}]*\}|`[^`]*`|^\[.*\]$", re.MULTILINE)
"""The keys, terms, fields and slots of a page."""


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test settings of its own, and speak English again behind it."""
    path = tmp_path / "settings.json"
    monkeypatch.setenv("CURATOR_SETTINGS", str(path))
    yield path
    i18n.use(NullTranslations())


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [
        (["de-AT", "en"], "de"),
        (["fr_FR.UTF-8", "es_MX.UTF-8"], "es"),
        (["en_GB", "de"], "en"),
        (["pl"], "en"),
        (["C"], "en"),
        (["German_Germany"], "de"),
    ],
)
def test_the_first_language_that_it_knows_is_spoken(wished: list[str], spoken: str) -> None:
    assert languages.choose_language(wished) == spoken
    assert i18n.language() == spoken


def test_the_environment_is_asked_as_gettext_does() -> None:
    assert list(languages.requested_languages({"LANG": "de_DE.UTF-8", "LANGUAGE": "es:de"})) == [
        "es",
        "de",
    ]
    assert list(languages.requested_languages({"LANG": "de_DE.UTF-8", "LC_ALL": ""})) == [
        "de_DE.UTF-8"
    ]


def test_a_language_chosen_in_the_window_goes_before_the_systems(own_settings: Path) -> None:
    Settings(language="es").save(own_settings)
    assert languages.choose_language(["de"]) == "es"
    Settings(language="tlh").save(own_settings)
    assert languages.choose_language(["de"]) == "de"


def test_days_are_told_as_the_language_does() -> None:
    languages.choose_language(["de"])
    assert full_day(date(2026, 5, 14)) == "Donnerstag, 14. Mai 2026"
    assert span_words(date(2026, 5, 14), date(2026, 5, 16)) == "14.–16. Mai 2026"
    languages.choose_language(["es"])
    assert full_day(date(2026, 5, 14)) == "jueves, 14 de mayo de 2026"


def test_thousands_are_grouped_as_the_language_does() -> None:
    assert i18n.grouped(1_234_567) == "1,234,567"
    languages.choose_language(["de"])
    assert i18n.grouped(1_234) == "1.234"
    assert i18n.trn("{count} post", "{count} posts", 4_321) == "4.321 Beiträge"
    assert i18n.tr("{name:,}", name=4_321) == "4.321"
    languages.choose_language(["es"])
    assert i18n.grouped(1_234) == "1234"
    assert i18n.grouped(12_345) == "12\u202f345"


def test_short_dates_and_tenths_are_told_as_the_language_does() -> None:
    told = {}
    for code in ("en", "de", "es"):
        languages.choose_language([code])
        day = date(2026, 10, 5)
        told[code] = [brief_day(day), brief_date(day), brief_month(day), i18n.decimal(1234.56)]
    assert told == {
        "en": ["5 Oct", "5 Oct 2026", "Oct 2026", "1,234.6"],
        "de": ["5. Okt.", "5. Okt. 2026", "Okt. 2026", "1.234,6"],
        "es": ["5 oct", "5 oct 2026", "oct 2026", "1234,6"],
    }


def test_the_catalogues_hold_every_text_of_the_code() -> None:
    assert catalogues.main(["--check"]) == 0


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_has_its_translation(language: str) -> None:
    """Each is there, in each plural form, and takes the values that the code gives to it."""
    texts = _texts()
    catalogue = catalogues.up_to_date(catalogues.FOLDER / f"{language}.po", language, texts)
    for message in catalogue:
        if message.id:
            assert catalogues.whole(message.string), message.id
            wished = _values(message.id if isinstance(message.id, str) else message.id[-1])
            string = message.string or ""
            for each in [string] if isinstance(string, str) else string:
                assert _values(each) <= wished, (message.id, each)
                assert isinstance(message.id, tuple) or _values(each) == wished, (message.id, each)


@cache
def _texts() -> catalogues.Texts:
    return catalogues.texts_of(catalogues.ROOT / "curator")


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("folder", ["help", "recaps"])
@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_page_is_there_with_the_same_keys_terms_and_fields(
    language: str, folder: str
) -> None:
    """A page that was changed in English alone is found here by what it names."""
    english = {path.name: path.read_text("utf-8") for path in resource(folder).glob("*.md")}
    own = resource(f"{folder}/{language}")
    assert {path.name for path in own.glob("*.md")} == set(english)
    for name, text in english.items():
        said = (own / name).read_text("utf-8")
        assert sorted(_MARKS.findall(said)) == sorted(_MARKS.findall(text)), name
        assert said.count("\n") == text.count("\n"), name


def test_help_and_templates_speak_the_language() -> None:
    languages.choose_language(["de"])
    (first,) = (path for path in languages.pages_of("help") if path.stem.startswith("tutorial"))
    assert first.read_text("utf-8").startswith("# Ein erster Rückblick")
    assert built_in()["questions"].startswith("name: Frage für Frage")
