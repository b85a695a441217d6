"""Pictures of machines: one that sews, one that rolls, one that smells."""

from __future__ import annotations

from collections.abc import Callable

from sample.paint import Sheet, curve


def sewing_machine(p: Sheet) -> None:
    """Draw a sewing machine at work on red cloth."""
    p.box("#C69C6D", 0, 132, 320, 48).box("#B58A5C", 0, 132, 320, 4)
    p.oval("#00000022", 172, 152, 116, 8)
    p.shape("#C44B3F", (20, 142), (146, 128), (176, 136), (120, 180), (0, 180), (0, 160))
    for x, y in ((40, 150), (70, 146), (100, 142), (26, 168), (58, 166), (90, 162), (120, 154)):
        p.oval("#F3D9A4", x, y, 4, 2.6).oval("#C44B3F", x, y, 1.6, 1)
    p.box("#7A5232", 96, 134, 184, 18, 4).box("#8F6440", 96, 134, 184, 5, 3)
    ink, light, gold = "#23282D", "#3A424A", "#D9B24C"
    p.box(ink, 112, 126, 156, 12, 3).box(ink, 216, 52, 42, 80, 8)
    p.shape(
        ink,
        *curve((112, 48), (170, 26), (240, 40)),
        (258, 52),
        (258, 76),
        (214, 80),
        *curve((206, 74), (170, 62), (136, 74)),
        (112, 76),
    )
    p.box(ink, 108, 46, 30, 46, 7).box(light, 113, 50, 6, 36, 3).box("#B9BDB8", 119, 90, 8, 14, 1)
    p.line("#D5D9DA", 1.6, (123, 102), (123, 126)).box("#B9BDB8", 115, 120, 16, 4, 1)
    p.bend(gold, 2, (146, 56), (182, 40), (214, 58)).oval(gold, 190, 56, 3).oval(gold, 172, 57, 2)
    p.bend(gold, 2, (226, 70), (238, 82), (226, 98)).bend(
        gold, 2, (246, 70), (234, 82), (246, 98)
    ).oval(gold, 236, 112, 3)
    p.oval("#17191C", 264, 70, 9, 27).oval(light, 268, 70, 9, 27).oval(ink, 269, 70, 5, 17).oval(
        "#B9BDB8", 270, 70, 3, 6
    )
    p.box("#B9BDB8", 208, 24, 2, 18).box("#C44B3F", 203, 22, 12, 14, 2).box(
        "#E9DFCB", 201, 20, 16, 3, 1
    )
    p.line("#C44B3F", 0.9, (204, 28), (150, 34), (119, 52), (123, 100))
    for x, colour in ((20, "#3F7FA6"), (48, "#E0A13A"), (76, "#4E8C6A")):
        p.box("#E9DFCB", x - 3, 100, 24, 5, 2).box(colour, x, 105, 18, 22, 2).box(
            "#E9DFCB", x - 3, 126, 24, 6, 2
        )
        for row in range(4):
            p.line("#00000020", 1, (x, 109 + row * 5), (x + 18, 107 + row * 5))


def pasta_machine(p: Sheet) -> None:
    """Draw a pasta machine with its brush."""
    p.box("#B98F66", 0, 126, 320, 54).box("#A67B52", 0, 126, 320, 5)
    for row in range(5):
        for column in range(11):
            p.box(
                "#E9E4D6" if (row + column) % 2 else "#E2DCCB", column * 30 - 5, row * 25, 29, 24
            )
    p.box("#A67B52", 0, 124, 320, 5).oval("#00000022", 150, 130, 84, 6)
    p.shape("#F1D58A", (66, 116), (228, 116), (252, 176), (40, 176))
    for ribbon in range(15):
        x = 74 + ribbon * 11
        p.line("#D9B25E", 1.4, (x, 116), (x + (ribbon - 7) * 1.8, 178))
    p.box("#8F999C", 62, 112, 176, 16, 3).box("#AEB7B9", 74, 60, 152, 58, 6).box(
        "#C9D1D3", 74, 60, 152, 20, 6
    )
    p.box("#8F999C", 84, 46, 132, 18, 8).box("#DDE3E4", 84, 46, 132, 7, 4)
    for x in (60, 222):
        p.box("#98A3A6", x, 42, 18, 88, 6).box("#B7C0C2", x + 2, 46, 5, 78, 3)
    p.box("#7D888B", 92, 90, 116, 10, 4).box("#EEF2F2", 118, 66, 64, 12, 2).box(
        "#C75B45", 124, 69, 30, 5, 1
    )
    p.line("#6B757A", 5, (238, 92), (270, 92), (270, 62)).box("#8A4A2E", 263, 40, 15, 26, 6)
    p.box("#6B757A", 66, 126, 12, 34, 2).line("#6B757A", 4, (60, 162), (84, 162))
    p.bend("#F4EEDC", 1.6, (270, 72), (288, 84), (284, 106))
    with p.turned(8, 284, 110):
        p.box("#D9A441", 279, 104, 10, 34, 4).box("#B5833A", 274, 134, 20, 10, 2)
        for bristle in range(6):
            p.line("#5B4A3A", 2, (276 + bristle * 3.2, 144), (275 + bristle * 3.6, 158))
    with p.turned(-4, 38, 92):
        p.box("#00000020", 16, 68, 42, 50).box("#FFFFFF", 14, 66, 42, 50).box(
            "#DCE6E6", 18, 70, 34, 30
        )
        p.box("#98A3A6", 24, 82, 22, 12, 2).oval("#F6C445", 47, 75, 3).line(
            "#9AA09A", 1.8, (20, 108), (46, 108)
        )


def bread_maker(p: Sheet) -> None:
    """Draw a bread maker, and what came from it."""
    p.box("#B9A48C", 0, 134, 320, 46).box("#A8937A", 0, 134, 320, 4)
    for x, colour in ((118, "#93A86A"), (150, "#A3B57A"), (182, "#93A86A"), (206, "#B0C088")):
        p.line(
            colour,
            4,
            *curve((x, 58), (x - 22, 44), (x, 32)),
            *curve((x, 32), (x + 20, 20), (x + 2, 4)),
        )
    p.oval("#00000022", 160, 152, 84, 8)
    p.box("#E4E1D8", 88, 66, 148, 86, 14).box("#D2CEC2", 88, 132, 148, 20, 10)
    p.box("#F4F2EB", 88, 58, 148, 26, 12).box("#8FA0A6", 124, 63, 62, 15, 5).box(
        "#B7C6CB", 128, 65, 24, 5, 2
    )
    p.box("#2B3A42", 104, 94, 62, 24, 4).box("#A9C98F", 109, 98, 38, 16, 2)
    p.line("#3C5A34", 2, (116, 102), (122, 110)).line("#3C5A34", 2, (122, 102), (116, 110))
    p.line("#3C5A34", 2, (134, 102), (140, 110)).line("#3C5A34", 2, (140, 102), (134, 110))
    p.oval("#C75B45", 157, 102, 3.4).oval("#E0A13A", 157, 111, 3.4)
    p.oval("#C9C5B9", 200, 106, 14).oval("#EFECE4", 200, 105, 11.5).line(
        "#6B6B64", 2.4, (200, 105), (206, 97)
    )
    with p.turned(-7, 254, 122):
        p.line("#8A6A48", 1.4, (234, 92), (246, 104)).box("#00000020", 240, 100, 52, 36).box(
            "#F1DDAE", 238, 98, 52, 36, 2
        )
        p.oval("#B9A48C", 244, 104, 2).line("#C75B45", 3, (252, 108), (276, 124)).line(
            "#C75B45", 3, (276, 108), (252, 124)
        )


SCENES: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "sewing-machine": ("#E4E9E6", sewing_machine),
    "pasta-machine": ("#E9E4D6", pasta_machine),
    "bread-maker": ("#D9E0D2", bread_maker),
}
