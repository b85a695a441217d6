"""Pictures from out of doors: a roof, a churchyard, a bus, a queue, a cold house."""

from __future__ import annotations

from collections.abc import Callable

from sample.paint import Sheet, curve

_COATS = ("#C75B45", "#E0A13A", "#4E8C6A", "#7C5C9A", "#3F7FA6", "#B06A86")
_SKINS = ("#F0C9A4", "#8D5A3B", "#E3B48C", "#5E3B28", "#C98F63", "#F3D3B5")
_HAIRS = ("#E9E6E0", "#2B211C", "#8A4A2E", "#1F1A18", "#4A3325", "#B9B4AC")


def telescope(p: Sheet) -> None:
    """Draw a telescope on a roof at night."""
    for n in range(56):
        x, y = n * 71 % 320, n * n * 13 % 132
        p.oval("#F3E9CF" if n % 3 else "#B9C6DE", x, y, 0.6 + n % 4 * 0.32)
    p.oval("#F3E1AE18", 254, 42, 34).oval("#F3E1AE22", 254, 42, 25).oval("#F3E1AE", 254, 42, 18)
    p.oval("#E4CE92", 248, 38, 4).oval("#E4CE92", 260, 47, 3).oval("#E4CE92", 257, 34, 2)
    for n, (x, height) in enumerate(
        ((0, 30), (44, 18), (80, 38), (206, 24), (248, 40), (290, 22))
    ):
        p.box("#1B2638", x, 150 - height, 40, height + 4)
        p.box("#E8B65A", x + 8, 156 - height, 5, 7).box(
            "#E8B65A", x + 24, 156 - height + n % 2 * 4, 5, 7
        )
    p.box("#141D2C", 0, 150, 320, 30).box("#26354C", 0, 148, 320, 5)
    p.line("#8FA3C4", 1, (60, 20), (84, 32), (102, 26), (126, 40), (120, 58))
    for x, y in ((60, 20), (84, 32), (102, 26), (126, 40), (120, 58)):
        p.oval("#FFFFFF", x, y, 1.9)
    for foot in (112, 154, 190):
        p.line("#D9D2C2", 4.6, (148, 96), (foot, 160))
    p.line("#B5AE9E", 2.4, (131, 128), (170, 128)).oval("#8D4A30", 148, 95, 8)
    with p.turned(-28, 148, 84):
        p.box("#8D4A30", 88, 77, 26, 14, 4).box("#C9754F", 108, 71, 102, 26, 4).box(
            "#D98B66", 110, 73, 98, 7, 3
        )
        p.box("#E4A27E", 202, 67, 18, 34, 4).box("#F0BFA2", 202, 70, 18, 7, 3).box(
            "#8D4A30", 138, 70, 6, 28
        ).box("#8D4A30", 170, 70, 6, 28)
        p.box("#8D4A30", 118, 58, 34, 8, 3).box("#6B3521", 126, 64, 4, 8)
    p.box("#31507A", 44, 124, 22, 26, 3).box("#DDE5EE", 46, 116, 18, 9, 2).arc(
        "#31507A", 3, (68, 136), 6, (-90, 90)
    )
    p.box("#4A2F28", 224, 141, 44, 8, 2).box("#F3E9CF", 228, 142.5, 40, 5).box(
        "#3F6E62", 228, 133, 38, 8, 2
    ).box("#F3E9CF", 231, 134.5, 35, 5)


def bat_detector(p: Sheet) -> None:
    """Draw a bat detector in a churchyard at dusk."""
    for n, colour in enumerate(("#5A4A78", "#7A5A80", "#A06E80", "#C98A78", "#E3A878")):
        p.box(colour, 0, 28 + n * 22, 320, 152)
    p.oval("#F6DFA8", 70, 62, 14)
    dark = "#2B2438"
    p.box(dark, 196, 66, 42, 84).shape(dark, (190, 68), (217, 18), (244, 68)).box(
        dark, 232, 100, 80, 54
    ).shape(dark, (228, 102), (248, 78), (304, 78), (320, 102))
    p.line(dark, 2, (217, 20), (217, 6)).line(dark, 2, (212, 11), (222, 11)).oval(
        "#E8B65A", 217, 88, 6, 9
    ).box("#E8B65A", 211, 88, 12, 14)
    for x in (254, 280, 304):
        p.oval("#E8B65A", x, 116, 4).box("#E8B65A", x - 4, 116, 8, 14)
    p.shape("#231D2E", (0, 148), *curve((0, 148), (120, 128), (320, 152)), (320, 180), (0, 180))
    for x, height in ((22, 26), (52, 20), (166, 22)):
        p.box("#3A3248", x, 152 - height, 18, height + 8, 5).box(
            "#3A3248", x, 158 - height, 18, height
        )
    for x, y, size in ((48, 34, 1), (118, 22, 1.3), (160, 56, 0.9), (276, 40, 1.1)):
        with p.turned(size * 10 - 10, x, y, size):
            p.shape(
                "#1D1828",
                (x - 20, y - 6),
                (x - 10, y - 9),
                (x - 3, y - 3),
                (x + 3, y - 3),
                (x + 10, y - 9),
                (x + 20, y - 6),
                (x + 15, y + 3),
                (x + 9, y - 0.5),
                (x + 5, y + 5),
                (x, y + 2),
                (x - 5, y + 5),
                (x - 9, y - 0.5),
                (x - 15, y + 3),
            )
            p.oval("#1D1828", x, y, 3.4, 5).shape(
                "#1D1828", (x - 3, y - 3), (x - 3, y - 8), (x, y - 4)
            ).shape("#1D1828", (x + 3, y - 3), (x + 3, y - 8), (x, y - 4))
    p.shape("#4E6E8C", (76, 180), (96, 148), (142, 156), (138, 180)).shape(
        "#3E5A74", (92, 154), (98, 145), (145, 153), (142, 161)
    )
    with p.turned(8, 122, 118):
        p.box("#22303A", 98, 84, 46, 66, 7).box("#31434F", 101, 87, 40, 60, 5).box(
            "#22303A", 110, 74, 22, 12, 3
        )
        p.box("#BFE3A0", 106, 93, 30, 17, 2).line(
            "#3C5A34",
            1.6,
            (109, 102),
            (113, 97),
            (117, 107),
            (121, 95),
            (125, 106),
            (129, 99),
            (133, 102),
        )
        p.oval("#E0A13A", 121, 127, 11).oval("#F3C66B", 121, 126, 8.5).line(
            "#6B4512", 2, (121, 126), (126, 120)
        )
    for number in range(4):
        p.box("#B98058", 88, 118 + number * 9.5, 22, 8.5, 4)
    p.box("#A87048", 138, 122, 11, 34, 5).shape(
        "#B98058", (92, 140), (110, 146), (112, 160), (98, 158)
    )
    p.arc("#F6DFA899", 1.6, (126, 66), 12, (205, 335)).arc(
        "#F6DFA866", 1.6, (126, 66), 20, (210, 330)
    )


def bus(p: Sheet) -> None:
    """Draw the library bus in the rain, a telescope out of its hatch."""
    p.box("#8B969B", 0, 138, 320, 42).box("#A9B3B6", 0, 134, 320, 7).box("#7C878C", 0, 141, 320, 2)
    for x, height, colour in (
        (0, 62, "#AEB9BE"),
        (52, 84, "#B8C2C6"),
        (236, 70, "#AEB9BE"),
        (284, 92, "#B8C2C6"),
    ):
        p.box(colour, x, 134 - height, 54, height).shape(
            "#9AA6AC", (x - 4, 134 - height), (x + 27, 112 - height), (x + 58, 134 - height)
        )
    p.line("#54636B", 3.4, (292, 136), (292, 44)).oval("#C75B45", 292, 40, 17).oval(
        "#FBFAF5", 292, 40, 13.5
    )
    p.line("#2B3A42", 4, (286, 33), (298, 33), (290, 49))
    with p.turned(-24, 186, 40):
        p.box("#C9754F", 168, 26, 52, 14, 3).box("#E4A27E", 214, 23, 10, 20, 3).box(
            "#8D4A30", 160, 29, 10, 8, 2
        )
    teal, deep = "#2F7377", "#245A5E"
    p.box(deep, 160, 38, 34, 8, 3).box("#00000026", 30, 148, 240, 8, 4)
    p.box(teal, 30, 44, 236, 100, 12).box("#F1EAD8", 30, 106, 236, 9).box(
        deep, 30, 124, 236, 20, 8
    )
    p.box("#DCEBEA", 40, 56, 124, 42, 4).box("#DCEBEA", 226, 56, 34, 44, 6).box(
        "#DCEBEA", 176, 56, 38, 80, 4
    ).box(deep, 194, 56, 2.4, 80)
    for n in range(17):
        height = 15 + n * 7 % 5 * 3
        p.box(_COATS[n % 6], 44 + n * 7, 98 - height, 6, height, 0.8)
    p.box("#C9B48C", 40, 97, 124, 3).box(teal, 100, 56, 3, 44)
    p.oval(_SKINS[4], 244, 78, 8).oval("#5A3A26", 244, 73, 8.6, 5).shape(
        "#C75B45", (232, 100), (236, 87), (252, 87), (256, 100)
    ).line("#2B3A42", 3, (257, 92), (254, 100))
    for x in (82, 226):
        p.oval(deep, x, 144, 20).oval("#2B2F33", x, 146, 16).oval("#C9CFCC", x, 146, 7).oval(
            "#8F999C", x, 146, 3
        )
    p.oval("#F6DC8A", 262, 120, 5, 6).box("#C75B45", 30, 118, 5, 10, 2).oval(
        "#9EC3C4", 130, 152, 44, 3
    )
    for n in range(46):
        x, y = n * 67 % 326, n * n * 17 % 170
        p.line("#E6EEF088", 1.2, (x, y), (x - 3, y + 9))


def queue(p: Sheet) -> None:
    """Draw six people in a queue at dusk, behind a carpet cleaner."""
    for n, colour in enumerate(("#8A8FB5", "#A99BB5", "#CDAAAE", "#EBBFA0")):
        p.box(colour, 0, n * 30, 320, 180)
    for x, height in ((0, 58), (46, 74), (92, 52), (138, 70), (190, 60), (240, 78), (288, 56)):
        p.box("#6D6684", x, 140 - height, 48, height).shape(
            "#5C5673", (x - 3, 140 - height), (x + 24, 122 - height), (x + 51, 140 - height)
        )
        p.box("#F3CE83", x + 9, 152 - height, 9, 11).box(
            "#5C5673" if x % 4 else "#F3CE83", x + 29, 152 - height, 9, 11
        )
    p.box("#6E7378", 0, 138, 320, 42).box("#8C9196", 0, 136, 320, 7)
    p.line("#3E454B", 3.6, (22, 150), (22, 44)).oval("#C75B45", 22, 40, 16).oval(
        "#FBFAF5", 22, 40, 12.6
    ).line("#2B3A42", 4, (16, 34), (28, 34), (20, 48))
    _carpet_cleaner(p)
    for number, x in enumerate((112, 146, 180, 214, 248, 286)):
        _person(p, number, x, 96 + (8, 0, 14, 4, 10, 2)[number])
    p.line("#D9DDE0", 2.2, (164, 126), (178, 160)).line(
        "#D9DDE0", 2.2, (178, 126), (164, 160)
    ).line("#3F7FA6", 4, (160, 126), (182, 126))
    p.oval("#FBFAF5", 226, 122, 13, 3.4)
    for x, y in ((219, 118), (227, 117), (234, 118), (223, 112), (231, 112)):
        p.oval("#D9A45A", x, y, 4.6, 3.6).oval("#F0CE92", x, y - 1.4, 3.6, 1.8)


def _carpet_cleaner(p: Sheet) -> None:
    p.oval("#00000028", 66, 162, 34, 5)
    p.line("#2B3A42", 4, (74, 116), (96, 70)).line("#2B3A42", 5, (91, 68), (103, 74))
    p.bend("#3E4A52", 4.4, (54, 126), (20, 112), (40, 158)).box("#3E4A52", 26, 156, 28, 6, 2)
    p.box("#B23A34", 48, 108, 42, 50, 8).box("#C9504A", 51, 111, 12, 44, 5).box(
        "#D7E8EC", 56, 92, 26, 20, 6
    ).box("#8FC1D4", 56, 101, 26, 10, 4)
    p.oval("#2B2F33", 54, 159, 6).oval("#2B2F33", 84, 159, 6).oval("#F6DC8A", 69, 128, 5).oval(
        "#2B2F33", 69, 128, 2
    )
    p.box("#F6F0E2", 60, 138, 22, 12, 1).line("#9AA09A", 1.6, (63, 142), (79, 142)).line(
        "#C75B45", 1.6, (63, 146), (72, 146)
    )


def _person(p: Sheet, number: int, x: float, top: float) -> None:
    coat, skin, hair = _COATS[number], _SKINS[number], _HAIRS[number]
    p.oval("#00000024", x, 163, 15, 3.4).box("#39414A", x - 8, 140, 7, 22, 2).box(
        "#39414A", x + 1, 140, 7, 22, 2
    )
    p.box("#2B2421", x - 11, 158, 10, 5, 2).box("#2B2421", x - 1, 158, 10, 5, 2)
    p.shape(
        coat,
        (x - 12, top + 20),
        *curve((x - 12, top + 20), (x, top + 6), (x + 12, top + 20)),
        (x + 15, 148),
        (x - 15, 148),
    )
    p.line("#00000024", 1.6, (x, top + 18), (x, 147))
    p.line(coat, 6, (x + 10, top + 22), (x + 13, top + 36)).line(
        coat, 6, (x - 10, top + 22), (x - 13, top + 36)
    )
    p.oval(hair, x, top + 1, 10.5, 11).oval(skin, x - 1, top + 4, 8.6, 9)
    if number % 3 == 0:
        p.oval(hair, x + 1, top - 9, 5)
    elif number % 3 == 1:
        p.box(("#7C5C9A", "#E0A13A")[number // 3], x - 11, top - 8, 22, 7, 3).oval(
            "#FBFAF5", x, top - 10, 3
        )
    p.oval("#2B211C", x - 5, top + 3, 1.1).oval("#2B211C", x + 1, top + 3, 1.1)
    p.bend("#7A3F30", 1.3, (x - 5, top + 8), (x - 2, top + 10.5), (x + 1, top + 8))


def thermal_camera(p: Sheet) -> None:
    """Draw a terraced house, and where its warmth goes."""
    p.box("#7E8D88", 0, 144, 320, 36).box("#95A39E", 0, 142, 320, 4)
    for number, x in enumerate((0, 106, 212)):
        p.box(("#B9856E", "#C2937C", "#B07B65")[number], x, 56, 106, 88).shape(
            "#6B5A5E", (x - 2, 58), (x + 12, 24), (x + 94, 24), (x + 108, 58)
        )
        p.box("#9A6A58", x + 74, 10, 14, 24).box("#DDE6E6", x + 12, 68, 26, 26, 1).box(
            "#DDE6E6", x + 66, 68, 26, 26, 1
        ).box("#DDE6E6", x + 12, 106, 34, 26, 1)
        p.box(("#3F7FA6", "#2F7377", "#7C5C9A")[number], x + 64, 102, 24, 42, 2).oval(
            "#E6C65B", x + 84, 124, 1.8
        )
        for px, py in ((24, 68), (78, 68), (28, 106)):
            p.box("#F6F4EE", x + px, py, 2, 26)
    p.shape("#4E6E8C", (96, 180), (118, 162), (222, 162), (240, 180))
    p.box("#E0A13A", 84, 50, 154, 114, 14).box("#2B2F33", 92, 57, 138, 100, 9).box(
        "#20306E", 99, 63, 124, 80, 3
    )
    p.shape("#16224F", (99, 82), (112, 66), (210, 66), (223, 82), (223, 63), (99, 63)).box(
        "#3A3E96", 99, 84, 124, 52
    )
    p.oval("#6A3E9E", 136, 98, 20, 15).box("#8E48A0", 122, 90, 28, 18, 2).oval(
        "#6A3E9E", 190, 114, 28, 30
    )
    p.oval("#B0478A", 190, 116, 21, 26).box("#E0603E", 177, 98, 26, 42, 2).box(
        "#F2953A", 180, 102, 20, 38, 2
    )
    p.box("#F9D65C", 180, 134, 20, 7, 1).box("#FDF0B0", 184, 137, 12, 4, 1).box(
        "#FDF0B0", 184, 118, 12, 3, 1
    ).box("#20306E", 99, 136, 124, 7)
    for n, colour in enumerate(("#FDF0B0", "#F2953A", "#E0603E", "#B0478A", "#6A3E9E", "#20306E")):
        p.box(colour, 212, 70 + n * 9, 6, 9)
    p.line("#FFFFFFCC", 1.2, (184, 112), (196, 112)).line("#FFFFFFCC", 1.2, (190, 106), (190, 118))
    p.oval("#C75B45", 150, 150, 4).oval("#C9CFCC", 164, 150, 4).oval("#C9CFCC", 178, 150, 4)
    for number in range(4):
        p.box("#8D5A3B", 74, 90 + number * 13, 22, 12, 6).box(
            "#8D5A3B", 226, 90 + number * 13, 22, 12, 6
        )


SCENES: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "telescope": ("#25324A", telescope),
    "bat-detector": ("#453C66", bat_detector),
    "bus": ("#CBD5D9", bus),
    "queue": ("#8A8FB5", queue),
    "thermal-camera": ("#C4D2DA", thermal_camera),
}
