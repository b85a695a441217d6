"""What a reader's program makes of a file."""

from __future__ import annotations

from html.parser import HTMLParser

from typing_extensions import override

Attributes = dict[str, str]


class Seen(HTMLParser):
    """The words, tags and attributes of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        return " ".join("".join(self._words).split())

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.tags}

    def all(self, name: str) -> list[Attributes]:
        return [attributes for tag, attributes in self.tags if tag == name]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in {"br", "p"}:
            self._words.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        self._words.append(data)

    @override
    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", {}))
