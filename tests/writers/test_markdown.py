"""Markdown: words stay words in every renderer, and the file stays pleasant to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import markdown as python_markdown
import mistune
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from curator.counted import Participant
from curator.model import Author, Cast, Heading, Passage, Post, Quote, Span, Story
from curator.writers import Writer, eleventy, hugo, jekyll, markdown, obsidian
from curator.writers.kit.front_matter import quoted
from curator.writers.kit.safe_words import clean
from tests.corpora import PLEASANT, hostile_texts
from tests.recap import QUOTES, STORY
from tests.writers.seen import Seen

_mistune = mistune.create_markdown(
    escape=False, plugins=["strikethrough", "footnotes", "table", "url", "def_list", "abbr"]
)
RENDERERS: dict[str, Callable[[str], str]] = {
    "commonmark": MarkdownIt("commonmark").render,
    "github": MarkdownIt("gfm-like").render,
    "python-markdown": lambda text: python_markdown.markdown(
        text, extensions=["extra", "nl2br", "sane_lists"]
    ),
    "mistune": lambda text: str(_mistune(text)),
}
SIGNS = (
    *"*_`~[]()<>#-+=|:!&\\{}.1ab@$^/;",
    *(" ", "  ", "\n", "\n\n", "\t", "- ", "1. ", "&amp;", "www.", "https://x.co", "a.com", "```"),
    *(
        "](u)",
        "[^1]",
        "***",
        "~~",
        "--",
        "<b>",
        "<3",
        "é",
        "字",
        "😀",
        "\u200b",
        "\xa0",
        "mailto:",
    ),
)
tangles = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=14).map("".join)


def written(text: str, spans: tuple[Span, ...] = (), name: str = "Ann") -> str:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    post = Post("x", "1", Author("a_b", name), at, text, precision="day", spans=spans)
    ((_, content),) = markdown.write(Story("T", (Quote(post),), tidy=False), "recap")
    return content.decode()


def assert_same_words(text: str) -> None:
    body = written(text).split("\n\n---")[0]
    meant = " ".join(clean(f"T {text} — Ann (@a_b), 1 May 2026").split())
    for name, render in RENDERERS.items():
        seen = Seen(render(body.replace("# T\n", "# T \n")).replace("</h1>", " </h1>"))
        assert seen.words == meant, (name, body)
        assert seen.names <= {"h1", "blockquote", "p", "br"}, (name, body)


def test_hostile_words_are_the_same_words_in_four_renderers() -> None:
    for text in hostile_texts():
        assert_same_words(text)


@settings(max_examples=300)
@given(tangles | st.text(max_size=40))
def test_whatever_is_posted_is_shown_as_it_was_posted(text: str) -> None:
    assert_same_words(text)


@settings(max_examples=150)
@given(tangles, st.text("ab*_`[]()<>!&\\~#", min_size=1, max_size=8), tangles)
def test_a_link_is_a_link_and_the_words_around_it_are_words(
    before: str, shown: str, after: str
) -> None:
    text = f"{before}LINK{after}"
    at = len(before)
    body = written(text, (Span("link", at, at + 4, "https://a.example/(b)*", shown),))
    body = body.split("\n\n---")[0]
    meant = " ".join(clean(before + shown + after).split())
    for name, render in RENDERERS.items():
        seen = Seen(render(body))
        assert meant in seen.words, (name, body)
        assert [a["href"] for a in seen.all("a")] == ["https://a.example/%28b%29%2A"], body


@pytest.mark.parametrize("text", PLEASANT)
def test_ordinary_words_carry_no_escape_at_all(text: str) -> None:
    assert f"> {text}\n" in written(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#Hook tonight #Hook", r"\#Hook tonight #Hook"),
        ("1. first", r"1\. first"),
        ("*really*", r"\*really\*"),
        ("{{ 7*7 }}", "&#123;&#123; 7*7 }}"),
        ("a <b> c", "a &lt;b> c"),
        ("Tuesday | 8 pm | #chat", r"Tuesday \| 8 pm \| #chat"),
        ("| leeks", r"\| leeks"),
        ("leeks | beans\nor both", "leeks | beans  \n> or both"),
    ],
)
def test_only_what_would_be_markup_is_escaped(text: str, expected: str) -> None:
    assert f"> {expected}\n" in written(text)


def test_no_paragraph_has_a_bar_in_every_line() -> None:
    """Of such paragraphs kramdown makes tables, also without a row of dashes."""
    text = written("A1 leeks | beans\nA1 peas | chard", name="Ann | Roof")
    quoted = [
        line.removeprefix("> ") for line in text.splitlines() if "leeks" in line or "—" in line
    ]
    assert quoted[0] == r"A1 leeks \| beans  "
    assert quoted[1].startswith(r"— Ann \| Roof (")


def test_lines_and_paragraphs_stay_lines_and_paragraphs() -> None:
    html = RENDERERS["commonmark"](written("one\ntwo\n\nthree"))
    assert re.search(r"<p>one<br />\ntwo</p>\n<p>three</p>", html)


def test_a_link_that_shows_its_address_is_written_as_that() -> None:
    spans = (Span("link", 4, 8, "https://a.example/b", "https://a.example/b"),)
    assert "> see <https://a.example/b>\n" in written("see LINK", spans)


def test_a_name_cannot_be_markup() -> None:
    html = RENDERERS["github"](written("words", name="*Ann*](https://evil.com) <b>"))
    assert "— *Ann*](https://evil.com) &lt;b&gt;" in html
    assert "<a" not in html


def test_labels_of_the_editor_do_not_make_links_of_a_post() -> None:
    story = Story(
        "T", (Passage("[x]: https://a.example"), Quote(replace(QUOTES["ruta"], text="[x]")))
    )
    ((_, content),) = markdown.write(story, "recap")
    assert r"> \[x\]" in content.decode()


def test_headings_are_words_too() -> None:
    story = Story("*T* #", (Heading("C# & <b> #"),))
    html = RENDERERS["commonmark"](next(markdown.write(story, "recap"))[1].decode())
    assert "<h1>*T* #</h1>" in html
    assert "<h2>C# &amp; &lt;b&gt; #</h2>" in html


def test_pictures_lie_beside_under_names_of_our_own() -> None:
    files = dict(markdown.write(STORY, "My recap"))
    _, picture, *_charts = files
    assert re.fullmatch(r"My recap_media/lending-more-than-books-[0-9a-f]{8}\.png", str(picture))
    assert f"(My%20recap_media/{picture.name})" in next(iter(files.values())).decode()


def test_front_matter_says_what_it_was_told() -> None:
    head = next(hugo.write(STORY, "recap"))[1].decode().split("---\n")[1]
    assert yaml.safe_load(head) == {
        "title": "Lending more than books",
        "date": datetime(2026, 5, 14, tzinfo=UTC).date(),
        "tags": ["TomorrowsLibrary"],
    }


@settings(max_examples=300)
@given(st.text())
def test_front_matter_is_read_back_as_the_same_text(text: str) -> None:
    assert yaml.safe_load(f"title: {quoted(text)}\nx: 1") == {"title": text, "x": 1}


def test_front_matter_withstands_hostile_texts() -> None:
    for text in (clean(text) for text in hostile_texts()):
        assert yaml.safe_load(f"title: {quoted(text)}\nx: 1") == {"title": text, "x": 1}
        assert "{{" not in quoted(text)


def test_labels_are_no_topics_of_a_chat() -> None:
    tags = ("critlib", "Q1", "a12", "makerspace", "q2b")
    text = " ".join(f"#{tag}" for tag in tags)
    spans = tuple(
        Span("hashtag", text.index(f"#{tag}"), text.index(f"#{tag}") + len(tag) + 1, tag)
        for tag in tags
    )
    said = [replace(post, text=text, spans=spans) for post in [*QUOTES.values()][:3]]
    _, content = next(hugo.write(Story("T", tuple(map(Quote, said))), "r"))
    told = yaml.safe_load(content.decode().split("---")[1])
    assert sorted(told["tags"]) == ["critlib", "makerspace"]


def test_many_of_whom_nothing_is_known_stand_in_one_paragraph() -> None:
    crowd = tuple(Participant("test", f"p{n}", f"Person {n}") for n in range(9))
    host = Participant("test", "ann", "Ann", seat="host")
    story = Story("Recap", (Cast("", (host, *crowd)),))
    (_, content), *_ = markdown.write(story, "recap")
    lines = content.decode().split("\n")
    assert "- Ann (@ann) — Host" in lines
    assert any(line.startswith("And: Person 0 (@p0), Person 1 (@p1)") for line in lines)


@pytest.mark.parametrize("writer", [hugo, jekyll, eleventy, obsidian])
def test_the_title_stands_in_the_front_matter_alone(writer: Writer) -> None:
    _, content = next(writer.write(STORY, "recap"))
    head, body = content.decode().split("\n---\n\n", 1)
    assert 'title: "Lending more than books"' in head
    assert "Lending more than books" not in body.replace("lending-more-than-books", "")


@pytest.mark.parametrize("writer", [hugo, jekyll, eleventy])
@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% raw %}", "{{< x >}}", "a | b", "a -- b...", "\"a\" 'b'", "==a=="]
)
def test_nothing_of_a_post_is_left_for_a_generator(writer: Writer, text: str) -> None:
    quote = Quote(replace(QUOTES["niamh"], text=text, spans=(), author=Author("a")))
    _, content = next(writer.write(Story("T", (quote,)), "r"))
    words = next(line for line in content.decode().split("\n") if line.startswith("> "))
    assert not re.search(r"\{|\||--|\.\.|[\"']|==", words)
    assert " ".join(unescape(words[2:]).split()) == text


def test_a_tag_in_a_post_is_no_tag_of_the_vault() -> None:
    words = next(obsidian.write(STORY, "r"))[1].decode().split("---\n", 2)[2]
    assert not re.search(r"(?<![\w/#&])#(?=\w)", words.replace("Posts with", ""))


@pytest.mark.parametrize("name", ["![x](http://e.example/a.png)", "_ann_", "*ann* `b` ![i][j]"])
def test_a_name_in_a_link_stays_a_name_for_who_takes_backslashes_away(name: str) -> None:
    """Marked takes them away in what a link shows, and looks for markup then."""
    author = Author("ann", name)
    said = Quote(replace(next(iter(QUOTES.values())), author=author, url="https://a.example/1"))
    ((_, content), *_) = markdown.write(Story("T", (said,)), "t")
    written = content.decode()
    (shown,) = re.findall(r"\[(.*)\]\(https://a\.example/1\)", written)
    html = python_markdown.markdown(re.sub(r"\\([^\w\s])", r"\1", shown))
    assert not re.search("<(img|em|code|a)", html)
    assert unescape(re.sub("<[^>]+>", "", html)) == f"{name} (@ann)"
