"""Pictures of what stands on tables: a case, a cuff, a puzzle, a cake, a cat."""

from __future__ import annotations

from collections.abc import Callable

from sample.paint import Sheet, curve


def drill_case(p: Sheet) -> None:
    """Draw a drill in its case, with leaflets."""
    p.box("#B79F80", 0, 128, 320, 52).box("#A98F6E", 0, 128, 320, 3)
    p.oval("#00000022", 160, 152, 116, 8)
    p.box("#2F5D62", 56, 16, 208, 70, 8).box("#24484C", 66, 25, 188, 54, 4)
    p.box("#DDE5DF", 84, 42, 152, 20, 3).line("#8FA39A", 2.4, (94, 52), (226, 52))
    p.box("#35686D", 56, 86, 208, 68, 8).box("#1F3F43", 66, 91, 188, 48, 4)
    p.box("#C9A24A", 92, 82, 18, 9, 2).box("#C9A24A", 210, 82, 18, 9, 2)
    p.box("#2A555A", 126, 143, 68, 8, 4)
    p.box("#E0A13A", 80, 97, 70, 19, 5).box("#C0852B", 80, 110, 64, 6, 3)
    p.shape("#C0852B", (100, 114), (122, 114), (118, 136), (98, 136)).box(
        "#3A3A36", 94, 131, 28, 7, 2
    )
    p.box("#6B6B64", 148, 99, 13, 15, 3).box("#B9BDB8", 160, 104, 20, 4, 1)
    p.oval("#8A5F1C", 96, 105, 2.5).line("#8A5F1C", 1.4, (104, 102), (104, 108), (108, 108))
    for turn, x, colour, head in ((-6, 186, "#FBFAF5", "#C75B45"), (5, 218, "#F2F5EE", "#3F7FA6")):
        with p.turned(turn, x + 15, 114):
            p.box("#00000030", x + 1.5, 96, 31, 42, 1).box(colour, x, 94, 31, 42, 1)
            p.box(head, x + 4, 98, 23, 6)
            for row in range(4):
                p.line(
                    "#9AA09A", 1.8, (x + 5, 110 + row * 6), (x + 25 - row % 2 * 7, 110 + row * 6)
                )


def dinosaur_cake(p: Sheet) -> None:
    """Draw a dinosaur cake of three legs and nine candles."""
    p.box("#E7B9A6", 0, 136, 320, 44).box("#DCA892", 0, 136, 320, 3)
    for x in range(16):
        p.shape(
            ("#E0A13A", "#4E8C8A", "#C75B45", "#7C5C9A")[x % 4],
            (x * 22 - 8, 8),
            (x * 22 + 8, 8),
            (x * 22, 26),
        )
    p.line("#8A6A58", 1.6, (-4, 8), (324, 8))
    p.box("#F7F3EA", 128, 142, 64, 18, 4).oval("#E4DED0", 160, 162, 52, 6).oval(
        "#FBF8F1", 160, 140, 118, 10
    )
    p.oval("#E9E3D6", 160, 138, 108, 7)
    green, dark = "#7FB069", "#659653"
    p.shape(dark, (78, 100), (44, 118), (38, 132), (90, 130))
    p.shape(green, (90, 84), (40, 116), (36, 128), (96, 122))
    for x in (104, 146, 188):
        p.box(dark, x + 2, 112, 24, 28, 6).box(green, x, 110, 24, 28, 6)
        p.line("#F1E9D2", 2, (x + 6, 135), (x + 6, 133)).line(
            "#F1E9D2", 2, (x + 12, 135), (x + 12, 133)
        )
    p.oval(green, 154, 98, 70, 32).shape(green, (196, 80), (230, 58), (252, 84), (204, 120))
    p.oval(green, 244, 72, 26, 20).oval("#A5CC90", 150, 112, 44, 13)
    for x, y in ((122, 92), (140, 84), (170, 88), (192, 98), (106, 102), (156, 96)):
        p.oval(dark, x, y, 3.4)
    for number in range(9):
        _candle(p, number, 92 + number * 14.5)
    p.oval("#2B3A2B", 250, 67, 3).oval("#FFF", 251, 66, 1).bend(
        "#4B6B3C", 1.8, (248, 80), (257, 85), (264, 77)
    )
    p.oval("#E58FA588", 238, 78, 5, 3.4)


def _candle(p: Sheet, number: int, x: float) -> None:
    y = 70 + (x - 154) ** 2 / 190
    p.shape("#E58FA5", (x - 8, y + 8), (x, y - 6), (x + 8, y + 8))
    p.box(("#F7F3EA", "#F3D36B", "#8FC1D4")[number % 3], x - 1.6, y - 18, 3.2, 16, 1)
    p.oval("#F6C445", x, y - 23, 2.6, 4.2).oval("#FFF3C4", x, y - 22, 1.2, 2.2)


def cat_on_keyboard(p: Sheet) -> None:
    """Draw a cat asleep on a keyboard."""
    p.box("#B98F66", 0, 128, 320, 52).box("#A87E57", 0, 128, 320, 3)
    p.box("#2B3A42", 70, 12, 180, 104, 5).box("#F4F6F1", 77, 19, 166, 84, 2)
    p.box("#2B3A42", 148, 114, 24, 14).box("#22303A", 122, 124, 76, 6, 3)
    _what_it_typed(p)
    p.box("#00000022", 44, 150, 236, 16, 4).box("#E6E4DC", 42, 138, 236, 24, 4)
    for row in range(3):
        for key in range(21):
            p.box("#C9C7BD", 47 + key * 11, 141 + row * 6.6, 9, 5, 1)
    fur, stripe, pale = "#D98E4A", "#B56B2C", "#F3DDBE"
    p.line(fur, 13, *curve((232, 142), (282, 152), (268, 116))).line(
        pale, 13, (268.5, 119), (268, 116)
    )
    p.oval(fur, 176, 126, 66, 27)
    for x in (160, 178, 196, 214):
        p.bend(stripe, 4, (x, 101), (x + 9, 110), (x + 4, 121))
    p.line(stripe, 4, (258, 139), (263, 148)).oval(pale, 164, 146, 40, 7)
    p.shape(fur, (88, 110), (90, 82), (110, 98)).shape(fur, (144, 108), (142, 82), (122, 98))
    p.shape("#E9B08A", (93, 104), (94, 91), (104, 98)).shape(
        "#E9B08A", (139, 104), (138, 91), (128, 98)
    )
    p.oval(fur, 116, 122, 31, 27).oval(pale, 116, 134, 15, 10)
    for x in (106, 116, 126):
        p.line(stripe, 3.4, (x, 98), (x, 105))
    p.bend("#4A2F1B", 2, (97, 120), (103, 125), (109, 120)).bend(
        "#4A2F1B", 2, (123, 120), (129, 125), (135, 120)
    )
    p.shape("#B85C5C", (113, 127), (119, 127), (116, 131))
    p.bend("#4A2F1B", 1.6, (116, 131), (112, 136), (108, 133)).bend(
        "#4A2F1B", 1.6, (116, 131), (120, 136), (124, 133)
    )
    for side in (-1, 1):
        for y in (128, 132):
            p.line("#F7EBD8", 1, (116 + side * 14, y), (116 + side * 36, y - 3 + (y - 128)))
    p.oval(pale, 140, 150, 13, 6.5).oval(pale, 98, 151, 13, 6.5)
    p.line("#D6B88E", 1.2, (137, 148), (137, 152)).line("#D6B88E", 1.2, (143, 148), (143, 152))


def _what_it_typed(p: Sheet) -> None:
    for row in range(6):
        for letter in range(19 - row % 2 * 6):
            x, y = 86 + letter * 8, 32 + row * 12
            p.oval("#2F6F73", x, y - 2, 1.3).line(
                "#2F6F73", 1.5, (x + 0.2, y + 2), (x - 1, y + 4.5)
            )


def blood_pressure(p: Sheet) -> None:
    """Draw a cuff, its dial and the football pages."""
    p.box("#B98F66", 0, 96, 320, 84).box("#A87E57", 0, 96, 320, 4)
    p.box("#A9C4BC", 24, 0, 6, 96).box("#A9C4BC", 290, 0, 6, 96)
    with p.turned(-5, 226, 128):
        p.box("#00000022", 168, 94, 122, 72).box("#F2EEE2", 165, 90, 122, 72).box(
            "#E3DDCD", 225, 90, 2, 72
        )
        p.box("#3B3B38", 172, 96, 46, 7).box("#3B3B38", 234, 96, 34, 5)
        p.box("#7FA66B", 172, 108, 46, 26).line("#FFFFFFCC", 1.2, (195, 108), (195, 134))
        p.arc("#F7F7F0", 1.2, (195, 121), 6, (0, 360)).box("#E9E9DF", 170, 114, 5, 14).oval(
            "#FFFFFF", 204, 116, 2
        )
        for row in range(9):
            p.line("#A8A294", 1.5, (234, 108 + row * 5.6), (278 - row * 7 % 17, 108 + row * 5.6))
        for row in range(4):
            p.line("#A8A294", 1.5, (173, 140 + row * 5.4), (217 - row * 5 % 13, 140 + row * 5.4))
    p.oval("#00000022", 90, 152, 66, 8)
    p.bend("#2B3A42", 4, (132, 116), (172, 72), (142, 54)).bend(
        "#2B3A42", 4, (50, 118), (16, 96), (26, 150)
    )
    p.oval("#2B3A42", 28, 156, 11, 13).oval("#46596A", 25, 152, 4, 5)
    p.box("#2F5D78", 40, 92, 104, 58, 14).box("#3A6E8C", 40, 92, 104, 42, 14)
    p.box("#D9E3E6", 54, 104, 30, 26, 3).shape(
        "#C75B45", (69, 125), (59, 114), (64, 109), (69, 113), (74, 109), (79, 114)
    )
    p.box("#24485E", 112, 92, 20, 58).line("#FFFFFF22", 1.4, (46, 100), (106, 100))
    p.oval("#2B3A42", 142, 46, 34).oval("#C9CFCC", 142, 46, 31).oval("#FBFAF5", 142, 46, 27)
    p.arc("#4E8C6A", 4.5, (142, 46), 21, (140, 265)).arc("#E0A13A", 4.5, (142, 46), 21, (265, 325))
    p.arc("#C75B45", 4.5, (142, 46), 21, (325, 400)).line(
        "#2B3A42", 2.4, (142, 46), (131, 31)
    ).oval("#2B3A42", 142, 46, 4)


def puzzle_table(p: Sheet) -> None:
    """Draw a jigsaw on a table, from above, with three mugs."""
    for y in (44, 90, 136):
        p.line("#B98A5E", 1.4, (0, y), (320, y))
    p.box("#8FC1D4", 60, 20, 178, 140)
    p.box("#4E8CA6", 60, 104, 178, 56).shape(
        "#7A9A6A", (60, 160), (60, 122), (110, 112), (150, 132), (160, 160)
    )
    p.shape("#F4F1E8", (98, 122), (103, 54), (121, 54), (126, 122)).shape(
        "#C75B45", (101, 82), (99.5, 100), (124.5, 100), (123, 82)
    )
    p.shape("#C75B45", (103, 54), (102, 66), (122, 66), (121, 54)).box(
        "#3B4A52", 102, 44, 20, 10
    ).shape("#C75B45", (99, 44), (112, 32), (125, 44))
    p.shape("#FBE8A688", (122, 46), (238, 26), (238, 62), (122, 52)).oval(
        "#FFFFFFCC", 196, 86, 18, 5
    ).oval("#FFFFFFCC", 80, 40, 14, 4)
    p.shape("#F4F1E8", (190, 116), (214, 116), (208, 124), (195, 124)).shape(
        "#F4F1E8", (201, 113), (201, 96), (214, 113)
    )
    _seams(p)
    for left, top in (
        (187, 20),
        (212.5, 20),
        (212.5, 43.3),
        (161.7, 136.6),
        (187, 136.6),
        (212.5, 136.6),
        (212.5, 113.3),
    ):
        p.box("#CDA273", left, top, 25.6, 23.5)
    for turn, x, y, colour in (
        (20, 262, 30, "#8FC1D4"),
        (-30, 292, 62, "#4E8CA6"),
        (48, 258, 96, "#F4F1E8"),
        (-12, 288, 128, "#7A9A6A"),
        (65, 254, 152, "#4E8CA6"),
        (15, 24, 152, "#8FC1D4"),
        (-24, 214, 148, "#4E8CA6"),
    ):
        with p.turned(turn, x, y):
            p.box("#00000022", x - 9, y - 8, 20, 19, 2).box(colour, x - 10, y - 10, 20, 19, 2)
            p.oval(colour, x + 12, y, 4).oval(colour, x, y - 12, 4).oval("#CDA273", x - 9, y, 3.6)
    for x, y, mug, tea in (
        (30, 34, "#C75B45", "#8A5A32"),
        (28, 88, "#F4F1E8", "#6A4526"),
        (294, 22, "#3F7FA6", "#9A6A3E"),
    ):
        p.oval("#00000022", x + 2, y + 3, 17).line(mug, 5, (x + 14, y + 8), (x + 21, y + 13)).oval(
            mug, x, y, 16
        ).oval(tea, x, y, 12.5)
        p.oval("#FFFFFF33", x - 4, y - 4, 4, 3)


def _seams(p: Sheet) -> None:
    for column in range(1, 7):
        for row in range(6):
            x, y = 60 + column * 25.4, 20 + row * 23.3
            p.bend(
                "#00000030",
                0.9,
                (x, y),
                (x + (5 if (row + column) % 2 else -5), y + 11.6),
                (x, y + 23.3),
            )
    for row in range(1, 6):
        for column in range(7):
            x, y = 60 + column * 25.4, 20 + row * 23.3
            p.bend(
                "#00000030",
                0.9,
                (x, y),
                (x + 12.7, y + (5 if (row + column) % 2 else -5)),
                (x + 25.4, y),
            )


SCENES: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "drill-case": ("#D8DDD6", drill_case),
    "dinosaur-cake": ("#F3DCCF", dinosaur_cake),
    "cat-on-keyboard": ("#DCE3DD", cat_on_keyboard),
    "blood-pressure": ("#CFDED8", blood_pressure),
    "puzzle-table": ("#CDA273", puzzle_table),
}
