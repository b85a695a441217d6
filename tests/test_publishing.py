"""The kit, all stories at once, and what the command line writes for each target."""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from secrets import token_bytes

import pytest
from click.testing import CliRunner
from PIL import Image

from curator import work
from curator.cli import main
from curator.library import BlockId, Library, StoryId
from curator.model import Author, Block, Heading, Passage, Quote, Standing
from curator.work.looks import keep_look
from curator.work.own_pictures import picture_from
from curator.writers import WRITERS, Writer, is_whole, target_name
from curator.writers.kit.look import OwnLook
from tests.conftest import post, take_in
from tests.recap import QUOTES
from tests.writers.seen import Seen


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open the sample chat, which has a finished story."""
    path = tmp_path_factory.mktemp("sample") / "libraries-we-lend.curator"
    work.finish(work.open_sample(path))
    return path


@pytest.fixture
def short(sample: Path, tmp_path: Path) -> Path:
    """Leave four quotes and two pull quotes in the story: their cards are soon drawn."""
    path = Path(shutil.copy(sample, tmp_path))
    with Library(path) as opened, opened.edit("Shorten"):
        quotes = [each for each in opened.stories.blocks(StoryId(1)) if isinstance(each, Quote)]
        opened.stories.remove([BlockId(each.id) for each in quotes[4:]])
    return path


def run(*arguments: str | Path) -> str:
    found = CliRunner().invoke(main, [str(each) for each in arguments])
    assert found.exit_code == 0, found.output
    return found.stdout


def test_the_kit_is_all_that_is_published_on_the_day(short: Path, tmp_path: Path) -> None:
    run("kit", short, "1", "-o", tmp_path / "kit")
    names = {each.name for each in (tmp_path / "kit").iterdir()}
    assert {"recap.html", "linkedin.txt", "newsletter.html", "newsletter.eml", "cover.png",
        "thanks.txt", "facts.txt"} <= names  # fmt: skip
    thanks = (tmp_path / "kit" / "thanks.txt").read_text("utf-8").split("\n\n")
    assert all(len(post) <= 280 for post in thanks)
    assert thanks[0].startswith("Thank you, @")
    assert len((tmp_path / "kit" / "linkedin.txt").read_text("utf-8")) <= 3_000


def test_a_kit_without_what_draws_cards_is_written_and_says_so(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    for n, command in enumerate((["kit", sample, "1"], ["export", sample, "1", "--to", "kit"])):
        folder = tmp_path / f"kit{n}"
        found = CliRunner().invoke(main, [*map(str, command), "-o", str(folder)])
        assert found.exit_code == 0, found.output
        assert "The quote cards are left out. PDFs and quote cards need Wea" in found.stderr
        assert {each.name for each in folder.iterdir()} >= {"recap.html", "newsletter.eml"}
        assert not [*folder.rglob("*cards*"), *folder.rglob("cover*")]


def test_everything_is_each_story_and_a_page_that_leads_there(
    sample: Path, tmp_path: Path
) -> None:
    run("export", sample, "--to", "everything", "-o", tmp_path / "all")
    links = Seen((tmp_path / "all" / "index.html").read_text("utf-8")).all("a")
    with Library(sample) as opened:
        assert len(links) == len(opened.stories.all())
    assert all((tmp_path / "all" / link["href"]).is_file() for link in links)


def test_everything_fits_into_one_zip(sample: Path, tmp_path: Path) -> None:
    run("export", sample, "--to", "everything", "-o", tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert "index.html" in archive.namelist()


def test_an_export_without_a_story_asks_for_one(sample: Path, tmp_path: Path) -> None:
    asked = ["export", str(sample), "--to", "page", "-o", str(tmp_path)]
    found = CliRunner().invoke(main, asked)
    assert found.exit_code == 2
    assert "Give the STORY" in found.output


@pytest.mark.parametrize(
    "writer",
    [writer for writer in WRITERS if is_whole(writer)],
    ids=target_name,
)
def test_verify_finds_nothing_in_what_export_wrote(
    writer: Writer, sample: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"recap{writer.SUFFIX}"
    run("export", sample, "1", "--to", target_name(writer), "-o", file)
    assert "33 quotes say what the archive says." in run("verify", sample, "1", file)


def test_verify_compares_cards_by_their_words_and_their_files(short: Path, tmp_path: Path) -> None:
    run("export", short, "1", "--to", "cards", "-o", tmp_path / "day.png")
    folder = tmp_path / "day_cards"
    card = sorted(folder.glob("*.png"))[4]
    said = run("verify", short, "1", folder)
    assert "6 quotes say what the archive says. 19 pictures are as they were exported." in said
    assert "19 pictures" in run("verify", short, "1", tmp_path)
    assert "1 picture is as it was exported." in run("verify", short, "1", card)
    assert "1 picture is as it was exported." in run("verify", short, "1", tmp_path / "day.png")

    beside = folder / "alt-texts.txt"
    words = beside.read_text("utf-8")
    credit = words.rindex("\n— ")  # of the last quote in the last shape alone
    beside.write_text(f"{words[:credit]} Never again.{words[credit:]}", "utf-8")
    card.write_bytes(card.read_bytes() + b"\0")
    refused = CliRunner().invoke(main, ["verify", str(short), "1", str(folder)])
    assert refused.exit_code == 1
    assert f"“{card.name}” is not as this library exported it" in refused.output
    assert "Quote 6 stands among words that are not the archive’s" in refused.output


def test_verify_says_what_to_give_instead_of_a_folder_or_a_lone_picture(
    sample: Path, tmp_path: Path
) -> None:
    lone = tmp_path / "lone.png"
    lone.write_bytes(b"")
    for path, why in ((tmp_path, "is a folder. Give the file"), (lone, "verify the page")):
        found = CliRunner().invoke(main, ["verify", str(sample), "1", str(path)])
        assert found.exit_code == 1
        assert why in found.output


def test_verify_compares_what_linkedin_shows_of_a_story(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    run("export", sample, "1", "--to", "linkedin", "-o", file)
    run("kit", sample, "1", "-o", tmp_path / "kit")
    for each in (file, tmp_path / "kit" / "linkedin.txt"):
        count = int(run("verify", sample, "1", each).split()[0])
        assert 0 < count < 33
    words = file.read_text("utf-8")
    quote = words.index("“")
    file.write_text(f"{words[:quote]}“Hardly {words[quote + 1 :]}", "utf-8")
    changed = CliRunner().invoke(main, ["verify", str(sample), "1", str(file)])
    assert changed.exit_code == 1
    assert len(changed.stdout.splitlines()) == 1


@pytest.mark.parametrize("target", ["ris", "csl", "bibtex", "citations"])
def test_verify_says_that_references_hold_posts_as_posted(
    sample: Path, tmp_path: Path, target: str
) -> None:
    run("export", sample, "1", "--to", target, "-o", tmp_path / "list")
    file = next(iter(sorted(tmp_path.glob("list*"))))
    refused = CliRunner().invoke(main, ["verify", str(sample), "1", str(file)])
    assert refused.exit_code == 1
    assert "is a list of references" in refused.stderr


def test_verify_reads_the_draft_of_a_mail(sample: Path, tmp_path: Path) -> None:
    run("export", sample, "1", "--to", "newsletter", "-o", tmp_path / "mail.html")
    assert "33 quotes say what" in run("verify", sample, "1", tmp_path / "mail.eml")


def test_the_newsletter_is_no_mail_that_gmail_cuts(sample: Path, tmp_path: Path) -> None:
    run("export", sample, "1", "--to", "newsletter", "-o", tmp_path / "mail.html")
    assert (tmp_path / "mail.html").stat().st_size < 102_000


@pytest.mark.parametrize("writer", WRITERS, ids=target_name)
def test_nothing_in_any_target_forbids_publishing_the_sample(writer: Writer, sample: Path) -> None:
    with Library(sample) as opened:
        story = opened.stories.all()[0].id
    assert work.finish(work.draft(sample, story, writer, "recap")).stops == ()


def test_a_post_of_jekyll_finds_its_pictures_in_the_site(sample: Path, tmp_path: Path) -> None:
    post = tmp_path / "site" / "_posts" / "2026-05-14-recap.md"
    run("export", sample, "1", "--to", "jekyll", "-o", post)
    shown = re.findall(r"!\[[^\]]*\]\((/[^)]+)\)", post.read_text("utf-8"))
    assert len(shown) > 5
    assert all((tmp_path / "site" / address.lstrip("/")).is_file() for address in shown)


def test_a_bundle_of_hugo_holds_its_pictures(sample: Path, tmp_path: Path) -> None:
    run("export", sample, "1", "--to", "hugo", "-o", tmp_path)
    page = (tmp_path / "index.md").read_text("utf-8")
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", page)
    assert len(shown) > 5
    assert all((tmp_path / address).is_file() for address in shown)


def drafted(path: Path, target: str) -> work.Draft:
    writer = next(each for each in WRITERS if target_name(each) == target)
    with Library(path) as opened:
        story = opened.stories.all()[0].id
    return work.finish(work.draft(path, story, writer, "recap"))


@pytest.mark.parametrize("target", ["linkedin", "cards"])
def test_the_checks_of_a_short_target_are_about_what_it_shows(target: str, path: Path) -> None:
    who = ["ann", "ben", "cem", "dee", "eva"]
    said = [
        post(n, f"Cuttings {n}", each, url=f"https://a.example/{n}") for n, each in enumerate(who)
    ]
    said[3] = replace(said[3], url="")
    thanks = "Thank you, @ann, @ben, @cem and @fay, and @mel_roy."
    blocks: list[Block] = [
        Heading("Plants"),
        *map(Quote, said),
        Passage(thanks),
        Heading("More"),
        Passage(""),
    ]
    with Library(path, make=True) as opened:
        take_in(opened, [*said, post(9, "Hi", "mel_roy")])
        with opened.edit("Begin"):
            opened.stories.add(opened.stories.new("Lent by many"), blocks)
            mel = opened.marks.person(opened.posts.ids(["9"])["9"])
            opened.marks.set_standing(mel, Standing("withheld"))
    of_all = {"Your thanks leave out 2 people who are quoted.", "1 quote has no permalink.",
        "1 text is empty."}  # fmt: skip
    page, made = drafted(path, "page"), drafted(path, target)
    assert of_all < {each.sentence for each in page.findings}
    assert page.stops
    assert not of_all & {each.sentence for each in made.findings}
    assert not made.stops


def test_the_command_line_checks_what_a_short_target_shows(path: Path) -> None:
    blocks: list[Block] = [
        Heading("Plants"),
        Quote(post(1, "Cuttings")),
        Passage("Mel Roy too"),
        Heading("Bare"),
    ]
    with Library(path, make=True) as opened:
        take_in(opened, [post(1, "Cuttings"), post(2, "Hi", author=Author("mel", "Mel Roy"))])
        with opened.edit("Begin"):
            opened.stories.add(opened.stories.new("Lent by many"), blocks)
            mel = opened.marks.person(opened.posts.ids(["2"])["2"])
            opened.marks.set_standing(mel, Standing("withheld", names=("Mel Roy",)))
    words = ["export", str(path), "1", "-o", str(path.parent / "out"), "--to"]
    assert CliRunner().invoke(main, [*words, "page"]).exit_code == 1
    told = CliRunner().invoke(main, [*words, "linkedin"])
    assert (told.exit_code, told.stderr) == (0, "")


def test_a_short_target_is_stopped_by_a_name_that_it_shows(path: Path) -> None:
    said = [post(1, "Cuttings", "ann"), post(2, "Hi", author=Author("mel", "Mel Roy"))]
    blocks: list[Block] = [Passage("Mel Roy was there."), Heading("Plants"), *map(Quote, said)]
    with Library(path, make=True) as opened:
        take_in(opened, said)
        with opened.edit("Begin"):
            opened.stories.add(opened.stories.new("Lent by many"), blocks)
            mel = opened.marks.person(opened.posts.ids(["2"])["2"])
            opened.marks.set_standing(mel, Standing("withheld"))
    made = drafted(path, "linkedin")
    assert "Cuttings" in made.content.decode()
    assert "Hi" not in made.content.decode()
    assert made.stops


def test_a_preview_of_a_pdf_is_its_pages(sample: Path) -> None:
    draft = drafted(sample, "pdf")
    assert draft.page_count == len(draft.pages) > 3
    assert all(page.startswith(b"\x89PNG") for page in draft.pages)


def test_many_pictures_share_the_room_of_a_page_and_that_is_said(tmp_path: Path) -> None:
    path, side = tmp_path / "chat.curator", 480
    with Library(path, make=True) as opened, opened.edit("Put in"):
        story = opened.stories.new("Twenty pictures")
        for _ in range(20):  # nothing takes more room than noise
            noise = Image.frombytes("RGB", (side, side), token_bytes(side * side * 3))
            file = BytesIO()
            noise.save(file, "JPEG")
            opened.stories.add(story, [picture_from(file.getvalue())(opened)])
    made = drafted(path, "page")
    assert 500_000 < len(made.content) < 1_500_000
    assert made.content.count(b"data:image/") == 20
    assert any(each.sentence.startswith("The pictures are small, ") for each in made.findings)


@pytest.mark.parametrize("target", ["page", "text", "data"])
def test_that_nobody_withheld_is_named_is_said_only_if_it_is_so(
    target: str, tmp_path: Path
) -> None:
    path = tmp_path / "sample.curator"
    story = work.finish(work.open_sample(path))
    sentence = "1 withheld person is named nowhere in it."

    def said() -> bool:
        return sentence in [found.sentence for found in drafted(path, target).findings]

    assert not said()
    with Library(path) as opened, opened.edit("Withhold"):
        person = opened.marks.person_called("twitter", "tomas_irigaray")
        assert person is not None
        opened.marks.set_standing(person, Standing("withheld"))
    assert not said()  # words of the editor's own name them
    with Library(path) as opened, opened.edit("Change the words"):
        for block in opened.stories.blocks(story):
            if isinstance(block, Passage) and "Tomás" in block.text:
                opened.stories.edit(BlockId(block.id), "Others spoke too.")
    assert said()


@pytest.fixture
def small(path: Path) -> Path:
    """Make a library with a story of two quotes."""
    posts = list(QUOTES.values())[:2]
    with Library(path, make=True) as opened:
        take_in(opened, posts)
        with opened.edit("Make a story"):
            opened.stories.add(opened.stories.new("Tools"), list(map(Quote, posts)))
    return path


def test_the_command_line_wears_the_look_that_is_kept(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CURATOR_SETTINGS", str(tmp_path / "settings.json"))
    for target in ("page", "newsletter"):
        keep_look(target, OwnLook(accent="#8A1C4A"))

    def wears(*words: str | Path) -> bool:
        place = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        run(*words, "-o", place)
        found = [place] if place.is_file() else [*place.glob("*.html")]
        (worn,) = {"#8a1c4a" in each.read_text("utf-8").casefold() for each in found}
        return worn

    for words in (
        ("export", small, "1", "--to", "page"),
        ("export", small, "1", "--to", "kit"),
        ("kit", small, "1"),
        ("export", small, "--to", "everything"),
    ):
        assert wears(*words)
        assert not wears(*words, "--original-look")
    assert not wears("export", small, "1", "--to", "page", "--accent", "#0B6A70")


def test_a_kit_is_told_in_a_few_lines_and_everything_says_that_it_is_all(
    small: Path, tmp_path: Path
) -> None:
    lines = run("export", small, "1", "--to", "kit", "-o", tmp_path / "kit").splitlines()
    assert len(lines) < 15
    beside = [line for line in lines if line.endswith(" files")]
    told = [int(line.split(": ")[-1].split()[0]) for line in beside]
    files = [each for each in (tmp_path / "kit").rglob("*") if each.is_file()]
    assert sum(told) + len(lines) - len(beside) == len(files)
    words = ["export", str(small), "1", "--to", "everything", "-o", str(tmp_path / "all")]
    found = CliRunner().invoke(main, words)
    assert "all stories, not only the one given" in found.stderr
    assert (tmp_path / "all" / "index.html").exists()


@pytest.mark.parametrize("target", ["page", "fragment", "styled", "newsletter"])
def test_a_template_colour_and_font_of_ones_own_are_written(
    sample: Path, tmp_path: Path, target: str
) -> None:
    own, plain, made = tmp_path / "own.html", tmp_path / "plain.html", tmp_path / "made.html"
    run("template", "--to", target, "-o", own)
    run("export", sample, "1", "--to", target, "-o", plain)
    own.write_text("<!-- ours -->\n" + own.read_text("utf-8"), "utf-8")
    dress = () if target == "fragment" else ("--accent", "#8a1c4a", "--font", "Georgia, serif")
    run("export", sample, "1", "--to", target, "-o", made, "--template", own, *dress)
    told = made.read_text("utf-8")
    assert told.startswith("<!-- ours -->")
    assert not dress or ("#8a1c4a" in told and "'Georgia',serif" in told)
    if target in {"page", "newsletter"}:
        run("verify", sample, "1", made)


def test_what_has_no_template_says_what_has(sample: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.html"
    run("template", "-o", own)
    for option in (("--template", own), ("--accent", "#8a1c4a"), ("--font", "Georgia")):
        words = ["export", sample, "1", "--to", "markdown", "-o", tmp_path / "x.md", *option]
        found = CliRunner().invoke(main, [str(each) for each in words])
        assert found.exit_code == 2
        assert "page" in found.stderr
        assert "newsletter" in found.stderr
