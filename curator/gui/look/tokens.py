"""The numbers of the design: colours, type and the fills of initials, light and dark."""

from __future__ import annotations

COLOURS: dict[str, tuple[str, str]] = {
    "window": ("#F4F4F1", "#181A1A"),
    "base": ("#FFFFFF", "#1E2020"),
    "alt": ("#F9F9F6", "#232626"),
    "hover": ("#F4F4F0", "#252828"),
    "press": ("#E9E9E4", "#313535"),
    "raised": ("#FFFFFF", "#292C2C"),
    "idle": ("#EBEBE6", "#2C2F2F"),
    "line": ("#E3E3DD", "#2F3333"),
    "line2": ("#CBCBC3", "#474C4C"),
    "edge": ("#8B8E87", "#7C827F"),
    "text": ("#1C1E1D", "#E7E8E5"),
    "text2": ("#535754", "#B4B8B4"),
    "text3": ("#656965", "#9AA09C"),
    "accent": ("#0B6A70", "#58BFBC"),
    "on-accent": ("#FFFFFF", "#06211F"),
    "soft": ("#E1F0EF", "#1D3636"),
    "soft-line": ("#A5CFCD", "#2F6160"),
    "bar": ("#8E928C", "#6C726F"),
    "bar2": ("#D2D4CE", "#414645"),
    "bar-on": ("#0B6A70", "#58BFBC"),
    "bar-on2": ("#86BDBD", "#2F6765"),
    "warn": ("#875100", "#E2B062"),
    "bad": ("#A5302A", "#F1958C"),
    "scrim": ("#381C1E1D", "#73000000"),
}
"""Each colour for light and dark. With eight digits, the first two are the opacity."""

TYPE: dict[str, tuple[float, int, int]] = {
    "display": (40, 48, 600),
    "story-title": (32, 40, 700),
    "figure": (22, 26, 600),
    "title": (20, 26, 600),
    "reading": (16, 25, 400),
    "canvas": (15, 24, 400),
    "post": (14, 20, 400),
    "base": (13, 18, 400),
    "small": (12, 16, 400),
    "micro": (11, 14, 400),
    "axis": (10.5, 14, 400),
}
"""Size and line height in pixels at 100 %, and weight."""

INITIALS: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (("#FCD4D3", "#6E3334"), ("#543232", "#FED2D0")),
    (("#FAD8C6", "#6B3818"), ("#523525", "#FBD5C1")),
    (("#F0DDBF", "#5F4100"), ("#4B3A1D", "#F0DBB9")),
    (("#E1E3C1", "#4B4B04"), ("#3F3F1F", "#DFE2BC")),
    (("#D1E8CB", "#2D5324"), ("#2F442A", "#CDE7C7")),
    (("#C5EAD8", "#00563C"), ("#214537", "#C0E9D6")),
    (("#BEEAE9", "#005556"), ("#164545", "#B8E9E8")),
    (("#C1E7F6", "#00506A"), ("#1C4351", "#BCE6F7")),
    (("#CCE2FE", "#254974"), ("#2B3E57", "#C8E0FF")),
    (("#DCDCFD", "#434073"), ("#3A3956", "#DADAFF")),
    (("#EBD7F5", "#593867"), ("#47354F", "#EBD5F5")),
    (("#F7D4E6", "#673352"), ("#503243", "#F8D1E6")),
)
"""Fill and text colour, light and dark."""

TAG_COLOURS = {
    "red": 0, "orange": 1, "sand": 2, "green": 4, "teal": 6, "blue": 8, "violet": 10, "pink": 11,
}  # fmt: skip
"""The palette of tags: indexes into the pairs above; each colour has a name too."""
