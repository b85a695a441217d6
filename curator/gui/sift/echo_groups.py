"""Manual corrections of echo groups: splitting and joining."""

from __future__ import annotations

from PySide6.QtCore import QObject

from curator.gui.desk.desk import Desk
from curator.gui.post_list.view import PostsView
from curator.i18n import tr, trn
from curator.library import PostId


class EchoGroupCommands(QObject):
    """Corrects which posts of a list are echoes of which."""

    def __init__(self, desk: Desk, view: PostsView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view

    def split(self) -> None:
        """Take the selected posts out of their groups."""
        chosen = self._chosen()
        posts = self._desk.library.groups.splittable(chosen)
        if not posts:
            self._desk.reported.emit(self._why_inseparable(chosen))
            return
        label = trn(
            "Split {count} post from its group", "Split {count} posts from their group", len(posts)
        )
        if self._desk.edit(label, lambda: self._desk.library.groups.split(posts)):
            self._view.choose_post(posts[0])
            self._desk.reported.emit(
                trn(
                    "The post is in no group now.",
                    "{count} posts are in no group now.",
                    len(posts),
                )
            )

    def join(self) -> None:
        """Join the selected posts into one group; a single post joins the group above it."""
        chosen = self._chosen()
        groups, onto = self._desk.library.groups, None
        if len(chosen) == 1:
            onto = self._above(chosen[0])
            if onto is None:
                self._desk.reported.emit(
                    tr("There is no post above whose group this one could join.")
                )
                return
        among = [*chosen, onto] if onto is not None else chosen
        if len(set(groups.sources(among).values())) < 2:  # noqa: PLR2004  one group is no two
            self._desk.reported.emit(tr("These posts are in one group already.") if among else "")
            return
        label = trn("Join {count} post to a group", "Join {count} posts to a group", len(chosen))
        joined: list[PostId | None] = []
        if self._desk.edit(label, lambda: joined.append(groups.join(chosen, onto))):
            self._report_joined(joined[0])

    def _report_joined(self, source: PostId | None) -> None:
        if source is None:
            return
        self._view.choose_post(source)
        size = self._desk.library.groups.sizes([source])[source]
        self._desk.reported.emit(
            tr(
                "Joined. The group now has {echoes} by {people}.",
                echoes=trn("{count} echo", "{count} echoes", size.echoes),
                people=trn("{count} person", "{count} people", size.people),
            )
        )

    def _why_inseparable(self, chosen: list[PostId]) -> str:
        """Return why none of these posts can be split off."""
        echoes = self._desk.library.groups.echoes(chosen)
        if echoes:
            return trn(
                "A native repost says nothing of its own: it stays with its original.",
                "Native reposts say nothing of their own: they stay with their originals.",
                len(echoes),
            )
        return trn("This post is in no group.", "These posts are in no group.", len(chosen))

    def _chosen(self) -> list[PostId]:
        if chosen := self._view.selected_ids():
            return chosen
        return [self._desk.post] if self._desk.post is not None else []

    def _above(self, post: PostId) -> PostId | None:
        """Return the nearest post above that belongs to another group."""
        posts = self._view.posts
        number = posts.number(posts.original(post))
        return PostId(posts.ids[number - 1]) if number else None
