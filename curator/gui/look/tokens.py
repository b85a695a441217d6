"""The numbers of the design: colours, type and the pale fills of initials, light and dark."""

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
"""What each is for: light, dark. Of eight digits the first two are the opacity."""

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
"""Fill and letters, light and dark."""

TAG_COLOURS = {
    "red": 0, "orange": 1, "sand": 2, "green": 4, "teal": 6, "blue": 8, "violet": 10, "pink": 11,
}  # fmt: skip
"""The palette of tags: pairs of fill and letters from those above, told by their names too."""

STYLE = """
QMenuBar {{ background: transparent; border: 0; spacing: 1px; }}
QMenuBar::item {{ color: {text2}; background: transparent; padding: 5px 9px; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {press}; color: {text}; }}
QMenu {{ background: {raised}; border: 1px solid {line2}; padding: 5px; }}
QMenu::item {{ color: {text}; padding: 5px 22px 5px 12px; border-radius: 5px;
    min-height: {row}px; }}
QMenu::item:selected {{ background: {soft}; color: {accent}; }}
QMenu::item:disabled {{ color: {faint}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 8px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line2}; padding: 4px 7px; }}
QLineEdit {{ background: {base}; color: {text}; border: 1px solid {edge}; border-radius: 7px;
    min-height: {field}px; padding: 0 8px; selection-background-color: {soft};
    selection-color: {text}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: {field_in}px; }}
QLineEdit:disabled {{ color: {faint}; border-color: {line2}; }}
QLineEdit[bare="true"] {{ border: 0; padding: 0; background: transparent; }}
QComboBox {{ background: {base}; color: {text}; border: 1px solid {edge}; border-radius: 5px;
    min-height: {combo}px; padding: 0 8px; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: {combo_in}px; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 13px; height: 13px; }}
QComboBox QAbstractItemView {{ background: {raised}; color: {text}; border: 1px solid {line2};
    selection-background-color: {soft}; selection-color: {accent}; outline: 0; }}
QListView#suggestions {{ background: {raised}; border: 1px solid {edge}; outline: 0; }}
QListView#suggestions::item {{ color: {text}; padding: 5px 8px; border: 0; border-radius: 5px; }}
QListView#suggestions::item:selected {{ background: {soft}; color: {accent}; border: 0; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea {{ border: 0; }}
"""
"""What Qt draws itself, dressed in the colours above; everything else paints itself."""
