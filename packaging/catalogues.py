"""Bring the catalogues of resources/languages up to date: python3 packaging/catalogues.py.

Every text that the code gives to `tr`, `trn` and `translated`, and the titles and hints of
formats and targets, is put into each .po file; what nobody says any more is taken out, and
what is new waits there empty. Then each .po is compiled to its .mo, which the program reads.
Prints how many texts of each language lack their translation. --check writes nothing and
ends with 1 if a file is not as it should be.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "languages"
LANGUAGES = ("de", "es")

PLURALS = "nplurals=2; plural=(n != 1);"
"""The plural forms of both languages; CLDR's third Spanish one is for whole millions only."""

_CALLS = {"tr": 1, "trn": 2, "translated": 1}
"""The functions whose first arguments are texts, and how many of these there are."""

_CONSTANTS = frozenset({"TITLE", "HINT"})
"""What a format and a target say of themselves; the window translates them when it shows them."""

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands where Babel would put the time of day: the same texts make the same file."""

Text = str | tuple[str, str]
"""A text, or its singular and plural."""

Texts = dict[Text, list[str]]


def main(arguments: Sequence[str]) -> int:
    """Write every catalogue, or check them; 1 if something was to be done."""
    check = "--check" in arguments
    wrong = 0
    texts = texts_of(ROOT / "curator")
    for language in LANGUAGES:
        catalogue = up_to_date(FOLDER / f"{language}.po", language, texts)
        for suffix, content in ((".po", as_po(catalogue)), (".mo", as_mo(catalogue))):
            path = FOLDER / f"{language}{suffix}"
            if not path.exists() or path.read_bytes() != content:
                wrong = 1
                print(f"{path.name} {'is out of date' if check else 'is written'}.")
                if not check:
                    path.parent.mkdir(exist_ok=True)
                    path.write_bytes(content)
        lacking = [message for message in catalogue if message.id and not whole(message.string)]
        print(f"{language}: {len(catalogue)} texts, {len(lacking)} without a translation")
    return wrong if check else 0


def texts_of(folder: Path) -> Texts:
    """Return every text in the code of a folder, and the modules that say it."""
    found: Texts = {}
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder.parent).as_posix()
        for text in _texts_in(ast.parse(path.read_text("utf-8"))):
            places = found.setdefault(text, [])
            if name not in places:
                places.append(name)
    return found


def _texts_in(tree: ast.Module) -> Iterator[Text]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=given) if name in _CALLS:
                said = [each for each in given[: _CALLS[name]] if isinstance(each, ast.Constant)]
                if said:
                    texts = tuple(str(each.value) for each in said)
                    yield texts[0] if len(texts) == 1 else (texts[0], texts[1])
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text)))
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str(text)))
            ) if name in _CONSTANTS:
                yield text
            case _:
                pass


def up_to_date(path: Path, language: str, texts: Texts) -> Catalog:
    """Return a language's catalogue with these texts, and the translations it had of them."""
    had = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            had = read_po(file, locale=language)
    catalogue = Catalog(locale=language, project="Curator", charset="utf-8")
    catalogue.mime_headers = [("Plural-Forms", PLURALS)]
    for text, places in sorted(texts.items(), key=lambda item: (item[1][0], str(item[0]))):
        known = had.get(text if isinstance(text, str) else text[0])
        string = known.string if known is not None and known.id == text else None
        nothing = ("", "") if isinstance(text, tuple) else ""
        catalogue.add(text, string or nothing, locations=[(places[0], 0)])
    return catalogue


def whole(string: str | Sequence[str] | None) -> bool:
    """Tell whether a text has its translation, with each of its plural forms."""
    return bool(string and all(string))


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as the file that translators edit."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, omit_header=True, sort_output=False)
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {PLURALS}\\n"\n\n'
    )
    return head.encode() + file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as the file that the program reads."""
    with io.BytesIO(as_po(catalogue)) as file:
        plain = read_po(file)
    plain.creation_date = plain.revision_date = _NO_DATE
    done = io.BytesIO()
    write_mo(done, plain)
    return done.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
