"""Labels of questions and answers, however people write them."""

from __future__ import annotations

import pytest

from curator.labels import label_of


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Q1 Which seed?", "q1"),
        ("Q1. Which seed?", "q1"),
        ("Q1: Which seed?", "q1"),
        ("Q.1 Which seed?", "q1"),
        ("(Q1) Which seed?", "q1"),
        ("Q1/ Which seed?", "q1"),
        ("Question 1: which seed?", "q1"),
        ("Question one: which seed?", "q1"),
        ("Pregunta 2: ¿qué semilla?", "q2"),
        ("A1) peas", "a1"),
        ("A.1 peas", "a1"),
        ("R1 des petits pois", "a1"),
        ("P1 ¿qué semilla?", "q1"),
        ("Ａ１：えんどう豆", "a1"),
        ("A1/2 peas", "a1"),
        ("A1 (2/3) and beans", "a1"),
        ("2/2 A1 and beans", "a1"),
        ("A2.1 put another way, peas", "a2"),
        ("a2.1  put another way, peas", "a2"),
        ("a2.1.2 e.g. peas", "a2"),
        ("A1-peas", "a1"),
        ("A10: peas", "a10"),
        ("@plotnine A2: peas", "a2"),
        (".@plotnine @bo A2: peas", "a2"),
        ("#plotchat #q1 both of them", "q1"),
        ("RT @bo: A3 peas", "a3"),
        ("So true! RT @bo: A3: peas", "a3"),
        ("“@bo: A3: peas”", "a3"),
        ("👏 A2 peas", "a2"),
        ("A2️⃣ peas", "a2"),
        ("Peas, always peas. A2 #plotchat", "a2"),
        ("Peas and beans #A2", "a2"),
        ("Late to this, A1: peas", "a1"),
        ("Ready?\nQ1 Which seed?", "q1"),
        ("Question 3 of 6: which seed?", "q3"),
        ("Pregunta nº 2: ¿qué semilla?", "q2"),
        ("Deuxième question : quelle graine ?", "q2"),
        ("Frage Nr. 2: Welcher Samen?", "q2"),
        ("质问2：什么种子", "q2"),
        ("Q1️⃣ Which seed?", "q1"),
    ],
)
def test_a_label_is_found(text: str, meant: str) -> None:
    label = label_of(text)
    assert label is not None
    assert f"{label.kind[0]}{label.number}" == meant


@pytest.mark.parametrize(
    "text",
    [
        "stuck on the A1 road again",
        "A1 motorway closed at Wetherby",
        "Q1 results beat the forecast",
        "Q4 2019 earnings are out",
        "A4 paper is all I have",
        "A1c levels are down",
        "I made it in time for Q1",
        "Our Q3 goals are done",
        "We’ll be using a Q1/A1 format tonight",
        "a 5 minute walk to the plot",
        "A1-A3 cover the whole garden",
        "vitamin A1's fine",
        "plain words about peas",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["Q3 coming up…", "Q1 will be about seeds", "Question 2 is on its way", "Q4 in a minute"],
)
def test_a_question_that_is_on_its_way_is_only_promised(text: str) -> None:
    label = label_of(text)
    assert label is not None
    assert label.is_promise


def test_the_words_of_a_question_are_those_after_its_label() -> None:
    label = label_of("Right then: Q2 How deep do you dig? #plotchat")
    assert label is not None
    assert label.rest == "How deep do you dig? #plotchat"


def test_the_words_of_a_question_keep_the_signs_of_their_script() -> None:
    label = label_of("質問１：学ぶときに役立つものは何ですか？")
    assert label is not None
    assert (label.number, label.rest) == (1, "学ぶときに役立つものは何ですか？")
    part = label_of("Ａ２.1 – ﬁfty copies？")
    assert part is not None
    assert (part.number, part.rest) == (2, "ﬁfty copies？")
