"""What Curator published, it opens again: a library with the story, written again byte by byte."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from PIL import Image as Picture

from curator import work
from curator.cli import main
from curator.insight.consent.consent import mask
from curator.library import BlockId, Library, StoryId
from curator.model import (
    Author,
    Block,
    Group,
    Heading,
    Image,
    Media,
    Passage,
    Post,
    PullQuote,
    Quote,
    Span,
    Standing,
    Story,
)
from curator.model import (
    Testimonial as Words,
)
from curator.writers import Writer, data, page
from tests.corpora import hostile_texts
from tests.recap import BROKEN, PICTURES, QUOTES, STORY, named

TARGETS = (page, data)
each = pytest.mark.parametrize("writer", TARGETS, ids=["page", "data"])

WHOLE = replace(STORY, pictures={k: v for k, v in PICTURES.items() if v != BROKEN})
"""The rich story; a library holds no picture that cannot be opened."""

KEYS = iter(range(1_790_000_000_000_500_000, 1_800_000_000_000_000_000))
EVENING = datetime(2026, 5, 14, 18, tzinfo=UTC)


def photo(seed: int, size: tuple[int, int] = (900, 700)) -> bytes:
    """Draw noise, which no format makes small."""
    sheet = Picture.frombytes("RGB", size, Random(seed).randbytes(3 * size[0] * size[1]))  # noqa: S311  noise
    file = BytesIO()
    sheet.save(file, "JPEG", quality=92)
    return file.getvalue()


def said(text: str, *media: Media, author: Author | None = None, **more: str) -> Post:
    key = next(KEYS)
    author = author or Author(f"one{key}", f"One {key}")
    at = EVENING + timedelta(seconds=key % 3000)
    return Post("twitter", str(key), author, at, text, media=media, **more)  # type: ignore[arg-type]


def files(writer: Writer, story: Story) -> dict[str, bytes]:
    return {str(path): content for path, content in writer.write(story, "story")}


def saved(writer: Writer, story: Story, folder: Path) -> Path:
    """Save a story, and return what a reader would drop on the window."""
    for path, content in files(writer, story).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "story.html" if writer is page else folder


def opened(archive: Path, library: Path) -> Path:
    for found in work.finish(work.archives_in(archive)):
        report = work.finish(work.import_archive(library, found))
        assert report.format == "curator_recap"
        assert not report.skipped
        assert not report.remarks
    return library


def told(library: Path) -> Story:
    with Library(library) as held:
        return work.masked_story(held, StoryId(1))


def is_same(writer: Writer, story: Story, tmp_path: Path) -> Story:
    library = opened(saved(writer, story, tmp_path / "out"), tmp_path / "again.curator")
    again = told(library)
    assert difference(files(writer, story), files(writer, again)) == ""
    return again


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Return where files first differ; pytest would take minutes to tell all of it."""
    if before.keys() != after.keys():
        return f"{sorted(before)} became {sorted(after)}"
    for name, old in before.items():
        new = after[name]
        if old != new:
            pairs = enumerate(zip(old, new, strict=False))
            at = next((at for at, (one, other) in pairs if one != other), len(old))
            at = max(at, 90)
            return f"{name}: {old[at - 90 : at + 90]!r} became {new[at - 90 : at + 90]!r}"
    return ""


@each
def test_a_rich_story_is_the_same_again(writer: Writer, tmp_path: Path) -> None:
    again = is_same(writer, WHOLE, tmp_path)
    assert [type(block) for block in again.blocks] == [type(block) for block in WHOLE.blocks]
    assert [post.text for post in again.quoted] == [post.text for post in WHOLE.quoted]


@each
def test_people_stay_as_little_known_as_they_were(writer: Writer, tmp_path: Path) -> None:
    people = {
        ("twitter", "adaeze_reads"): Standing("role", "A lender"),
        ("twitter", "layla_hdd"): Standing("withheld"),
        ("twitter", "priya_stacks"): Standing("handle"),
        ("twitter", "rutakalnina"): Standing("role"),
    }
    shown = mask(WHOLE, people)
    again = is_same(writer, shown, tmp_path)
    record = "".join(map(str, files(writer, shown).values())).casefold()
    for secret in ("adaeze", "layla_hdd", "priya raghu", "rutakal", QUOTES["layla"].key):
        assert secret not in record
    assert {quote.credit for quote in again.quotes} >= {"A lender", "A participant"}


@each
def test_blocks_of_several_posts_are_the_same_again(writer: Writer, tmp_path: Path) -> None:
    pictures = {named(content): content for content in map(photo, range(3))}
    one, two, three = (Media("image", alt=f"Noise {n}", hash=h) for n, h in enumerate(pictures))
    author = Author("thread", "Thread")
    blocks: tuple[Block, ...] = (
        Heading("Q1 What then?", 2, 7),
        Quote(said("A1 First part", one, author=author), rest=(said("and last", author=author),)),
        Quote(said("A1 Kept as it was #own"), as_posted=True),
        Quote(said("Small", two), compact=True, note="As *we* heard it"),
        PullQuote("Large", said("Large words"), note="Said late"),
        Group("exchange", (Quote(said("Why?")), Quote(said("Because.")))),
        Group("gallery", (Quote(said("Look", two)), Quote(said("Here", three)))),
        Group("voices", (Quote(said("Me too")),)),
        Image(one, "At the desk"),
        Words("It helped.", "Ann", consent="full"),
        Heading("", 3),
        Passage(""),
    )
    story = Story(
        "Several", blocks, "Asia/Tokyo", pictures, answers={7: 12}, hashtags=frozenset({"own"})
    )
    again = is_same(writer, story, tmp_path)
    assert [*again.answers.values()] == [12]


@each
def test_hostile_words_are_the_same_again_in_every_field(writer: Writer, tmp_path: Path) -> None:
    texts = [text for text in hostile_texts() if len(text) < 300 and text.isprintable()][:300]
    texts += ["</script><script>alert(1)</script>", "]]>", "\\u003c/script\\u003e", "\u2028x"]
    blocks: list[Block] = []
    for text in filter(str.strip, texts):
        author = Author(f"h{next(KEYS)}", text)
        media = Media("image", "https://pictures.example/1", alt=text)
        post = said(text, media, author=author, lang=text, url=f"https://x.example/{text}")
        spans = (Span("link", 0, len(text), text, ""), Span("hashtag", len(text), len(text), text))
        blocks += [Quote(replace(post, spans=spans)), Heading(text), Passage(text)]
    is_same(writer, Story(texts[0], tuple(blocks), hashtags=frozenset(texts)), tmp_path)


@pytest.mark.parametrize("count", [2, 25])
def test_pictures_are_not_drawn_twice(count: int, tmp_path: Path) -> None:
    pictures = {named(content): content for content in map(photo, range(count))}
    quotes = tuple(Quote(said("Look", Media("image", hash=each))) for each in pictures)
    is_same(page, Story("Pictures", quotes, pictures=pictures), tmp_path)
    assert (tmp_path / "out" / "story.html").stat().st_size < 1_500_000


def test_where_a_post_was_read_is_told_and_stays(tmp_path: Path) -> None:
    archive = tmp_path / "chat.csv"
    archive.write_text(
        "id,created_at,handle,text\n"
        "1790000000000000001,2026-05-14 18:00:00,ann,A hammer\n"
        "1790000000000000002,2026-05-14 18:01:00,ben,A saw\n"
    )
    library = tmp_path / "first.curator"
    work.finish(work.import_archive(library, archive))
    with Library(library) as held:
        rows = held.posts.rows([2])
        with held.edit("Make a story"):
            held.stories.add(held.stories.new("Tools"), [Quote(row.post) for row in rows])
    (source,) = told(library).origins.values()
    assert source.digest == sha256(archive.read_bytes()).hexdigest()
    assert source.place == "line 3"
    html = files(page, told(library))["story.html"].decode()
    assert source.digest in html
    again = is_same(page, told(library), tmp_path)
    assert [*again.origins.values()] == [source]


def test_a_zipped_data_package_opens_too(tmp_path: Path) -> None:
    packed = tmp_path / "recap.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files(data, WHOLE).items():
            archive.writestr(f"recap/{path}", content)
    again = told(opened(packed, tmp_path / "z.curator"))
    assert difference(files(data, WHOLE), files(data, again)) == ""


def test_a_page_in_the_library_it_came_from_changes_nothing(tmp_path: Path) -> None:
    library = tmp_path / "sample.curator"
    work.finish(work.open_sample(library))
    before = told(library)
    report = work.finish(work.import_archive(library, saved(page, before, tmp_path / "out")))
    assert (report.new, report.refreshed, report.known) == (0, 0, 33)
    assert difference(files(page, before), files(page, told(library))) == ""
    with Library(library) as held:
        assert len(held.stories.all()) == 1


def test_an_imported_page_is_one_step_to_undo(tmp_path: Path) -> None:
    library = opened(saved(page, WHOLE, tmp_path / "out"), tmp_path / "again.curator")
    assert work.finish(work.undo(library))
    with Library(library) as held:
        assert held.stories.all() == []
    assert work.finish(work.redo(library))
    assert difference(files(page, WHOLE), files(page, told(library))) == ""


def test_a_file_of_the_package_that_was_changed_is_named(tmp_path: Path) -> None:
    folder = saved(data, WHOLE, tmp_path / "out")
    (folder / "quotes.csv").write_text("mine\n")
    report = work.finish(work.import_archive(tmp_path / "p.curator", folder))
    assert report.remarks == ["quotes.csv: It was changed since. What the record says is read."]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda text: text.replace('id="curator-record"', 'id="x"'), "holds no story"),
        (lambda text: text.replace('"format":"curator-record",', "{,"), "is damaged"),
        (lambda text: text.replace('"version":1', '"version":99'), "by a newer Curator"),
    ],
    ids=["without", "damaged", "newer"],
)
def test_a_page_that_cannot_be_opened_says_why(
    damage: object, sentence: str, tmp_path: Path
) -> None:
    assert callable(damage)
    path = tmp_path / "story.html"
    path.write_text(damage(files(page, WHOLE)["story.html"].decode()))
    found = CliRunner().invoke(main, ["import", str(tmp_path / "l.curator"), str(path)])
    assert found.exit_code == 1
    assert sentence in found.output


def test_what_is_damaged_costs_itself(tmp_path: Path) -> None:
    folder = saved(data, WHOLE, tmp_path / "out")
    (folder / "SHA256SUMS").unlink()
    record = json.loads((folder / "record.json").read_text("utf-8"))
    record["posts"][2]["at"] = "yesterday"
    record["posts"][3]["spans"] = [["link", 5, 2, "", ""]]
    record["blocks"].append({"kind": "song"})
    (folder / "record.json").write_text(json.dumps(record, separators=(",", ":")))
    library = tmp_path / "d.curator"
    report = work.finish(work.import_archive(library, folder))
    assert [each.where for each in report.skipped] == [
        "record.json, post 3",
        "record.json, post 4",
    ]
    assert "3 blocks of its story are damaged" in " ".join(report.remarks)
    assert len(told(library).quotes) == len(WHOLE.quotes) - 2


@pytest.mark.parametrize("both", [False, True])
def test_a_merge_keeps_what_was_read_from_a_publication(tmp_path: Path, *, both: bool) -> None:
    """Answers, hashtags and origins stay with their story, though another editor changed it."""
    heads = [n for n, block in enumerate(WHOLE.blocks) if isinstance(block, Heading)]
    blocks = tuple(replace(block, id=n) for n, block in enumerate(WHOLE.blocks, start=1))
    counted = replace(WHOLE, blocks=blocks, answers={n + 1: 40 + n for n in heads})
    ours = opened(saved(page, counted, tmp_path / "out"), tmp_path / "ours.curator")
    theirs = tmp_path / "theirs.curator"
    shutil.copyfile(ours, theirs)
    change(theirs, lambda library: library.stories.add(StoryId(1), [Passage("Mine.")], BlockId(0)))
    if both:
        change(ours, lambda library: library.stories.rename(StoryId(1), "Another title"))
    work.finish(work.merge_library(ours, theirs))
    with Library(ours) as held:
        merged = work.masked_story(held, held.stories.all()[0].id)
    assert Passage("Mine.") in [replace(block, id=0) for block in merged.blocks]
    before = told(theirs)
    assert merged.fixed
    assert merged.hashtags == before.hashtags
    assert merged.origins == before.origins
    assert answered(merged) == answered(before) != {}


def change(path: Path, act: Callable[[Library], object]) -> None:
    with Library(path) as library, library.edit("Change"):
        act(library)


def answered(story: Story) -> dict[str, int]:
    heads = {each.id: each.text for each in story.blocks if isinstance(each, Heading)}
    return {heads[id_]: count for id_, count in story.answers.items()}
