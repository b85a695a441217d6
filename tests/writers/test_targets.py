"""What the single targets promise, beyond what every writer keeps."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

import pytest

from curator.model import (
    Author,
    Heading,
    Image,
    Passage,
    Quote,
    Span,
    Story,
)
from curator.model import Testimonial as Letter
from curator.writers import (
    Writer,
    citations,
    clipboard,
    data,
    docx,
    fragment,
    ghost,
    linkedin,
    newsletter,
    page,
    styled,
    target_name,
    wordpress,
)
from tests.conftest import post
from tests.corpora import hostile_texts
from tests.recap import QUOTES, STORY
from tests.writers.seen import Seen

BASE = replace(QUOTES["ruta"], cut=False)


def told(text: str) -> Story:
    return Story("T", (Quote(replace(BASE, text=text)),))


def test_rich_text_has_credits_in_quotes_and_pictures_after_them() -> None:
    html = clipboard.rich_text(STORY)
    assert re.search(
        r"<blockquote><p>Seeds\. .*?</p><p>— <a href=\"[^\"]+\">Elif Karahan \(@elifkarahan\)</a>,"
        r" 14 May 2026, 19:05 BST</p></blockquote><figure><img ",
        html,
    )
    assert "<li><strong>142</strong> people, 91 in their own words</li>" in html
    assert not {"h1", "style", "script", "dl"} & Seen(html).names


_KEPT_WHEN_PASTED = re.compile(r"</?(?:p|var|strong|a|img|blockquote|li|h\d)\b[^>]*>")
_SHORTCODE = re.compile(r"\[/?(?:gallery|embed|caption)")


@pytest.mark.parametrize("text", ['[gallery ids="1"]', "see [embed]x[/embed]", "[caption]"])
@pytest.mark.parametrize(
    "writer", [page, clipboard, wordpress, ghost, fragment, styled, newsletter], ids=target_name
)
def test_no_shortcode_of_a_post_is_left_for_wordpress(writer: Writer, text: str) -> None:
    """Nor when an editor has dropped the elements it does not know, and read the numbers."""
    picture = next(post.media[0] for post in QUOTES.values() if post.media and post.media[0].hash)
    link = Span("link", 0, len(text), "https://a.example/?q=[gallery]", text)
    said = replace(BASE, text=text, author=replace(BASE.author, name=text), media=(), spans=())
    story = replace(
        STORY,
        blocks=(
            Heading(text),
            Passage(f"As they say, *{text}*"),
            Quote(said),
            Quote(replace(said, spans=(link,))),
            Image(replace(picture, alt=text), text),
            Letter(text, text, consent="full"),
        ),
    )
    html = next(iter(writer.write(story, "r")))[1].decode()
    assert text in Seen(html).words
    record = re.sub(r"<(script|style)\b.*?</\1>|<head>.*?</head>", "", html, flags=re.DOTALL)
    kept = re.sub(r"<[^>]+>", lambda tag: tag[0] * bool(_KEPT_WHEN_PASTED.match(tag[0])), record)
    assert not _SHORTCODE.search(unescape(kept))


def test_an_address_alone_is_not_what_an_editor_embeds() -> None:
    html = clipboard.rich_text(told("https://x.com/a/status/1\n\nhttps://x.com/a/status/2"))
    paragraphs = re.findall(r"<p>(.*?)</p>", html)
    assert not [each for each in paragraphs if each.startswith("http")]


def test_a_name_or_a_letter_that_is_an_address_is_not_what_an_editor_embeds() -> None:
    address = "https://x.com/a/status/1"
    said = replace(BASE, author=replace(BASE.author, name=address))
    story = Story("T", (Quote(said), Letter(address, address, consent="full")))
    for writer in (page, clipboard, fragment):
        html = next(iter(writer.write(story, "r")))[1].decode().rpartition("</head>")[2]
        texts = re.findall(r"<p[^>]*>(.*?)</p>", html, re.DOTALL)
        shown = [Seen(each).words for each in texts]
        assert len([each for each in shown if address in each]) == 3
        assert not [each for each in shown if each.startswith("http")]


def test_a_description_is_written_as_the_editor_of_wordpress_writes_it() -> None:
    picture = next(post.media[0] for post in QUOTES.values() if post.media and post.media[0].hash)
    shown = Image(replace(picture, alt='a > "b" & &#91;c'))
    html = next(wordpress.write(replace(STORY, blocks=(shown,)), "r"))[1].decode()
    assert 'alt="a &gt; &quot;b&quot; &amp; &amp;\u2060#91;c"' in html


def test_blocks_of_wordpress_are_closed_in_the_order_they_were_opened() -> None:
    text = next(wordpress.write(STORY, "r"))[1].decode()
    found = list[str]()
    for close, name in re.findall(r"<!-- (/?)wp:([a-z-]+)", text):
        if close:
            assert found.pop() == name
        else:
            found.append(name)
    assert found == []


def test_what_ghost_imports_is_one_draft_with_its_pictures() -> None:
    files = dict(ghost.write(STORY, "r"))
    with zipfile.ZipFile(io.BytesIO(files[PurePosixPath("r-import.zip")])) as archive:
        (post,) = json.loads(archive.read("ghost.json"))["db"][0]["data"]["posts"]
        names = archive.namelist()
    assert (post["title"], post["status"]) == ("Lending more than books", "draft")
    shown = re.findall(r'src="__GHOST_URL__/([^"]+)"', post["html"])
    assert shown
    assert set(shown) <= set(names)


def test_a_post_for_linkedin_fits_and_begins_with_what_it_is_about() -> None:
    long = tuple(
        block
        for n in range(30)
        for block in (Heading(f"Q{n}. Why?"), Quote(replace(BASE, text="Because. 📚 " * 40)))
    )
    text = next(linkedin.write(replace(STORY, blocks=long), "r"))[1].decode()
    assert len(text.encode("utf-16-le")) // 2 <= linkedin.LONGEST + 1
    assert text.startswith("Lending more than books")
    assert text.count("Because.") % 40 == 0


def tagged(number: int, handle: str, *tags: str) -> Quote:
    text = " ".join(f"#{tag}" for tag in tags)
    spans, at = [], 0
    for tag in tags:
        spans.append(Span("hashtag", at, at + len(tag) + 1, tag))
        at += len(tag) + 2
    return Quote(post(number, text, handle, spans=tuple(spans)))


def test_a_post_ends_in_the_chats_hashtag_and_in_what_several_people_speak_of() -> None:
    said = [
        tagged(1, "ann", "SeedChat", "Queen", "seed-libraries", "hegemony"),
        tagged(2, "ben", "seedchat", "SeedLibrary", "roots"),
        tagged(3, "cem", "SeedChat", "seedlibrary", "Roots", "hegemony"),
        tagged(4, "dee", "q1", "SeedLibrary", "roots", "SEEDCHATS"),
        *(tagged(n, "ann", "Queen") for n in range(5, 9)),
        *(tagged(n, who, f"more{n // 3}") for n in range(9, 24) for who in ("e", "f", "g")[n % 3]),
    ]
    story = Story("T", tuple(said), hashtags=frozenset({"seedchat"}))
    text = next(linkedin.write(story, "r"))[1].decode()
    assert text.splitlines()[-1] == "#SeedChat #SeedLibrary #roots #more3"


def test_no_address_in_a_post_for_linkedin_is_cut() -> None:
    words = "Read books.example/2015/wom… and http://t.co/a… and books.example/on"
    shown, on = "books.example/2015/wom…", "books.example/on"
    spans = tuple(
        Span("link", words.index(each), words.index(each) + len(each), address)
        for each, address in ((shown, "https://books.example/2015/women"), (on, "https://" + on))
    )
    story = Story("T", (Quote(post(1, words, spans=spans)),), tidy=False)
    text = next(linkedin.write(story, "r"))[1].decode()
    assert "“Read https://books.example/2015/women and […] and books.example/on”" in text


def test_a_mail_has_text_html_and_its_pictures() -> None:
    files = dict(newsletter.write(STORY, "r"))
    mail = files[PurePosixPath("r.eml")]
    for part in (b"text/plain", b"text/html", b"image/png", b"X-Unsent: 1"):
        assert part in mail
    assert mail == dict(newsletter.write(STORY, "r"))[PurePosixPath("r.eml")]
    seen = Seen(files[PurePosixPath("r.html")].decode())
    assert not {"style", "script", "svg", "link"} & seen.names


def test_each_quoted_post_is_cited_by_name_day_and_address() -> None:
    files = dict(citations.write(STORY, "r"))
    items = json.loads(files[PurePosixPath("r.csl.json")])
    assert len(items) == len({each.post.key for each in STORY.quotes})
    second = items[1]
    assert second["author"] == [{"literal": "Elif Karahan (@elifkarahan)"}]
    assert second["issued"] == {"date-parts": [[2026, 5, 14]]}
    assert second["URL"] == QUOTES["elif"].url
    assert "URL" not in next(each for each in items if "librarian" in each["author"][0]["literal"])


def test_bibtex_holds_no_sign_that_tex_would_run() -> None:
    story = told(r"\input{x} 100% $5 #1 a_b {c} ~ ^ &")
    written = dict(citations.write(story, "r"))[PurePosixPath("r.bib")].decode()
    title = re.search(r"title = \{\{(.*)\}\},", written)
    assert title
    assert re.sub(r"\\(?:[{}%&$#_]|text\w+\{\})", "", title[1]).isascii()
    assert not re.search(r"(?<!\\)[%$#&_]", title[1])


def test_a_data_package_describes_its_files_as_they_are() -> None:
    files = {path.as_posix(): content for path, content in data.write(STORY, "r")}
    package = json.loads(files["datapackage.json"])
    for each in package["resources"]:
        content = files[each["path"]]
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{sha256(content).hexdigest()}"
        is_json = each["path"].endswith(".json")  # or frictionless guesses by the name
        assert each.get("type") == ("json" if is_json else None)
    rows = list(csv.reader(io.StringIO(files["quotes.csv"].decode("utf-8-sig"))))
    assert len(rows) == 1 + len(STORY.quotes)
    sums = files["SHA256SUMS"].decode()
    assert all(path in sums for path in files if path != "SHA256SUMS")


def test_a_cell_of_a_table_is_no_formula_but_the_json_has_the_words() -> None:
    files = {path.as_posix(): content for path, content in data.write(told("=1+1"), "r")}
    assert "'=1+1" in files["quotes.csv"].decode()
    (quote,) = json.loads(files["r.json"])["pieces"]
    assert quote["words"] == "=1+1"


def test_every_part_of_a_word_file_is_sound_whatever_is_quoted() -> None:
    texts = [text for text in hostile_texts() if len(text) < 300][:150]
    blocks = tuple(
        Quote(replace(QUOTES["elif"], text=text, author=Author(text[:20], text))) for text in texts
    )
    (_, content), *_ = docx.write(replace(STORY, title=texts[0], blocks=blocks), "r")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))  # noqa: S314  our own


def test_a_word_file_has_headings_quotes_links_languages_and_descriptions() -> None:
    (_, content), *_ = docx.write(STORY, "r")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
        core = archive.read("docProps/core.xml").decode()
    assert '<w:pStyle w:val="Heading1"/>' in document
    assert '<w:pStyle w:val="Quote"/>' in document
    assert 'w:bidi="ar"' in document
    assert 'descr="A chest of small wooden drawers' in document
    assert QUOTES["elif"].url in links
    assert "creator" not in core
