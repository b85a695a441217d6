"""Which questions a chat asks, and which post belongs to which, and why."""

from __future__ import annotations

from time import process_time

from curator.insight.questions.assign import place
from curator.insight.questions.sessions import find_questions
from curator.insight.questions.values import DAY, HOUR, MINUTE, ByHand, ChatPost
from curator.labels import label_of
from tests.insight.chatting import Chat, garden_chat


def test_the_host_opens_each_question_once() -> None:
    (session,) = garden_chat().sessions()
    assert [(asked.number, asked.post) for asked in session.questions] == [(1, 2), (2, 6), (3, 10)]
    assert session.hosts == {"plotnine": "host"}


def test_a_label_places_an_answer_and_says_so() -> None:
    places = garden_chat().places()
    assert {places[id_].question for id_ in (3, 4, 5)} == {2}
    assert {places[id_].why for id_ in (3, 4, 5)} == {"label"}
    assert min(places[id_].confidence for id_ in (3, 4, 5)) > 0.9


def test_an_answer_may_carry_the_label_of_its_question() -> None:
    chat = garden_chat()
    late = chat.says(14, "wen", "Q2: beer traps, sunk to the rim #plotchat")
    assert chat.numbers()[late] == 2
    assert len(chat.sessions()[0].questions) == 3


def test_a_late_answer_goes_where_its_label_says() -> None:
    chat = garden_chat()
    late = chat.says(9 * 60, "wen", "A1 sorry, only now: purple carrots #plotchat")
    assert chat.numbers()[late] == 1


def test_a_reply_belongs_where_its_question_or_answer_does() -> None:
    chat = garden_chat()
    to_question = chat.says(21.5, "wen", "Nematodes, watered in during May", to=6)
    to_answer = chat.says(21.6, "lou", "My ducks would eat the lettuce instead", to=8)
    deeper = chat.says(24, "bo", "Mine did so once, a fence helped them learn", to=to_answer)
    places, numbers = chat.places(), chat.numbers()
    assert [numbers[id_] for id_ in (to_question, to_answer, deeper)] == [2, 2, 2]
    assert {places[id_].why for id_ in (to_question, to_answer, deeper)} == {"reply"}


def test_without_label_or_reply_time_decides() -> None:
    chat = garden_chat()
    early = chat.says(5, "wen", "Mine were tomatoes that grew out of the compost heap")
    late = chat.says(16, "lou", "I go out with a torch and a bucket every evening")
    places, numbers = chat.places(), chat.numbers()
    assert [numbers[early], numbers[late]] == [1, 2]
    assert places[late].why == "time"


def test_just_after_a_question_people_still_answer_the_one_before() -> None:
    chat = garden_chat()
    slow = chat.says(20.3, "wen", "Slugs never cross a ring of coffee grounds round lettuce")
    assert chat.numbers()[slow] == 2


def test_a_part_goes_with_the_part_before() -> None:
    chat = garden_chat()
    chat.says(19.5, "lou", "A2 (1/2) I plant a ring of chives first")
    rest = chat.says(20.4, "lou", "(2/2) and then put the lettuce in the middle")
    assert chat.numbers()[rest] == 2


def test_side_talk_is_no_answer() -> None:
    chat = garden_chat()
    asides = [
        chat.says(15, "wen", "hi from a wet Cardiff!"),
        chat.says(15.1, "lou", "thanks all, must run"),
        chat.says(15.2, "wen", "lol yes"),
        chat.says(-2, "lou", "Good evening everyone, digging since breakfast in Kent"),
        chat.says(16, "plotnine", "Great answers, keep them coming everyone!"),
    ]
    assert not chat.numbers().keys() & set(asides)


def test_what_shares_no_word_with_a_well_answered_chat_is_side_talk() -> None:
    chat = garden_chat()
    for n in range(40):
        chat.says(11 + n / 20, f"guest{n}", "A2 slugs leave my lettuce when ducks patrol the pots")
    aside = chat.says(14, "wen", "is anybody else's browser crashing tonight")
    assert aside not in chat.numbers()


def test_who_stays_to_talk_after_the_last_answers_answers_nothing() -> None:
    chat = garden_chat()
    soon = chat.says(31, "wen", "Purple sprouting broccoli, it stands any frost")
    late = chat.says(34, "wen", "The allotment committee meets above the bakery these days")
    labelled = chat.says(35, "lou", "A3 Onion sets, and a net over them #plotchat")
    below = chat.says(36, "bo", "The bakery also has a shelf of old catalogues", to=labelled)
    on_subject = chat.says(37, "ravi", "Mine rot unless I sow after the frost", to=labelled)
    numbers = chat.numbers()
    assert [numbers.get(id_) for id_ in (soon, late, labelled, below, on_subject)] == [
        3,
        None,
        3,
        None,
        3,
    ]


def test_a_long_answer_to_all_may_come_a_little_after_the_last_ones() -> None:
    chat = garden_chat()
    words = "In winter I grow leeks and kale in the bed that had beans, under a net"
    before, after, asking, to_one = (
        chat.says(32.5, "ines", words),
        chat.says(39, "ravi", "Nothing but broad beans stands the frost that we have had up here"),
        chat.says(
            32.6, "lou", "And who has ever tried to grow lettuce in a bed under snow? #plotchat"
        ),
        chat.says(32.7, "lou", f"@ravi {words}, and that is all there is"),
    )
    numbers = chat.numbers()
    assert numbers[before] == 3
    assert not numbers.keys() & {after, asking, to_one}


def test_how_a_host_closes_answers_nothing_but_what_a_host_remembers_may() -> None:
    chat = garden_chat()
    closing = [
        chat.says(n, "plotnine", text)
        for n, text in (
            (15.0, "Our next chat will be about ponds and the frogs that live in one"),
            (15.2, "Be on the lookout for the list of beans that all of you have named"),
            (
                15.4,
                "With that I bring this evening among beans and slugs to a close, dear friends",
            ),
        )
    ]
    answer = chat.says(
        15.6, "plotnine", "Half of it is remembering to lift the pots at night #plotchat"
    )
    numbers = chat.numbers()
    assert not numbers.keys() & set(closing)
    assert numbers[answer] == 2


def test_what_commends_a_book_that_nobody_asked_for_answers_nothing() -> None:
    texts = [
        "My sister also wrote a lovely book on moles https://moles.example/b #plotchat",
        "Just gonna drop this here for all of you tonight https://moles.example/c #plotchat",
    ]
    chat = garden_chat()
    posts = [chat.says(15 + n / 10, f"mole{n}", text) for n, text in enumerate(texts)]
    named = chat.says(
        15.4, "wen", "A2 The book that my sister wrote on moles https://moles.example/b"
    )
    about = chat.says(
        15.6, "lou", "This article says that slugs shun lettuce in shade https://slugs.example/a"
    )
    numbers = chat.numbers()
    assert not numbers.keys() & set(posts)
    assert [numbers[named], numbers[about]] == [2, 2]
    chat.says(30, "plotnine", "Q4 Which books or links helped you? #plotchat")
    asked = chat.says(31, "lou", "This old volume, the best on soil https://soil.example/d")
    assert chat.numbers()[asked] == 4


def test_talk_between_two_without_a_word_of_the_subject_is_side_talk() -> None:
    chat = garden_chat()
    for n in range(30):
        chat.says(4 + n / 10, f"gardener{n}", f"A1 beans, lettuce and slugs, row {n} of mine")
    aside = chat.says(8, "wen", "@lou My cousin's dentist moved to Lisbon last winter #plotchat")
    answer = chat.says(8.2, "lou", "@wen the beans shaded my lettuce, slugs loved that row")
    numbers = chat.numbers()
    assert aside not in numbers
    assert numbers[answer] == 1


def test_who_says_only_who_they_are_answers_nothing() -> None:
    chat = garden_chat()
    arrivals = [
        chat.says(2.1 + n / 20, f"new{n}", text)
        for n, text in enumerate(
            (
                "Hi all. Wen from Hull here. I'm a retired plumber and full time digger #plotchat",
                "Kit Larkin life science #plotchat",
                "#plotchat Ada Moss former teacher, now Principal.",
                "Hello #plotchat! I'm an allotment keeper in Leeds, lately all about soil",
                "Sneaking in late from the potting shed #plotchat",
                "This chat is moving so fast tonight! #plotchat",
                "I am Tod 7th Grade Science Teacher from Michigan #plotchat",
                "Arriving late for #plotchat, the last bus never came along",
                "@plotnine Great job on the moderation! Most lively evening in weeks #plotchat",
            )
        )
    ]
    answer = chat.says(2.9, "lou", "Science says cucumbers, mine grew a yard a week #plotchat")
    numbers = chat.numbers()
    assert [id_ for id_ in arrivals if id_ in numbers] == []
    assert numbers[answer] == 1


def test_of_a_first_post_less_is_enough_to_be_an_arrival() -> None:
    chat = garden_chat()
    arrivals = [
        chat.says(2.1 + n / 20, f"new{n}", text)
        for n, text in enumerate(
            (
                "Hey #plotchat - wish I could fully participate tonight, wildly baking",
                "Showing up late to #plotchat! Wen here, 1st timer",
                "Yo #plotchat, Kit, student of soil in Hull!",
                "Just got home. What'd I miss? #plotchat",
                "Just dropping in, late from the committee. I will have to read the archive",
                "Ugh, first lost track of time, then the kettle boiled over #plotchat",
            )
        )
    ]
    answers = [
        chat.says(
            2.9,
            "lou",
            "Hello all! Cucumbers grew a yard a week here, fed the whole street and won every"
            " prize going at three fairs",
        ),
        chat.says(3, "una", "A student of mine grew leeks in milk crates on a roof #plotchat"),
    ]
    later = chat.says(3.4, "lou", "Just got home with beans enough for the street #plotchat")
    numbers = chat.numbers()
    assert [id_ for id_ in arrivals if id_ in numbers] == []
    assert [id_ for id_ in (*answers, later) if id_ not in numbers] == []


def test_a_chat_in_a_personal_archive_needs_no_labels_of_others() -> None:
    chat = Chat()
    for minute, number, text in (
        (0, 1, "Which vegetable surprised you this summer?"),
        (10, 2, "How do you keep slugs off the lettuce?"),
        (20, 3, "What will you sow before the frost?"),
    ):
        chat.says(minute, "plotnine", f"Q{number} {text} #plotchat")
    mine = [
        chat.says(minute, "owner", text)
        for minute, text in (
            (3, "Runner beans climbed my shed and came out at the chimney #plotchat"),
            (13, "Copper tape round the pots, and two very greedy ducks #plotchat"),
            (23, "Broad beans and garlic go in as soon as the rain stops #plotchat"),
            (26, "Green manure for whatever bed is still empty then #plotchat"),
        )
    ]
    assert [asked.number for asked in chat.sessions()[0].questions] == [1, 2, 3]
    numbers = chat.numbers()
    assert [numbers.get(id_) for id_ in mine] == [1, 2, 3, 3]


def test_an_announcement_is_no_question() -> None:
    chat = garden_chat()
    chat.says(-40, "plotnine", "Join us at eight. Q1 will be about vegetables #plotchat")
    early = chat.says(-30, "plotnine", "Q1 Which vegetable surprised you this summer? #plotchat")
    soon = chat.says(19, "plotnine", "Q3 coming up… #plotchat")
    (session,) = chat.sessions()
    assert session.questions[0].post == 2
    assert not chat.numbers().keys() & {early, soon}


def test_a_repeat_by_the_host_is_no_second_question() -> None:
    chat = garden_chat()
    again = chat.says(15, "plotnine", "Q2 again: how do you keep slugs off the lettuce? #plotchat")
    after = chat.says(90, "plotnine", "Q1 Which vegetable surprised you this summer? #plotchat")
    assert [asked.post for asked in chat.sessions()[0].questions] == [2, 6, 10]
    assert not chat.numbers().keys() & {again, after}


def test_an_echo_of_a_question_is_no_new_question() -> None:
    chat = garden_chat()
    echo = chat.says(
        11, "lou", "RT @plotnine: Q2 How do you keep slugs off the lettuce?", echo_of=6
    )
    assert len(chat.sessions()[0].questions) == 3
    assert chat.numbers()[echo] == 2


def test_an_echo_goes_where_its_source_is() -> None:
    chat = garden_chat()
    chat.says(24, "lou", "RT @bo: ducks. Two ducks eat every slug", echo_of=8)
    assert chat.numbers()[14] == 2


def test_whoever_asks_a_number_is_a_host_too() -> None:
    chat = garden_chat()
    chat.says(30, "professor_soil", "Q4: How do you know that your soil is alive? #plotchat")
    chat.says(31, "ines", "A4 worms, a dozen in each spit #plotchat")
    chat.says(32, "bo", "A4: it smells of mushrooms #plotchat")
    (session,) = chat.sessions()
    assert session.questions[-1].number == 4
    assert session.hosts == {"plotnine": "host", "professor_soil": "host"}


def test_another_day_is_another_chat() -> None:
    chat, week = garden_chat(), 7 * 24 * 60
    chat.says(week, "plotnine", "Q1 What do you read about gardens? #plotchat")
    answer = chat.says(week + 1, "ines", "A1 old seed lists #plotchat")
    chat.says(week + 2, "bo", "A1: Derek Jarman #plotchat")
    chat.says(week + 10, "plotnine", "Q2 Who taught you to dig? #plotchat")
    chat.says(week + 11, "ravi", "A2. My aunt, in clay #plotchat")
    first, second = chat.sessions()
    assert [asked.number for asked in second.questions] == [1, 2]
    assert chat.places()[answer].question == second.questions[0].first
    assert first.end <= second.start


def test_numbers_that_begin_anew_are_another_chat_of_the_same_day() -> None:
    chat = garden_chat()
    chat.says(180, "plotnine", "Q1 For our late shift: which tool would you never lend? #plotchat")
    chat.says(181, "wen", "A1 secateurs #plotchat")
    chat.says(190, "plotnine", "Q2 Where do you sit down on your plot? #plotchat")
    chat.says(191, "lou", "A2 on an upturned bucket #plotchat")
    chat.says(192, "wen", "A2 never #plotchat")
    assert [len(session.questions) for session in chat.sessions()] == [3, 2]


def test_a_chat_past_midnight_is_one_chat() -> None:
    chat = garden_chat()
    moved = [said._replace(at=said.at - said.at % DAY + DAY - 12 * MINUTE + n * MINUTE * 2)
             for n, said in enumerate(chat.posts)]  # fmt: skip
    chat.posts = moved
    assert len(chat.sessions()) == 1


def test_a_chat_without_questions_has_none() -> None:
    chat = Chat()
    for n in range(60):
        chat.says(n, f"digger{n % 7}", f"Row {n} is sown, what about yours? A1 sauce on the beans")
    assert not chat.sessions()
    assert not chat.numbers()


def test_a_list_of_questions_that_nobody_answers_is_no_chat() -> None:
    chat = Chat()
    for n in range(1, 6):
        chat.says(n, "teacher", f"Q{n}. What is the root of plant number {n}?")
    assert not chat.sessions()


def test_answers_show_a_question_whose_post_is_missing() -> None:
    chat = garden_chat()
    del chat.posts[5]
    asked = {each.number: each for each in chat.sessions()[0].questions}
    assert asked[2].post is None
    assert chat.numbers()[8] == 2


def test_one_post_may_ask_two_questions() -> None:
    chat = garden_chat()
    both = "Q3 What will you sow before the frost? #plotchat OR Q4: What do you dig up by then?"
    chat.posts[9] = chat.posts[9]._replace(text=both)
    chat.says(24, "ines", "A4 Parsnips, and the last leeks #plotchat")
    chat.says(25, "bo", "A4: dahlias, before they turn black #plotchat")
    chat.says(26, "ravi", "A4. Nothing, I leave the seed heads to the finches #plotchat")
    (session,) = chat.sessions()
    asked = {each.number: each for each in session.questions}
    assert [asked[3].text, asked[4].text] == [
        "What will you sow before the frost? #plotchat",
        "What do you dig up by then?",
    ]
    assert (asked[3].post, asked[4].post) == (10, None)
    assert {n for id_, n in chat.numbers().items() if id_ > 13} == {4}


def test_spanish_labels_are_read_where_the_chat_uses_them() -> None:
    chat = Chat()
    chat.says(0, "huerta", "P1 ¿Qué verdura os sorprendió?")
    one = chat.says(1, "ines", "R1 las judías, sin duda")
    chat.says(2, "bo", "R1: la remolacha del año")
    chat.says(10, "huerta", "P2 ¿Cómo alejáis las babosas?")
    two = chat.says(11, "ravi", "R2. con patos y paciencia")
    assert [chat.numbers()[id_] for id_ in (one, two)] == [1, 2]


def test_a_host_named_by_hand_is_obeyed() -> None:
    chat = Chat()
    for minute, number in ((0, 1), (10, 2)):
        chat.says(minute, "quiet_host", f"Q{number}. We come to manure and straw, number {number}")
        chat.says(minute + 0.5, "loud", f"Q{number}: Who would not love manure, I ask? {number}")
        chat.says(minute + 1, "ines", f"A{number} horse, well rotted for {number} years")
        chat.says(minute + 2, "bo", f"A{number}: chicken, after {number} months")
    seats = ByHand(seats={chat.person("quiet_host"): "host"})
    (session,) = chat.sessions(seats)
    assert [asked.post for asked in session.questions] == [1, 5]
    assert session.hosts["quiet_host"] == "host"


def test_a_question_marked_by_hand_is_one() -> None:
    chat = Chat()
    asked = chat.says(0, "plotnine", "So, which vegetable surprised you?")
    answer = chat.says(3, "ines", "Runner beans that climbed over the shed")
    (session,) = chat.sessions(ByHand(questions={asked: 1}))
    assert session.questions[0].post == asked
    assert chat.numbers(ByHand(questions={asked: 1}))[answer] == 1


def test_a_post_placed_by_hand_stays_and_takes_its_replies_along() -> None:
    chat = garden_chat()
    moved = chat.says(12.5, "wen", "Mulch, mulch and again mulch of straw")
    reply = chat.says(14, "lou", "Straw brings mice into my beds", to=moved)
    gone = ByHand(places={moved: 10, 4: None})
    numbers = chat.numbers(gone)
    assert [numbers[moved], numbers[reply]] == [3, 3]
    assert 4 not in numbers


def test_a_post_of_which_only_the_day_is_known_is_not_placed_by_time() -> None:
    chat = garden_chat()
    said = chat.says(15, "wen", "I go out with a torch and a bucket for slugs", timed=False)
    assert said not in chat.numbers()


def test_the_same_posts_are_always_placed_alike() -> None:
    chat = garden_chat()
    chat.says(16, "wen", "Torch and bucket, slugs in the dark")
    assert chat.places() == chat.places()


def test_fifty_thousand_posts_are_placed_in_seconds() -> None:
    posts, start = [], 1_700_000_000_000
    for n in range(50_000):
        at = start + n * HOUR // 50_000
        number, first = divmod(n, 8_000)
        who = "plotnine" if first == 0 else f"digger{n % 900}"
        text = f"A{number + 1} slug {n % 301} under leaf {n % 77} of bed {n % 13}"
        if first == 0:
            text = f"Q{number + 1} How many slugs sit under leaf number {number}?"
        elif n % 4 == 0:
            text = text.partition(" ")[2]
        posts.append(ChatPost(n + 1, n % 900 if first else 1000, at, text, handle=who))
    begun = process_time()
    labels = {said.id: label for said in posts if (label := label_of(said.text))}
    sessions = find_questions(posts, labels, ByHand())
    assert len(place(posts, sessions, labels, ByHand())) > 49_000
    assert process_time() - begun < 20  # three seconds on a machine that does nothing else


def test_a_question_in_two_posts_is_told_whole() -> None:
    chat = garden_chat()
    chat.says(30, "plotnine", "Q4 (1/2) Some say that moles aerate the soil. #plotchat")
    chat.says(30.5, "plotnine", "Q4 (2/2) Would you let them stay in your lawn? #plotchat")
    for n, who in enumerate(("ines", "bo", "ravi")):
        chat.says(31 + n, who, f"A4 never, {who} says")
    (session,) = chat.sessions()
    told = "Some say that moles aerate the soil. Would you let them stay in your lawn?"
    assert session.questions[-1].text == told
    assert session.questions[-1].number == 4


def test_a_question_whose_second_post_is_missing_ends_as_cut() -> None:
    chat = garden_chat()
    chat.says(30, "plotnine", "Q4 Some say that moles aerate the soil. #plotchat (1/2)")
    for n, who in enumerate(("ines", "bo", "ravi")):
        chat.says(31 + n, who, f"A4 never, {who} says")
    (session,) = chat.sessions()
    assert session.questions[-1].text == "Some say that moles aerate the soil …"


def test_the_words_behind_a_label_inside_a_post_are_the_question() -> None:
    chat = garden_chat()
    chat.says(30, "plotnine", "Splendid! That brings us to: Q4 Who eats all the pears? #plotchat")
    chat.says(40, "plotnine", "This evening's #plotchat Q5! https://example.org/picture")
    for number, who in ((4, "ines"), (4, "bo"), (5, "ines"), (5, "bo"), (5, "ravi")):
        chat.says(31 + 10 * (number - 4), who, f"A{number} blackbirds, {who} says")
    (session,) = chat.sessions()
    assert [asked.text for asked in session.questions[3:]] == [
        "Who eats all the pears? #plotchat",
        "",
    ]
