"""A chat in a person's words, for tests: who said what at which minute."""

from __future__ import annotations

from curator.insight.questions.assign import place
from curator.insight.questions.sessions import find_questions
from curator.insight.questions.values import MINUTE, ByHand, ChatPost, Place, Session
from curator.labels import Label, label_of

_START = 1_700_000_000_000


class Chat:
    """Posts that are said one after the other."""

    def __init__(self) -> None:
        self.posts: list[ChatPost] = []
        self._people: dict[str, int] = {}

    def says(
        self,
        minute: float,
        who: str,
        text: str,
        *,
        to: int = 0,
        echo_of: int = 0,
        timed: bool = True,
    ) -> int:
        """Let somebody say something, and return the post."""
        id_ = len(self.posts) + 1
        person = self._people.setdefault(who, len(self._people) + 1)
        answered = self.posts[to - 1].handle if to else ""
        at = _START + round(minute * MINUTE)
        self.posts.append(ChatPost(id_, person, at, text, to, echo_of, who, answered, timed))
        return id_

    def person(self, who: str) -> int:
        """Return the number of somebody."""
        return self._people[who]

    def sessions(self, by_hand: ByHand | None = None) -> list[Session]:
        """Return the chats that are found."""
        ordered, labels = self._read()
        return find_questions(ordered, labels, by_hand or ByHand())

    def places(self, by_hand: ByHand | None = None) -> dict[int, Place]:
        """Return where each post belongs."""
        ordered, labels = self._read()
        sessions = find_questions(ordered, labels, by_hand or ByHand())
        return place(ordered, sessions, labels, by_hand or ByHand())

    def numbers(self, by_hand: ByHand | None = None) -> dict[int, int]:
        """Return the number of the question that each post is of; those of none are left out."""
        every = {q.first: q.number for each in self.sessions(by_hand) for q in each.questions}
        return {post: every[found.question] for post, found in self.places(by_hand).items()}

    def _read(self) -> tuple[list[ChatPost], dict[int, Label]]:
        ordered = sorted(self.posts, key=lambda said: (said.at, said.id))
        labels = {said.id: label for said in ordered if (label := label_of(said.text))}
        return ordered, labels


def garden_chat() -> Chat:
    """Return a chat of a host and four gardeners, with three questions and labelled answers."""
    chat = Chat()
    chat.says(-3, "plotnine", "Welcome gardeners, kettle on! Please tell us where you dig.")
    chat.says(0, "plotnine", "Q1 Which vegetable surprised you this summer? #plotchat")
    chat.says(1, "ines", "A1 Courgettes drowned, yet the runner beans climbed the shed #plotchat")
    chat.says(2, "bo", "A1: beetroot, sown in a wheelbarrow of compost #plotchat")
    chat.says(3, "ravi", "A1. Chillies outside in Aberdeen, ripe by August #plotchat")
    chat.says(10, "plotnine", "Q2 How do you keep slugs off the lettuce? #plotchat")
    chat.says(11, "ines", "A2 Copper tape round each pot and a torch at midnight #plotchat")
    chat.says(12, "bo", "A2: ducks. Two ducks eat every slug before breakfast #plotchat")
    chat.says(13, "ravi", "A2. Wool pellets under the lettuce, slugs hate them #plotchat")
    chat.says(20, "plotnine", "Q3 What will you sow before the frost? #plotchat")
    chat.says(21, "ines", "A3 Broad beans and a row of garlic #plotchat")
    chat.says(22, "bo", "A3: green manure over the potato bed #plotchat")
    chat.says(23, "ravi", "A3. Winter spinach under fleece #plotchat")
    return chat
