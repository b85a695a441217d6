"""The small round pictures of the people: faces for some, what they are known by for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sample.chat import Person
from sample.paint import Sheet

SIZE = (96, 96)


@dataclass(frozen=True, slots=True)
class Face:
    """What tells one small face from another."""

    ground: str
    skin: str
    hair: str
    coat: str
    style: str = "short"
    glasses: bool = False
    smile: float = 5


FACES = {
    "maritsollund": Face("#CFE3EA", "#F3D3B5", "#D9C08A", "#2F5D78", "bob", glasses=True),
    "adaeze_reads": Face("#F3D9A4", "#6B432E", "#1F1A18", "#C75B45", "wrap", smile=6),
    "bronwenreads": Face("#DDE8CF", "#F0C9A4", "#A8452E", "#4E8C6A", "curls"),
    "layla_hdd": Face("#E7D6E6", "#D9A679", "#3F6E8C", "#7C5C9A", "scarf"),
    "sayuri_tosho": Face("#25324A", "#F0CFAE", "#1F1A22", "#E0A13A", "bob"),
    "priya_stacks": Face("#F6D5C6", "#B57E55", "#1F1A18", "#2F7377", "long"),
    "jomowekesa": Face("#CFE3D4", "#5E3B28", "#1F1A18", "#3F7FA6", "short", glasses=True),
    "oksana_hryn": Face("#F3E5A8", "#F3D3B5", "#C9A24A", "#3F7FA6", "plait"),
    "rutakalnina": Face("#D5DEE8", "#F3D3B5", "#7A4A2E", "#B23A34", "hat"),
    "elifkarahan": Face("#DCE8C4", "#E3B48C", "#3A2A22", "#6C8F3C", "long", smile=6),
    "wenling_shu": Face("#F1DCD0", "#EFC9A0", "#2A2422", "#4E8C8A", "bun", glasses=True),
    "eleni_ragia": Face("#CFE0F0", "#E3B48C", "#4A3325", "#E8E4DA", "curls"),
    "meera_pustak": Face("#F6DDB0", "#A8703F", "#17130F", "#B06A86", "bun"),
    "selamshelves": Face("#E9DAC4", "#7A4A30", "#1F1A18", "#4E8C6A", "curls"),
    "ignatiusbloom": Face(
        "#DDE3DD", "#F0CBB0", "#B9B4AC", "#39414A", "short", glasses=True, smile=2
    ),
    "dexfixesthings": Face("#D9D2EA", "#E3B48C", "#3F7FA6", "#2B2F33", "spiky", smile=3),
    "odilefairwthr": Face(
        "#F3D0D8", "#F3D3B5", "#E9E6E0", "#7C5C9A", "curls", glasses=True, smile=6
    ),
    "lupearrizon": Face("#F3CBA4", "#C98F63", "#2B211C", "#E0A13A", "plait"),
    "amaradf_": Face("#CDE7E2", "#8D5A3B", "#2B1D16", "#E58FA5", "bun", smile=6),
    "fernashdown_": Face("#453C66", "#F0C9A4", "#8A4A2E", "#2F5D4A", "hat"),
}


def draw_portraits(folder: Path, people: dict[str, Person]) -> None:
    """Draw the picture of everybody who has one."""
    for person in people.values():
        if not person.picture:
            continue
        if person.handle in FACES:
            sheet = Sheet(SIZE, 96, FACES[person.handle].ground)
            _face(sheet, FACES[person.handle])
        else:
            ground, paint = THINGS[person.picture]
            sheet = Sheet(SIZE, 96, ground)
            paint(sheet)
        sheet.save(folder / f"{person.handle}_normal.png")


def _face(p: Sheet, face: Face) -> None:
    if face.style in _BEHIND:
        _BEHIND[face.style](p, face.hair)
    p.box(face.coat, 16, 74, 64, 40, 20).box(face.skin, 41, 60, 14, 20, 6)
    p.oval("#00000018", 48, 70, 9, 4).oval(face.skin, 48, 46, 19, 22)
    p.oval(face.skin, 29, 48, 3.6, 5).oval(face.skin, 67, 48, 3.6, 5)
    _FRONT[face.style](p, face.hair)
    p.oval("#2B211C", 41, 47, 2).oval("#2B211C", 55, 47, 2)
    p.oval("#E0707044", 36, 54, 4, 2.6).oval("#E0707044", 60, 54, 4, 2.6)
    p.bend("#7A3A30", 2, (42, 57), (48, 57 + face.smile), (54, 57))
    if face.glasses:
        p.arc("#2B2F33", 1.8, (40, 47), 6.6, (0, 360)).arc("#2B2F33", 1.8, (56, 47), 6.6, (0, 360))
        p.line("#2B2F33", 1.6, (46.6, 46), (49.4, 46))


def _cap(p: Sheet, hair: str) -> None:
    p.shape(
        hair,
        (28, 46),
        (29, 32),
        (38, 23),
        (48, 21),
        (58, 23),
        (67, 32),
        (68, 46),
        (62, 36),
        (50, 33),
        (36, 36),
    )


def _fringe(p: Sheet, hair: str) -> None:
    p.oval(hair, 48, 30, 20, 10).box(hair, 28, 30, 40, 8, 3)


def _curls(p: Sheet, hair: str) -> None:
    for x, y in ((30, 38), (33, 28), (42, 22), (53, 22), (62, 27), (66, 37), (28, 47), (68, 47)):
        p.oval(hair, x, y, 7.6)


def _spikes(p: Sheet, hair: str) -> None:
    p.shape(
        hair,
        (28, 42),
        (26, 26),
        (35, 30),
        (38, 16),
        (46, 26),
        (54, 14),
        (58, 27),
        (69, 22),
        (68, 42),
        (60, 35),
        (36, 35),
    )


def _hat(p: Sheet, hair: str) -> None:
    p.oval("#C75B45", 48, 25, 20, 11).box("#F3E9CF", 26, 28, 44, 9, 4).oval("#F3E9CF", 48, 11, 5)
    p.oval(hair, 30, 44, 4, 7).oval(hair, 66, 44, 4, 7)


def _scarf(p: Sheet, hair: str) -> None:
    p.shape(
        hair,
        (26, 50),
        (28, 30),
        (38, 20),
        (58, 20),
        (68, 30),
        (70, 50),
        (64, 34),
        (48, 30),
        (32, 34),
    )
    p.shape(hair, (26, 46), (33, 60), (48, 71), (63, 60), (70, 46), (72, 76), (48, 86), (24, 76))


def _wrap(p: Sheet, hair: str) -> None:
    p.oval(hair, 30, 42, 4, 7).oval(hair, 66, 42, 4, 7)
    p.oval("#2F7377", 48, 27, 22, 12).oval("#2F7377", 52, 16, 14, 9).line(
        "#E0A13A", 3, (29, 30), (48, 20), (67, 31)
    )
    p.line("#E0A13A", 2.4, (44, 14), (56, 11), (64, 18)).oval("#C75B45", 48, 29, 3)


def _long(p: Sheet, hair: str) -> None:
    p.oval(hair, 48, 42, 25, 25).box(hair, 23, 42, 50, 40, 12)


def _bob(p: Sheet, hair: str) -> None:
    p.oval(hair, 48, 40, 24, 22).box(hair, 24, 38, 48, 28, 8)


def _bun(p: Sheet, hair: str) -> None:
    p.oval(hair, 48, 15, 10)


def _plait(p: Sheet, hair: str) -> None:
    for step in range(5):
        p.oval(hair, 70, 48 + step * 8, 5.4)
    p.oval("#C75B45", 70, 85, 4)


_BEHIND: dict[str, Callable[[Sheet, str], None]] = {
    "long": _long,
    "bob": _bob,
    "bun": _bun,
    "plait": _plait,
    "curls": _curls,
    "scarf": _bob,
}
_FRONT: dict[str, Callable[[Sheet, str], None]] = {
    "short": _cap,
    "bob": _fringe,
    "curls": _cap,
    "long": _cap,
    "bun": _cap,
    "plait": _cap,
    "spiky": _spikes,
    "hat": _hat,
    "scarf": _scarf,
    "wrap": _wrap,
}


def _book(p: Sheet) -> None:
    p.shape("#24585C", (14, 30), (48, 38), (82, 30), (82, 74), (48, 82), (14, 74))
    p.shape("#FBFAF5", (19, 26), (48, 34), (48, 76), (19, 68)).shape(
        "#F1EAD8", (77, 26), (48, 34), (48, 76), (77, 68)
    )
    p.box("#E0A13A", 55, 12, 22, 9, 3).shape(
        "#C0852B", (62, 20), (71, 20), (69, 34), (61, 34)
    ).box("#8F999C", 46, 14, 10, 4, 1)
    for y in (42, 50, 58):
        p.line("#B9BDB8", 2, (25, y), (42, y + 4)).line("#B9BDB8", 2, (71, y), (54, y + 4))


def _kettle(p: Sheet) -> None:
    p.arc("#2B3A42", 6, (46, 46), 22, (180, 360)).shape(
        "#2F6F8F", (62, 54), (84, 40), (88, 46), (66, 70)
    )
    p.shape("#2F6F8F", (26, 54), (66, 54), (72, 78), (20, 78)).oval(
        "#2F6F8F", 46, 54, 21, 14
    ).oval("#3C86AA", 46, 44, 12, 4).oval("#2B3A42", 46, 39, 4)


def _ukulele(p: Sheet) -> None:
    with p.turned(32, 48, 48):
        p.oval("#B8713C", 48, 70, 20).oval("#B8713C", 48, 48, 15).oval("#4A2A14", 48, 59, 7)
        p.box("#5B3317", 44.5, 8, 7, 46).box("#3E2411", 42, 0, 12, 14, 3).line(
            "#EFE6D4", 1.2, (48, 6), (48, 78)
        )


def _bus(p: Sheet) -> None:
    p.box("#2F7377", 10, 28, 76, 46, 9).box("#DCEBEA", 17, 35, 36, 18, 3).box(
        "#DCEBEA", 60, 35, 20, 22, 3
    ).box("#F1EAD8", 10, 58, 76, 4)
    for n, colour in enumerate(("#C75B45", "#E0A13A", "#4E8C6A", "#7C5C9A", "#C75B45", "#3F7FA6")):
        p.box(colour, 19 + n * 5.5, 40 + n % 3 * 2, 4.6, 13 - n % 3 * 2, 1)
    for x in (28, 68):
        p.oval("#2B2F33", x, 75, 9).oval("#C9CFCC", x, 75, 4)


def _umbrella(p: Sheet) -> None:
    p.line("#5B3E27", 4, (48, 30), (48, 78)).arc("#5B3E27", 4, (42, 78), 6, (0, 170))
    p.shape(
        "#C75B45", *((48 + 36 * x / 12, 52 - (144 - x * x) ** 0.5 * 2.6) for x in range(-12, 13))
    )
    for x in (24, 48, 72):
        p.oval("#CFE0F0", x, 53, 12, 6)


def _dinosaur(p: Sheet) -> None:
    p.oval("#7FB069", 42, 58, 26, 17).shape("#7FB069", (18, 52), (4, 74), (8, 78), (30, 70)).shape(
        "#7FB069", (54, 48), (66, 30), (84, 38), (66, 64)
    ).oval("#7FB069", 74, 35, 13, 10)
    for x in (24, 40, 56):
        p.box("#659653", x - 5, 64, 11, 19, 4).shape(
            "#E58FA5", (x - 6, 46), (x + 2, 33), (x + 9, 45)
        )
    p.oval("#2B3A2B", 77, 32, 2).bend("#4B6B3C", 1.8, (74, 40), (80, 43), (84, 38))


def _cat(p: Sheet) -> None:
    fur, stripe = "#D98E4A", "#B56B2C"
    p.shape(fur, (18, 50), (20, 14), (44, 32)).shape(fur, (78, 50), (76, 14), (52, 32)).oval(
        fur, 48, 54, 32, 28
    ).oval("#F3DDBE", 48, 67, 17, 12)
    for x in (38, 48, 58):
        p.line(stripe, 4, (x, 29), (x, 37))
    p.bend("#4A2F1B", 2.6, (27, 50), (34, 56), (41, 50)).bend(
        "#4A2F1B", 2.6, (55, 50), (62, 56), (69, 50)
    )
    p.shape("#B85C5C", (44, 59), (52, 59), (48, 64)).bend(
        "#4A2F1B", 2, (48, 64), (43, 71), (38, 67)
    ).bend("#4A2F1B", 2, (48, 64), (53, 71), (58, 67))


def _ledger(p: Sheet) -> None:
    p.box("#8A3A32", 20, 14, 56, 70, 5).box("#FBFAF5", 28, 14, 48, 64, 2).box(
        "#8A3A32", 20, 14, 9, 70, 4
    )
    for y in range(26, 74, 8):
        p.line("#B9BDB8", 1.8, (36, y), (58, y)).line("#C75B45", 1.8, (64, y), (70, y))


THINGS: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "book": ("#CFE3E0", _book),
    "kettle": ("#F3E5CF", _kettle),
    "ukulele": ("#DDE8CF", _ukulele),
    "bus": ("#E4DCCB", _bus),
    "umbrella": ("#CFE0F0", _umbrella),
    "dinosaur": ("#F3DCCF", _dinosaur),
    "cat": ("#DCE3DD", _cat),
    "ledger": ("#E9DFCB", _ledger),
}
"""The ground and the drawing of each thing in place of a face."""
