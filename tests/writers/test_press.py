"""PDFs and quote cards, as their readers find them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import PurePosixPath

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops

from curator.errors import CuratorError
from curator.model import Author, Quote, Story
from curator.writers import cards, pdf
from tests.recap import QUOTES, STORY
from tests.writers.seen import readable

PAPER, INK = (251, 250, 247), (27, 29, 28)


def drawn(story: Story) -> dict[str, Image.Image]:
    files = dict(cards.write(story, "cover"))
    pictures = {path.name: data for path, data in files.items() if path.suffix == ".png"}
    return {name: Image.open(io.BytesIO(data)) for name, data in pictures.items()}


def test_a_pdf_is_tagged_and_named_and_has_an_outline() -> None:
    (_, content), *_ = pdf.write(STORY, "r")
    found = pypdfium2.PdfDocument(content)
    assert found.get_metadata_value("Title") == "Lending more than books"
    assert found.get_metadata_value("Author") == ""
    assert found.is_tagged()
    assert "What next" in [each.get_title() for each in found.get_toc()]


def test_every_quote_is_in_the_pdf() -> None:
    words = "".join(readable(PurePosixPath("r.pdf"), next(pdf.write(STORY, "r"))[1]).split())
    for told in (
        "comes back bigger than it left",
        "星座の本を棚ごと",
        "비 오는 날",
        "Rūta Kalniņa",
    ):
        assert "".join(told.split()) in words


def test_cards_come_in_three_shapes_with_a_cover_and_their_words_beside() -> None:
    story = Story("Recap", (Quote(QUOTES["elif"]),))
    assert {name: card.size for name, card in drawn(story).items()} == {
        "cover.png": (1200, 630),
        "01-elifkarahan-1200x630.png": (1200, 630),
        "01-elifkarahan-1080x1080.png": (1080, 1080),
        "01-elifkarahan-1080x1350.png": (1080, 1350),
    }
    told = dict(cards.write(story, "cover"))[PurePosixPath("cover_cards/alt-texts.txt")].decode()
    assert told.count("comes back bigger than it left. 🌱") == 3


@pytest.mark.parametrize(
    "words",
    ["Short.", "Lending and borrowing. " * 130, "https://e.example/" + "a" * 400, "字" * 600,
        "من يستعير الكتب؟ " * 60, "📚" * 300, "one\n\ntwo\n" * 30],
)  # fmt: skip
def test_nothing_on_a_card_is_clipped(words: str) -> None:
    post = replace(QUOTES["adaeze"], text=words, author=Author("a" * 60, "Name " * 20))
    for card in drawn(Story("Title " * 40, (Quote(post),))).values():
        width, height = card.size
        edges = ((0, 18, 40, height), (width - 40, 18, width, height), (0, height - 30, width,
            height))  # fmt: skip
        assert all(card.crop(edge).getcolors() == [(area(edge), PAPER)] for edge in edges)


def area(box: tuple[int, int, int, int]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def test_a_card_is_easy_to_read_and_says_nothing_of_its_maker() -> None:
    card = drawn(STORY)["02-elifkarahan-1200x630.png"]
    assert card.info == {}
    dots = card.crop((80, 60, 1100, 500)).getcolors(1_000_000)
    assert dots is not None
    colours = {colour for _, colour in dots}
    assert {PAPER, INK} <= colours


def test_a_name_without_end_leaves_room_for_the_words() -> None:
    post = replace(QUOTES["adaeze"], author=Author("h" * 4_000, "名" * 4_000))
    assert len(drawn(Story("字" * 300, (Quote(post),)))) == 4


def test_who_said_it_can_be_read_on_a_phone() -> None:
    """A card of 1080 dots is a third as wide there: letters of 36 dots are 12."""
    cards_of = {
        name: drawn(Story("", (Quote(replace(QUOTES["elif"], author=Author("", name))),)))
        for name in ("I", "H")
    }
    (one, other) = (
        next(card for file, card in made.items() if "1080x1080" in file)
        for made in cards_of.values()
    )
    found = ImageChops.difference(one, other).getbbox()
    assert found is not None
    assert found[3] - found[1] >= 24  # the height of a capital letter


def test_a_long_post_ends_in_a_mark_and_is_whole_in_the_text_beside() -> None:
    story = Story("R", (Quote(replace(QUOTES["adaeze"], text="Lending. " * 400)),))
    told = dict(cards.write(story, "c"))[PurePosixPath("c_cards/alt-texts.txt")].decode()
    assert told.count("Lending.") == 3 * 400


def test_a_quote_that_changed_is_drawn_anew_and_the_other_cards_stay() -> None:
    quotes = [Quote(QUOTES["elif"]), Quote(QUOTES["adaeze"])]
    before = dict(cards.write(Story("Recap", tuple(quotes)), "cover"))
    quotes[1] = Quote(replace(QUOTES["adaeze"], text="Other words"))
    after = dict(cards.write(Story("Recap", tuple(quotes)), "cover"))
    assert before.keys() == after.keys()
    changed = {path.name for path in before if before[path] != after[path]}
    assert changed == {
        "02-adaeze-reads-1200x630.png",
        "02-adaeze-reads-1080x1080.png",
        "02-adaeze-reads-1080x1350.png",
        "alt-texts.txt",
    }


def test_no_more_cards_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "_MOST", 1)
    kept: dict[object, bytes] = {}
    monkeypatch.setattr(cards, "_KEPT", kept)
    story = Story("Recap", (Quote(QUOTES["elif"]),))
    assert dict(cards.write(story, "c")) == dict(cards.write(story, "c"))
    assert not kept


def test_without_weasyprint_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    for writer in (pdf, cards):
        with pytest.raises(CuratorError, match="pip install"):
            list(writer.write(STORY, "r"))
