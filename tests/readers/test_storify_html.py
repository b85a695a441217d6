"""The oddities of Storify's pages, and the stories that come of them."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from curator.library import Library
from curator.model import Divider, Heading, Passage, Post, Quote, Skipped, Story
from curator.readers import reader_for, storify_html
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.work import finish, import_archive, remove_archive, undo
from tests.real import real

SAMPLE = Path(__file__).parents[1] / "samples" / "storify_html" / "owlnight.html"
AT = "2016-01-12T20:03:05.000Z"
KEY = "687001872757686276"


def text(html: str) -> str:
    return (
        f'<li data-type="text" class="s-element s-element-text"><div class="s-text">{html}</div>'
    )


def quote(words: str, *, link: str = f"//twitter.com/ann/status/{KEY}", more: str = "") -> str:
    return (
        f'<li data-type="quote" data-source="twitter" data-permalink="{link}" class="s-element">'
        f'<div class="s-quote-text">{words}</div><span class="timestamp" data-timestamp="{AT}">'
        f"2 years ago</span>{more}</li>"
    )


def page(folder: Path, *elements: str, head: str = "", name: str = "story.html") -> Path:
    file = folder / name
    file.write_text(f'<html>storify {head}<ol class="s-elements">{"".join(elements)}</ol></html>')
    return file


def records(path: Path) -> list[Post | Skipped]:
    with Source(path) as source:
        assert reader_for(source) is storify_html
        return list(storify_html.read(source, ReadOptions()))


def story(path: Path) -> Story:
    with Source(path) as source:
        (told,) = storify_html.stories(source)
        return told


def words(path: Path) -> list[str]:
    """Return a story's blocks that are no posts, as they would be typed."""
    return [
        f"{'#' * block.level} {block.text}" if isinstance(block, Heading) else block.text
        for block in story(path).blocks
        if isinstance(block, Heading | Passage)
    ]


def test_a_story_keeps_its_editors_order() -> None:
    told = story(SAMPLE)
    kinds = [type(block).__name__ for block in told.blocks]
    assert told.title == "Owl night & after"
    assert kinds == [
        *("Passage", "Heading", "Quote", "Quote", "Passage", "Heading", "Passage", "Quote"),
        *("Divider", "Passage", "Passage", "Quote", "Quote", "Quote"),
    ]


def test_the_editors_words_become_markdown() -> None:
    assert words(SAMPLE)[2:5] == [
        "Some words of **mine** & a [link](https://example.org/page_%28one%29).  \nOn two lines.",
        "### Bold means heading",
        "- one\n- two\n\n\\# no heading, 1 \\* 2 \\* 3",
    ]
    assert words(SAMPLE)[5:] == [
        "[Owls by night](https://youtube.com/watch?v=abc) by OwlFilms",
        "[All about owls](http://example.org/owls)\n\nWhat they eat & where they sleep",
    ]


def test_hostile_words_of_an_editor_stay_words(tmp_path: Path) -> None:
    evil = (
        '<a href="javascript:alert(1)">go</a> &lt;script&gt; [x](y) <script>alert(2)</script>1. a'
    )
    (said,) = words(page(tmp_path, text(evil)))
    assert said == r"go \<script\> \[x\](y) 1. a"


def test_a_post_that_came_by_a_repost_is_not_given_its_id(tmp_path: Path) -> None:
    late = str(int(KEY) + (60_000 << 22))
    (post,) = records(page(tmp_path, quote("Soup", link=f"//twitter.com/ann/status/{late}")))
    assert isinstance(post, Post)
    assert (post.key[0], post.raw_id, post.url, post.platform) == ("~", late, "", "twitter")


def test_addresses_are_those_that_the_links_lead_to(tmp_path: Path) -> None:
    link = (
        '<a href="https://t.co/a1" title="http://example.org/x&amp;y"><span>http://</span>ex…</a>'
    )
    (post,) = records(page(tmp_path, quote(f"See {link} &amp; more")))
    assert isinstance(post, Post)
    assert (post.text, post.shown) == ("See https://t.co/a1 & more", "See example.org/x&y & more")
    assert post.author.handle == "ann"


def test_pictures_saved_beside_a_page_come_with_it() -> None:
    posts = [record for record in records(SAMPLE) if isinstance(record, Post)]
    assert [media.file for post in posts for media in post.media] == ["owlnight_files/Owl001.png"]


def test_pictures_that_are_missing_are_told(tmp_path: Path) -> None:
    alone = tmp_path / "alone.html"
    alone.write_bytes(SAMPLE.read_bytes())
    with Source(alone) as source:
        list(storify_html.read(source, ReadOptions()))
        said = [remark.why for remark in source.remarks]
    assert said[0].startswith("It holds the story “Owl night & after” of 11 elements. 1 more")
    assert said[1].startswith("1 post has only the id of a repost")
    assert said[2] == "1 picture was saved in a folder beside it, which is not here."


def test_an_import_makes_the_story_and_undo_takes_it_out(path: Path) -> None:
    report = finish(import_archive(path, SAMPLE))
    with Library(path) as library:
        (info,) = library.stories.all()
        assert (report.stories, info.title, info.quotes) == ([info.id], "Owl night & after", 6)
    finish(undo(path))
    with Library(path) as library:
        assert (library.stories.all(), library.posts.counts().all) == ([], 0)
        assert library.next_undo is None


def test_a_story_that_is_here_is_not_made_again(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "again.html"
    copy.write_bytes(SAMPLE.read_bytes())
    finish(import_archive(path, SAMPLE))
    assert finish(import_archive(path, copy)).stories == []


def test_a_story_that_was_worked_on_stays_when_its_import_is_removed(path: Path) -> None:
    finish(import_archive(path, SAMPLE))
    with Library(path) as library:
        (archive,) = library.archives.all()
        (info,) = library.stories.all()
        with library.edit("Write"):
            library.stories.add(info.id, [Divider()])
    finish(remove_archive(path, archive.id))
    with Library(path) as library:
        (info,) = library.stories.all()
        assert info.quotes == 6


@pytest.mark.parametrize(
    "junk", ["<", "<a ", "<!--", "<![x[", "<?", "&", '<a href="', "<b>", "</li>", "<li "]
)
def test_a_page_made_to_hang_is_read_in_no_time(tmp_path: Path, junk: str) -> None:
    file = page(tmp_path, quote("Soup"), quote(junk * 100_000), text(junk * 100_000))
    begun = time.monotonic()
    assert records(file)
    assert time.monotonic() - begun < 10


def test_real_stories_hold_what_storify_counted() -> None:
    for file in sorted(real("storify").iterdir()):
        whole = file.read_text("utf-8", "replace")
        found = re.search(r's\.story\["stats"\] = .*?"elements":(\{.*?\})', whole)
        counts = json.loads(found[1]) if found else {}
        with Source(file) as source:
            posts = list(storify_html.read(source, ReadOptions()))
            (told,) = storify_html.stories(source)
        assert not [record for record in posts if isinstance(record, Skipped)]
        quotes = [block.post.key for block in told.blocks if isinstance(block, Quote)]
        assert quotes == [post.key for post in posts if isinstance(post, Post)]
        ids = re.findall(r'data-permalink="[^"]*/status/(\d+)"', whole)
        assert ids == [post.raw_id or post.key for post in posts if isinstance(post, Post)]
        assert f"of {sum(counts.values())} element" in source.remarks[0].why
