"""The page: inert, whole, and fit to be read by everybody."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest

from curator.model import Author, Heading, Media, MediaKind, Passage, Post, Quote, Span, Story
from curator.writers import markdown
from curator.writers.kit.masthead import hashtags
from curator.writers.page import page
from tests.conftest import post
from tests.corpora import hostile_texts, vectors
from tests.recap import DRAWER, ELIF, PICTURES, QUOTES, STORY, named
from tests.writers.seen import Seen

OURS = frozenset(
    [
        "script",  # of data alone: see the first test
        "var",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "svg",
        "rect",
        "ul",
        "li",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "nav",
        "b",
        "a",
        "i",
        "span",
        "header",
        "p",
        "h1",
        "h2",
        "h3",
        "main",
        "section",
        "figure",
        "blockquote",
        "br",
        "bdi",
        "figcaption",
        "img",
        "cite",
        "time",
        "hr",
        "footer",
        "em",
        "strong",
        "ul",
        "li",
    ]
)
FROM_MARKDOWN = frozenset(
    ["code", "pre", "table", "thead", "tbody", "tr", "th", "td", "ol", "h4", "h5", "h6", "abbr"]
)

DATA = ["application/ld+json", "application/json"]
"""The scripts of a page, which are data and run nowhere."""

PLAIN = Post("x", "1", Author("ann", "Ann"), datetime(2026, 7, 1, tzinfo=UTC), "words")


def said(post: Post) -> Story:
    return Story("s", (Quote(post),), tidy=False)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    seen = Seen(page(STORY))
    assert seen.names <= OURS
    assert all(image["src"].startswith("data:image/") for image in seen.all("img"))
    assert all(not name.startswith("on") for _, found in seen.tags for name in found)
    assert [script["type"] for script in seen.all("script")] == DATA
    assert "url(" not in page(STORY)
    assert "@import" not in page(STORY)


def test_the_page_forbids_itself_all_but_its_own_styles_and_pictures() -> None:
    (policy,) = (m["content"] for m in Seen(page(STORY)).all("meta") if "http-equiv" in m)
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")


def test_machines_are_told_who_said_what_where() -> None:
    data = page(STORY).split('<script type="application/ld+json">')[1].split("</script>")[0]
    told = json.loads(data)
    assert told["headline"] == "Lending more than books"
    assert len(told["citation"]) == len(STORY.quotes)
    assert told["citation"][1]["author"]["alternateName"] == "@elifkarahan"
    assert not {"<", ">", "&"} & set(data)


def test_a_preview_of_a_link_has_title_and_description() -> None:
    told = {
        m.get("property", m.get("name")): m.get("content") for m in Seen(page(STORY)).all("meta")
    }
    assert told["og:title"] == "Lending more than books"
    assert str(told["og:description"]).startswith("Ninety-one people spent an hour on")
    assert told["description"] == told["og:description"]


def test_the_time_stands_alone_where_the_head_says_the_day() -> None:
    (time,) = Seen(page(said(PLAIN))).all("time")
    assert time["title"] == "1 July 2026, 00:00 UTC"
    assert ">00:00 UTC</time>" in page(said(PLAIN))
    other = replace(PLAIN, key="2", at=datetime(2026, 7, 2, tzinfo=UTC))
    assert ">1 July 2026, 00:00 UTC</time>" in page(Story("s", (Quote(PLAIN), Quote(other))))


def test_every_picture_has_a_description_and_there_is_one_title() -> None:
    seen = Seen(page(STORY))
    assert all("alt" in image for image in seen.all("img"))
    assert len(seen.all("h1")) == 1


@pytest.mark.parametrize("place", ["post", "name", "heading", "passage", "alt", "link"])
def test_no_vector_becomes_markup_wherever_it_stands(place: str) -> None:
    blocks = [block for vector in vectors() for block in attacked(place, vector)]
    seen = Seen(page(replace(STORY, blocks=tuple(blocks))))
    assert seen.names <= OURS | (FROM_MARKDOWN if place == "passage" else set())
    assert not [name for _, found in seen.tags for name in found if name.startswith("on")]
    assert [script["type"] for script in seen.all("script")] == DATA
    places = [link.get("href", "#") for link in seen.all("a")]
    assert all(place.startswith(("http", "#", "mailto:")) for place in places)
    assert all(image["src"].startswith("data:image/") for image in seen.all("img"))


def attacked(place: str, vector: str) -> tuple[Heading, Passage, Quote]:
    post = QUOTES["elif"]
    author = Author("a", vector) if place == "name" else ELIF
    text = vector if place in {"post", "link"} else "words"
    spans = (Span("link", 0, len(text), vector, vector),) if place == "link" else ()
    media = (replace(post.media[0], alt=vector if place == "alt" else ""),)
    return (
        Heading(vector if place == "heading" else "h"),
        Passage(vector if place == "passage" else "p"),
        Quote(replace(post, author=author, text=text, spans=spans, media=media)),
    )


def test_hostile_words_are_shown_as_they_are() -> None:
    texts = [text for text in hostile_texts() if text.isprintable()]
    quotes = tuple(Quote(replace(QUOTES["ruta"], text=text)) for text in texts)
    words = Seen(page(Story("s", quotes, tidy=False))).words
    assert [text for text in texts if " ".join(text.split()) not in words] == []


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "//x", "data:,x"]
)
def test_only_addresses_of_the_web_are_linked(address: str) -> None:
    story = said(
        replace(PLAIN, text="here", spans=(Span("link", 0, 4, address, "here"),), url=address)
    )
    assert not Seen(page(story)).all("a")


def test_a_link_goes_where_the_archive_says_it_goes() -> None:
    story = said(
        replace(
            PLAIN,
            text="see t.co/1",
            spans=(Span("link", 4, 10, "https://a.example/b", "a.example"),),
        )
    )
    assert Seen(page(story)).all("a")[0]["href"] == "https://a.example/b"
    assert "see a.example" in Seen(page(story)).words


def test_a_credited_person_shows_neither_name_nor_initials_nor_link() -> None:
    html = page(Story("s", (Quote(QUOTES["elif"], credit="A seed keeper"),)))
    assert "A seed keeper" in html
    for secret in ("Elif", "elifkarahan", ">EK<", "twitter.com"):
        assert secret not in html


def test_a_post_without_permalink_has_its_time_in_plain_text() -> None:
    seen = Seen(page(said(PLAIN)))
    assert not seen.all("a")
    assert seen.all("time")[0]["datetime"] == "2026-07-01T00:00:00Z"


def test_a_day_is_told_without_a_time_and_is_the_same_day_in_every_zone() -> None:
    story = replace(said(replace(PLAIN, precision="day")), zone="America/New_York")
    assert Seen(page(story)).all("time")[0]["datetime"] == "2026-07-01"
    assert "1 July 2026" in page(story)


def test_a_zone_without_a_name_of_its_own_is_told_by_its_distance() -> None:
    assert "1 July 2026, 05:45 UTC+5:45" in page(replace(said(PLAIN), zone="Asia/Kathmandu"))


def test_a_picture_that_cannot_be_opened_becomes_a_sentence() -> None:
    media = (Media("image", hash="1", alt="A cat"), Media("image", hash="2"))
    story = replace(said(replace(PLAIN, media=media)), pictures={"1": b"<svg/>"})
    words = Seen(page(story)).words
    assert "A picture that cannot be opened" in words
    assert "“A cat”" in words
    assert "A picture that is not in the archive." in words


def test_what_moves_or_sounds_is_told_of() -> None:
    kinds: tuple[MediaKind, ...] = ("video", "gif", "audio", "video")
    media = tuple(Media(kind, hash=named(DRAWER) * (i < 2)) for i, kind in enumerate(kinds))
    story = replace(said(replace(PLAIN, media=media)), pictures=PICTURES)
    for html in (page(story), next(markdown.write(story, "r"))[1].decode()):
        assert "Video: one picture of it is shown here." in html
        assert "Moving picture: its first frame is shown here." in html
        assert "A sound recording, not played here." in html
        assert "A video, not shown here." in html


def test_words_keep_their_language_and_their_direction() -> None:
    seen = Seen(page(STORY))
    quoted = {found.get("lang") for found in seen.all("p") if found.get("dir") == "auto"}
    assert {"ar", "he", "ja", "ko", "en"} <= quoted


def test_the_line_above_the_title_names_the_chat_and_its_day() -> None:
    assert "#TomorrowsLibrary · Thursday 14 May 2026" in page(STORY)
    later = replace(QUOTES["elif"], at=datetime(2026, 6, 2, tzinfo=UTC))
    both = Story("s", (Quote(QUOTES["elif"]), Quote(later)))
    assert "#TomorrowsLibrary · 14 May – 2 June 2026" in page(both)


def test_headings_bring_their_numbers_or_are_given_them() -> None:
    assert "<i>3</i> What breaks" in page(STORY)
    plain = Story("s", (Heading("One"), Heading("Small", 3), Heading("Two")))
    assert "<i>2</i> Two" in page(plain)


def test_what_closes_a_recap_of_themes_has_no_number() -> None:
    ladders, saws = (Quote(post(n, f"A tool was lent for the {n}th time")) for n in (1, 2))
    told = Heading("How we counted"), Passage("By hand.")
    shown = page(Story("s", (Heading("Ladders"), ladders, Heading("Saws"), saws, *told)))
    assert "<i>2</i> Saws" in shown
    assert "<i>3</i>" not in shown


@pytest.mark.parametrize("sign", string.punctuation.replace("&", ""))
def test_a_sign_behind_a_backslash_is_plain_in_a_passage(sign: str) -> None:
    shown = page(Story("s", (Heading("H"), Passage(rf"by @\{sign}ann\{sign}b, host"))))
    upright = unescape(shown).replace('<var class="sign">[</var>', "[")
    assert f"<p>by @{sign}ann{sign}b, host</p>" in upright


def test_a_passage_stays_below_the_storys_headings() -> None:
    shown = page(Story("s", (Heading("H"), Passage("# Big\n\n## Less"))))
    assert "<h3>Big</h3>" in shown
    assert len(Seen(shown).all("h1")) == 1


@pytest.mark.parametrize(
    "bomb", ["- " * 900 + "x", "![[" * 4000, "[" * 20000, "<a " * 9000, "#\n" * 20000]
)
def test_a_tangled_passage_comes_as_plain_words_in_good_time(bomb: str) -> None:
    begun = datetime.now(UTC)
    html = page(Story("s", (Passage(bomb),)))
    assert (datetime.now(UTC) - begun).total_seconds() < 2
    assert "<p>" in html


def test_hashtags_that_are_as_frequent_stand_in_the_order_of_the_words() -> None:
    words = "#owls #books #seeds #tins #drills #vans #maps"
    starts = [n for n, sign in enumerate(words) if sign == "#"]
    tags = zip(starts, words.split(), strict=True)
    spans = tuple(Span("hashtag", at, at + len(tag), tag[1:]) for at, tag in tags)
    assert hashtags([replace(post(1, words), spans=spans)]) == words.split()
