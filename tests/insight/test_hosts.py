"""Who hosts a chat and who is its guest, and what hosts ask in which form."""

from __future__ import annotations

import pytest

from curator.insight.questions.values import Session
from tests.insight.chatting import Chat, garden_chat


def shared_chat(*, labelled: bool = True) -> Chat:
    """Return a chat whose five questions three people ask in turn, the third only one."""
    chat = Chat()
    asked = (
        ("ada", "Q1 Which bread did you bake first? #loaves"),
        ("bea", "Q2 What feeds your sourdough starter in winter? #loaves"),
        ("ada", "Q3 Where do you buy flour that you trust? #loaves"),
        ("bea", "Q4 How long do you let dough rest overnight? #loaves"),
        ("cleo", "Q5 Who taught you to shape a baguette? #loaves"),
    )
    for n, (who, text) in enumerate(asked):
        chat.says(10 * n, who, text)
        for m, answers in enumerate(("dora", "emil", "finn")):
            words = f"{answers} speaks of oven number {n}{m} and a cold cellar"
            label = f"A{n + 1} " if labelled else ""
            chat.says(10 * n + 3 + m, answers, f"{label}{words} #loaves")
    return chat


@pytest.mark.parametrize("labelled", [True, False])
def test_all_who_ask_numbers_host_whoever_asks_most(labelled: bool) -> None:  # noqa: FBT001
    (session,) = shared_chat(labelled=labelled).sessions()
    assert session.hosts == {"ada": "host", "bea": "host", "cleo": "host"}
    assert [asked.number for asked in session.questions] == [1, 2, 3, 4, 5]


def test_whoever_answers_with_a_question_does_not_host() -> None:
    chat = garden_chat()
    chat.says(12.2, "ines", "Q2: would nematodes not do it as well? #plotchat")
    chat.says(22.2, "bo", "Q9: who brings the cake for us next time? #plotchat")
    (session,) = chat.sessions()
    assert session.hosts == {"plotnine": "host"}


@pytest.mark.parametrize(
    "words",
    [
        "Tonight our special guest is @wen, welcome!",
        "We are joined by our guests @lou and @wen #plotchat",
        "@wen is our guest this evening",
        "Hoy nuestra invitada es @wen",
        "Unser Gast heute: @wen",
    ],
)
def test_whom_a_host_calls_a_guest_is_one(words: str) -> None:
    chat = garden_chat()
    chat.says(-2, "plotnine", words)
    chat.says(4, "wen", "I dug up every bed of it, seventeen of them")
    (session,) = chat.sessions()
    assert session.hosts["wen"] == "guest"


def test_whom_others_call_a_guest_is_none() -> None:
    chat = garden_chat()
    chat.says(-2, "ines", "My guest tonight is @wen, with a bottle of cider")
    chat.says(4, "wen", "I dug up every bed of it, seventeen of them")
    assert "wen" not in chat.sessions()[0].hosts


def test_who_is_asked_by_name_and_answers_is_a_guest() -> None:
    chat = Chat()
    for n in (1, 2, 3):
        chat.says(10 * n, "plotnine", f"Q{n} @wen, what did year {n} in the desert teach you?")
        chat.says(10 * n + 1, "wen", f"A{n} to water at night, {n} times over")
        chat.says(10 * n + 2, "ines", f"A{n} I should try that on my {n} beds")
    (session,) = chat.sessions()
    assert session.hosts == {"plotnine": "host", "wen": "guest"}


@pytest.mark.parametrize(
    ("asks", "heading"),
    [
        (
            "Final Question Q4 What will you give away? #plotchat",
            "What will you give away? #plotchat",
        ),
        ("A nice segue into Q4 How do you share a harvest?", "How do you share a harvest?"),
        (
            "It seems a good time for Q4: what do you share, and with whom?",
            "what do you share, and with whom?",
        ),
        (
            "How do you share a harvest with the neighbours? Q4 #plotchat",
            "How do you share a harvest with the neighbours?",
        ),
        (
            "How do you share a harvest with the neighbours? (Q4)",
            "How do you share a harvest with the neighbours?",
        ),
        ("4th question: how do you share a harvest?", "how do you share a harvest?"),
        ("Question four: how do you share a harvest?", "how do you share a harvest?"),
        ("Q4️⃣ How do you share a harvest?", "How do you share a harvest?"),
        ("Q4.5. How do you share a harvest?", "How do you share a harvest?"),
        (
            "Final question: how do you share a harvest with others?",
            "how do you share a harvest with others?",
        ),
        (
            "And our last Q - how do you share a harvest with others?",
            "how do you share a harvest with others?",
        ),
    ],
)
def test_a_question_is_found_in_whichever_form(asks: str, heading: str) -> None:
    chat = garden_chat()
    asked = chat.says(30, "plotnine", asks)
    for n, who in enumerate(("ines", "bo", "ravi")):
        chat.says(31 + n, who, f"In baskets by the gate, says {who}, and jars of {n} kinds")
    last = chat.sessions()[0].questions[-1]
    assert (last.number, last.post, last.text) == (4, asked, heading)


def test_a_question_whose_number_was_forgotten_is_found_between_its_neighbours() -> None:
    chat = garden_chat()
    chat.posts[5] = chat.posts[5]._replace(text="How do you keep slugs off the lettuce? #plotchat")
    (session,) = chat.sessions()
    assert [(asked.number, asked.post) for asked in session.questions] == [(1, 2), (2, 6), (3, 10)]


def test_who_asks_who_is_there_has_not_asked_the_first_question() -> None:
    chat = garden_chat()
    del chat.posts[1]
    chat.says(-5, "plotnine", "Who is here tonight, and what do you grow? #plotchat")
    first = chat.sessions()[0].questions[0]
    assert first.number == 1
    assert first.post is None


def test_a_question_is_dated_by_its_first_asking() -> None:
    for labelled in (True, False):
        chat = shared_chat(labelled=labelled)
        chat.says(22, "ada", "Q2 What feeds your sourdough starter in winter? #loaves")
        chat.says(36, "ada", "Q3 Where do you buy flour that you trust? #loaves")
        chat.says(58, "cleo", "Q5 Who taught you to shape a baguette? #loaves")
        (session,) = chat.sessions()
        assert [asked.at - session.start for asked in session.questions] == [
            n * 600_000 for n in range(5)
        ]


def letters(question: str, answer: str, words: str = "") -> Session:
    """Return the chat in which a host asks twice so, and two people answer so."""
    chat = Chat()
    for n in (1, 2):
        chat.says(10 * n, "host", f"{question.format(n)} {words or 'qual planta numero tal'} {n}?")
        for m, who in enumerate(("ines", "bo")):
            chat.says(10 * n + 1 + m, who, f"{answer.format(n)} tomate {n}{m} {who}")
    (session,) = chat.sessions()
    places = chat.places()
    for n, first in enumerate(session.questions):
        own = {post for post, found in places.items() if found.question == first.first}
        assert own == {3 * n + 1, 3 * n + 2, 3 * n + 3}
        assert {places[post].why for post in own} == {"label"}
    return session


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("F{}:", "A{}:"),
        ("Frage {}:", "Antwort {}:"),
        ("質問{}：", "回答{}："),
        ("问题{}：", "回答{}："),
        ("질문{}:", "답변{}:"),
        ("질문 {}.", "답변 {}."),
        ("Pregunta {}:", "Respuesta {}:"),
        ("P{}:", "R{}:"),
        ("Domanda {}:", "Risposta {}:"),
        ("D{}:", "R{}:"),
        ("Pergunta {}:", "Resposta {}:"),
        ("Vraag {}:", "Antwoord {}:"),
        ("V{}:", "A{}:"),
        ("Fråga {}:", "Svar {}:"),
        ("F{}:", "S{}:"),
        ("Pytanie {}:", "Odpowiedź {}:"),
        ("P{}:", "O{}:"),
        ("Question {} :", "Réponse {} :"),
        ("Вопрос {}:", "Ответ {}:"),
        ("Q{}️⃣", "A{}️⃣"),
    ],
)
def test_labels_of_other_languages_are_read(question: str, answer: str) -> None:
    assert letters(question, answer).hosts == {"host": "host"}


@pytest.mark.parametrize(
    "text", ["F1 is on tonight", "P1 for me", "D2 teams win", "S3: the finale"]
)
def test_letters_that_no_host_asks_with_are_no_labels(text: str) -> None:
    chat = garden_chat()
    said = chat.says(23.5, "wen", text)
    places = chat.places()
    assert said not in places or places[said].why != "label"
