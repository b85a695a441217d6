"""Pictures: only their dots get out, and no file can do harm."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from curator.model import Media, Story
from curator.writers.kit.pictures import Pictures, redraw
from tests.corpora import CORPORA


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_photograph_is_upright_and_carries_nothing_but_dots() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "at home"
    photo = saved(Image.new("RGB", (40, 20), "red"), "JPEG", exif=exif, comment=b"secret")
    made = redraw(photo)
    assert made is not None
    assert (made.width, made.height, made.suffix) == (20, 40, ".jpg")
    assert b"secret" not in made.content
    assert b"at home" not in made.content
    assert not opened(made.content).getexif()


def test_text_inside_a_png_is_left_behind() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "secret")
    made = redraw(saved(Image.new("RGBA", (9, 9)), "PNG", pnginfo=notes))
    assert made is not None
    assert b"secret" not in made.content
    assert opened(made.content).mode == "RGBA"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L"])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_lies_beside_the_dots_is_left_behind_of_every_kind(mode: str, kind: str) -> None:
    if kind == "JPEG" and mode in {"RGBA", "P"}:
        pytest.skip("a JPEG cannot be that")
    image = Image.new(mode, (9, 9))
    made = redraw(saved(image, kind, icc_profile=b"secret", comment=b"secret", xmp=b"secret"))
    assert made is not None
    assert b"secret" not in made.content
    assert set(opened(made.content).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_nobody_waits_for_any_more_is_not_drawn() -> None:
    """As when a preview is given up."""
    captured = {f"{n}": saved(Image.effect_noise((900, 900), n), "PNG") for n in range(1, 30)}
    pictures = Pictures(Story("", (), pictures=captured))
    pictures.draw([Media("image", hash=name) for name in captured])
    begun = list(pictures._made.values())  # noqa: SLF001  what is cancelled cannot be asked for
    del pictures
    assert begun[-1].cancelled()


def test_a_large_picture_is_made_smaller() -> None:
    made = redraw(saved(Image.new("RGB", (3200, 1000)), "WEBP"))
    assert made is not None
    assert (made.width, made.height) == (1600, 500)


def test_a_heavy_drawing_becomes_a_photograph() -> None:
    noise = Image.effect_noise((1200, 900), 90).convert("RGB")
    made = redraw(saved(noise, "PNG"))
    assert made is not None
    assert made.suffix == ".jpg"


def test_a_moving_picture_becomes_its_first_frame() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    made = redraw(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert made is not None
    assert opened(made.content).convert("RGB").getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a", b"\x89PNG\r\n\x1a\n\0\0"])
def test_what_is_not_a_picture_is_none(content: bytes) -> None:
    assert redraw(content) is None


def test_a_picture_of_too_many_dots_is_none() -> None:
    assert redraw(saved(Image.new("1", (20_001, 10)), "PNG")) is None
    assert redraw(saved(Image.new("1", (10_000, 5_001)), "PNG")) is None


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not on this machine")
def test_no_hostile_picture_raises() -> None:
    files = [path for path in (CORPORA / "images").rglob("*") if path.is_file()]
    assert files
    for path in files:
        redraw(path.read_bytes())
