"""Pictures of what hangs, stands and leans: drawers, hooks, stands, a kettle on a floor."""

from __future__ import annotations

from collections.abc import Callable

from sample.paint import Sheet, curve


def cake_tin(p: Sheet) -> None:
    """Draw a dinosaur-shaped cake tin on a shelf, beside its waiting list."""
    p.box("#D9C7A3", 0, 140, 320, 40).box("#C9B48C", 0, 140, 320, 3)
    p.oval("#00000018", 118, 138, 60, 4)
    _dinosaur(p, "#8D9BA3", 4)
    _dinosaur(p, "#B9C5CB", 0)
    _dinosaur(p, "#9FAEB6", -5)
    p.line("#CFD9DD", 2, *curve((80, 74), (110, 44), (140, 60)))
    p.oval("#5F6E76", 192, 54, 2.6).bend("#5F6E76", 1.8, (192, 66), (199, 69), (205, 63))
    with p.turned(3, 264, 84):
        p.box("#00000018", 237, 38, 58, 98).box("#FBFAF5", 235, 35, 58, 98, 1)
        p.box("#3F7F5A", 242, 43, 30, 6, 2).oval("#C75B45", 264, 37, 3.4)
        for row in range(8):
            p.line("#9AA09A", 1.8, (243, 60 + row * 9), (262 + row * 13 % 22, 60 + row * 9))
        p.line("#C75B45", 1.6, (241, 60), (270, 59)).line("#C75B45", 1.6, (241, 69), (281, 68))


def _dinosaur(p: Sheet, colour: str, grow: float) -> None:
    """Lay down the tin's outline, larger or smaller by so much."""
    g = grow / 2
    p.oval(colour, 122, 82, 52 + g, 34 + g)
    p.shape(colour, (148, 64 - g), (180, 36 - g), (206 + g, 46), (206 + g, 70 + g), (164, 92 + g))
    p.oval(colour, 190, 56, 21 + g, 17 + g)
    p.shape(colour, (82, 66 - g), (24 - g, 108), (30, 116 + g), (96, 108 + g))
    for x in (84, 116, 148):
        p.box(colour, x - g, 98, 18 + grow, 36 + g, 5)
    for x, y in ((92, 56), (112, 49), (133, 51)):
        p.shape(colour, (x - 9 - g, y + 8), (x, y - 13 - grow), (x + 10 + g, y + 8))


def seed_drawers(p: Sheet) -> None:
    """Draw a wall of drawers, one of them open."""
    for column in range(3):
        for row in range(3):
            x, y = 8 + column * 103, 8 + row * 57
            p.box("#5A3F2B", x - 1.5, y - 1.5, 101, 53).box("#8A6648", x, y, 98, 50)
            p.box("#94704F", x, y, 98, 3).box("#E9DFCB", x + 28, y + 14, 42, 12, 1)
            p.line("#C9A24A", 2.4, (x + 42, y + 34), (x + 49, y + 37), (x + 56, y + 34))
    p.box("#3E2A1B", 109.5, 63.5, 101, 66).box("#4B3424", 111, 65, 98, 50)
    for x, y, turn, colour in (
        (120, 68, -4, "#F4EEDC"),
        (146, 63, 1, "#E6C65B"),
        (172, 69, 5, "#BFD3A2"),
    ):
        with p.turned(turn, x + 13, y + 20):
            p.box(colour, x, y, 26, 46, 1).box("#FFFFFF55", x, y, 26, 5, 1)
            p.line("#00000030", 1.4, (x + 5, y + 33), (x + 21, y + 33))
    p.oval("#C4563C", 132, 86, 6.5).shape("#5F8A3C", (132, 80), (128, 75), (136, 75))
    p.shape(
        "#6C8F3C", *curve((159, 96), (149, 84), (159, 72)), *curve((159, 72), (169, 84), (159, 96))
    )
    p.oval("#7C4F8E", 186, 87, 6.5).oval("#9A72AA", 184, 85, 2)
    p.box("#00000030", 106, 142, 108, 6, 2).box("#5A3F2B", 106, 100, 108, 43, 1)
    p.box("#A17C57", 108, 102, 104, 39, 1).box("#AE8A64", 108, 102, 104, 3)
    p.box("#F1E8D5", 138, 110, 44, 12, 1).line("#A98", 1.6, (144, 116), (172, 116))
    p.line("#D9B558", 2.6, (152, 129), (160, 133), (168, 129))


def umbrella_stand(p: Sheet) -> None:
    """Draw umbrellas in a stand, and the books that came back with them."""
    p.box("#C8B597", 0, 138, 320, 42).box("#BBA685", 0, 138, 320, 3)
    p.box("#C4D6DE", 214, 16, 84, 74, 2).box("#E9F1F3", 218, 20, 76, 66)
    p.box("#C4D6DE", 254, 20, 4, 66)
    for x, y in (
        (226, 28),
        (240, 44),
        (233, 66),
        (268, 32),
        (282, 54),
        (272, 74),
        (246, 78),
        (287, 26),
    ):
        p.line("#A9C3D0", 1.8, (x, y), (x - 3, y + 7))
    furled = (
        (-17, "#C75B45"),
        (-9, "#E0A13A"),
        (-2, "#4E8C6A"),
        (6, "#7C5C9A"),
        (13, "#3F7FA6"),
        (20, "#D77A92"),
    )
    for turn, colour in furled:
        with p.turned(turn, 116, 168):
            p.shape(colour, (108, 108), (111, 40), (116, 30), (121, 40), (124, 108))
            p.line("#00000022", 1.4, (114, 46), (112, 106)).line(
                "#00000022", 1.4, (119, 46), (121, 106)
            )
            p.line("#5B3E27", 3.2, (116, 30), (116, 17)).arc(
                "#5B3E27", 3.2, (121, 17), 5, (180, 350)
            )
    p.oval("#00000018", 116, 162, 50, 6)
    p.shape("#2F5D78", (72, 92), (160, 92), (152, 162), (80, 162)).oval("#24485E", 116, 92, 44, 6)
    p.shape("#3A6E8C", (72, 93), (160, 93), (159, 101), (73, 101))
    p.oval("#FFFFFF22", 92, 128, 4, 20)
    for number, (colour, width) in enumerate(
        (("#7C4F8E", 62), ("#4E8C6A", 70), ("#C75B45", 56), ("#E0A13A", 64))
    ):
        y = 152 - number * 12
        x = 200 + number * 5 % 11
        p.box(colour, x, y, width, 12, 2).box("#F6F0E2", x + 4, y + 2.5, width - 4, 7)
        p.box(colour, x, y, 9, 12, 2)


def tool_wall(p: Sheet) -> None:
    """Draw tools on their painted outlines, and one outline with nothing on it."""
    for y in (60, 120):
        p.box("#DCCBA6", 0, y, 320, 1.5)
    p.box("#D8C6A0", 160, 0, 1.5, 180)
    for grow, ink in ((7, "#3E5C63"), (0, "")):
        _saw(p, grow, ink)
        _hammer(p, grow, ink)
        _spanner(p, grow, ink)
        _level(p, grow, ink)
    p.box("#3E5C63", 188, 98, 62, 22, 6).box("#3E5C63", 246, 104, 30, 9, 3)
    p.shape("#3E5C63", (202, 116), (222, 116), (217, 148), (196, 148)).box(
        "#3E5C63", 190, 144, 32, 14, 4
    )
    with p.turned(-4, 284, 148):
        p.box("#00000020", 262, 137, 44, 26).box("#FBF6E6", 260, 135, 44, 26, 1)
        p.line("#9AA09A", 1.8, (266, 143), (296, 143)).line("#9AA09A", 1.8, (266, 149), (290, 149))
        p.line("#C75B45", 2, (266, 155), (278, 155))
    for x, y in ((30, 146), (116, 146), (73, 146), (159, 146)):
        p.oval("#8C8577", x, y, 2.4).oval("#C9C2B2", x - 0.6, y - 0.6, 1)


def _saw(p: Sheet, grow: float, ink: str) -> None:
    g = grow / 2
    p.shape(
        ink or "#C3CCCF", (50 - g, 26 - g), (142 + g, 38 - g), (142 + g, 48 + g), (50 - g, 58 + g)
    )
    if not ink:
        p.shape(
            "#A9B4B8",
            *((50 + n * 4.6, 58 - n * 0.5 + (n % 2) * 2.5) for n in range(21)),
            (142, 46),
            (50, 55),
        )
    p.box(ink or "#B5642F", 22 - g, 22 - g, 34 + grow, 42 + grow, 8)
    if not ink:
        p.box("#3E5C63", 31, 32, 14, 22, 6)


def _hammer(p: Sheet, grow: float, ink: str) -> None:
    g = grow / 2
    p.box(ink or "#B98A52", 186 - g, 28 - g, 9 + grow, 60 + grow, 4)
    p.box(ink or "#6B757A", 168 - g, 20 - g, 38 + grow, 15 + grow, 3)
    p.shape(ink or "#6B757A", (204, 20 - g), (222 + g, 24), (224 + g, 35 + g), (204, 33 + g))


def _spanner(p: Sheet, grow: float, ink: str) -> None:
    g = grow / 2
    with p.turned(38, 275, 50):
        p.box(ink or "#98A5AA", 270 - g, 24 - g, 10 + grow, 54 + grow, 3)
        p.oval(ink or "#98A5AA", 275, 20, 12 + g).oval(ink or "#98A5AA", 275, 80, 10 + g)
        if not ink:
            p.box("#3E5C63", 271, 4, 8, 18, 1).oval("#3E5C63", 275, 80, 4.5)


def _level(p: Sheet, grow: float, ink: str) -> None:
    g = grow / 2
    p.box(ink or "#E0A13A", 20 - g, 96 - g, 128 + grow, 22 + grow, 3)
    if not ink:
        p.box("#C0852B", 20, 113, 128, 5, 2).box("#D7EBC2", 68, 101, 32, 11, 4)
        p.oval("#F7FFE9", 85, 106, 5, 3.6).line("#5F7A4A", 1, (79, 101), (79, 112))
        p.line("#5F7A4A", 1, (91, 101), (91, 112)).oval("#9A6A20", 36, 107, 4).oval(
            "#9A6A20", 132, 107, 4
        )


def ukuleles(p: Sheet) -> None:
    """Draw four ukuleles on a wall."""
    p.box("#DCCFB4", 0, 138, 320, 42).box("#A9865B", 0, 134, 320, 8).box("#C29C6C", 0, 134, 320, 2)
    woods = (
        ("#B8713C", "#96582B"),
        ("#C75B45", "#A34433"),
        ("#D9A441", "#B78430"),
        ("#4E8C8A", "#3A6E6D"),
    )
    for number, (wood, shade) in enumerate(woods):
        x = 48 + number * 75
        p.oval("#8A6A48", x, 18, 4).oval("#00000014", x + 6, 100, 30, 32)
        with p.turned((0, -1, 4, 1)[number], x, 16):
            p.oval(shade, x, 110, 30, 29).oval(shade, x, 78, 23, 22)
            p.oval(wood, x, 108, 29, 28).oval(wood, x, 77, 22, 21)
            p.oval("#F1E3C8", x, 94, 11.5).oval("#4A2A14", x, 94, 9.5)
            p.box("#5B3317", x - 4.5, 26, 9, 64).box("#3E2411", x - 8, 8, 16, 24, 3)
            for fret in range(6):
                p.line("#D9C9A8", 0.8, (x - 4.2, 38 + fret * 8), (x + 4.2, 38 + fret * 8))
            for side, y in ((-1, 14), (1, 14), (-1, 24), (1, 24)):
                p.oval("#EFE6D4", x + side * 10, y, 2.2)
            p.box("#3E2411", x - 12, 120, 24, 5, 2)
            for string in (-3, -1, 1, 3):
                p.line("#F7F1E3", 0.7, (x + string, 22), (x + string * 1.4, 122))
    p.box("#FBFAF5", 208, 148, 84, 24, 1).line("#9AA09A", 1.8, (216, 155), (270, 155))
    p.line("#9AA09A", 1.8, (216, 161), (282, 161)).line("#C75B45", 1.8, (216, 167), (240, 167))


def kettle(p: Sheet) -> None:
    """Draw a kettle on the floor, where a table was."""
    p.box("#C69C6D", 0, 62, 320, 118).box("#B0875A", 0, 58, 320, 6).box("#F3ECDD", 0, 50, 320, 8)
    for y in (64, 92, 126):
        p.line("#B88E60", 1.2, (0, y), (320, y))
    for x, y in ((40, 64), (180, 64), (110, 92), (270, 92), (60, 126), (210, 126)):
        p.line("#B88E60", 1.2, (x, y), (x - 8, y + 30))
    p.shape("#DDBB8F", (86, 82), (250, 82), (290, 164), (46, 164))
    for y in (100, 128):
        p.line("#CFAB7D", 1.2, (90 - y * 0.16, y), (246 + y * 0.22, y))
    p.oval("#0000002A", 172, 146, 56, 8)
    p.arc("#2B3A42", 6, (168, 84), 38, (168, 372))
    p.shape("#2F6F8F", (210, 104), (244, 76), (252, 84), (216, 134))
    p.shape("#2F6F8F", (124, 100), (212, 100), (222, 142), (114, 142)).oval(
        "#2F6F8F", 168, 104, 45, 26
    )
    p.box("#275E7A", 114, 136, 108, 10, 5).oval("#3C86AA", 150, 98, 18, 11)
    p.oval("#275E7A", 168, 82, 26, 6).oval("#3C86AA", 168, 79, 22, 5).oval("#2B3A42", 168, 71, 5.5)
    p.oval("#EFEAE0", 196, 122, 5, 4).oval("#2B2B2B", 197, 122.5, 3, 2.4)
    p.box("#F6F0E2", 126, 112, 42, 20, 1).box("#C75B45", 130, 115, 16, 3)
    for n in range(9):
        p.box("#444", 131 + n * 3.6, 121, 1.2 + n % 2, 8)


SCENES: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    "cake-tin": ("#EFE4CC", cake_tin),
    "seed-drawers": ("#6E4F37", seed_drawers),
    "umbrella-stand": ("#E4DCCB", umbrella_stand),
    "tool-wall": ("#E8DAB8", tool_wall),
    "ukuleles": ("#E9DFCB", ukuleles),
    "kettle": ("#E6EBE4", kettle),
}
