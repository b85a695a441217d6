"""What is new in Curator, offered once after an upgrade."""

from __future__ import annotations

from curator import __version__
from curator.gui.widgets.offer_line import OfferLine
from curator.i18n import tr

NEWS = "reference-new"
"""The page of the help that tells it."""


class News(OfferLine):
    """A line across the top that offers the page about what is new."""

    def __init__(self) -> None:
        super().__init__(tr("What is new"), tr("Close"), solid=False)

    def show_news(self) -> None:
        """Show the line."""
        self.offer(tr("Curator is {version} now.", version=__version__))
