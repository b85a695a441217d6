"""Echoes: what repeats what, and above all what does not."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest

from curator.insight.echoes.echoes import Echo, EchoPost, echoes

MINUTE, HOUR = 60_000, 3_600_000
LONG = "Libraries that lend tools keep neighbours talking long past the closing bell"


def said(number: int, text: str, handle: str = "", **values: object) -> EchoPost:
    """Make a post that somebody of their own says a minute after the one before it."""
    usual = {"platform": "t", "key": str(number), "at": number * MINUTE}
    made = usual | {"handle": handle or f"p{number}", "text": text} | values
    return EchoPost(id=number, **made)  # type: ignore[arg-type]


def grouped(*posts: EchoPost) -> dict[int, Echo]:
    """Return which of some posts repeat which."""
    working = echoes(posts)
    while True:
        try:
            next(working)
        except StopIteration as end:
            found: dict[int, Echo] = end.value
            return found


def sources(*posts: EchoPost) -> dict[int, int]:
    return {post: echo.source for post, echo in grouped(*posts).items()}


def repeats(original: str, echo: str) -> str:
    """Return why what another says is an echo of what Ann said; '' when it is none."""
    found = grouped(said(1, original, "ann"), said(2, echo, "ben")).get(2)
    return found.why if found else ""


@pytest.mark.parametrize(
    "echo",
    [
        "RT @ann: {}",
        "rt @Ann {}",
        "MT @ann: {}",
        "RT @ann: “{}”",
        "“@ann: {}”",
        '"@ann: {}" so true!',
        "{} (via @ann)",
        "{} via @ann #tools",
        "“{}” — @ann",
        "Yes! RT @ann: {}",
        "RE- tweeting “@ann: {}”",
        "RT @ann: {} cc: @dora",
        "RT @ann: {} /cc @dora @emil",
        "Yes! MT @ann: {} (cc @dora, @emil)",
        "+1 RT @ann: {}",
        "👏👏 RT @ann: {}",
        "¡Exacto! RT @ann: {}",
        "RT @carl: RT @ann: {}",
        "RT @ann: {} // agreed",
        "RT @ann: {} https://t.co/abc #tools #night",
        "♻️ @ann: {}",
        "ＲＴ @ann: {}",
        "Ditto! RT @ann: {}",
        "Yup RT @ann: {}",
        "Tweet of the night RT @ann: {}",
        "Great resource! RT @ann: {}",
        "#tools resource!RT @ann: {}",
        "Powerful. RT @ann: {}",
        "Nice ex. >> RT @ann: {}",
        "My sentiments exactly! MT @ann: {}",
        "RT “@ann: {}”",
        'MT "@ann: {}" @zed',
        "Well put “@ann {}”",
        "{} via @ann – so true!",
        "Via @ann: {}",
        "(h/t @ann) {}",
        "From @ann: {}",
        "#tools #night ann: {}",
    ],
)
def test_words_under_somebodys_name_are_an_echo(echo: str) -> None:
    assert repeats(LONG, echo.format(LONG)) == "named"


@pytest.mark.parametrize(
    "echo",
    [
        "RT @ann: Libraries that lend tools keep neighb…",
        "RT @ann: Libraries that lend tools keep neighbours...",
        "“@ann: Libraries that lend tools keep…” #tools",
        "MT @ann Libraries that lend tools keep neighbours talking",
        "MT @ann: Libraries that lend tools keep neighbours talking past the bell",
        "MT @ann: Libraries tht lend tools keep neighbrs talkng long past the closing bell",
        "RT @ann: Libraries that lend tools keep neighbours talking long past the h…",
        "RT @ann: Libraries that lend tools keep neighbours talking long past the closing http:…",
        "#tools ann: Libraries that lend tools keep neighb…",
    ],
)
def test_a_name_vouches_for_words_that_are_cut_or_shortened(echo: str) -> None:
    assert repeats(LONG, echo) == "named"


@pytest.mark.parametrize(
    ("first", "modified"),
    [
        (
            "C. Buhay: County archive of medicine is doing maps, right now 200 maps a month #maps",
            "CB: county archive of medicine is doing maps, right now 200 maps a month #maps2013",
        ),
        (
            "Juno Salz: looking for scrambled transcripts in old letters and finding circles",
            "JS looking for scrambled transcripts in old letters & finding circles",
        ),
        (
            "Oysters are a multibillion dollar part of food industry, they clean water",
            "oysters are multibill. $ food industry, they clean water #sea",
        ),
        (
            "Seeds extracted from oyster shells, made thin slices, used the old machine",
            "seeds extracted frm oyster shells, thin slices, uses old machine",
        ),
    ],
)
def test_a_modified_repeat_may_abbreviate(first: str, modified: str) -> None:
    assert repeats(first, f"MT @ann: {modified}") == "named"
    assert repeats(first, modified) == ""


def test_a_typed_repeat_that_breaks_off_in_its_link_is_known_by_its_words() -> None:
    whole = f"{LONG} #tools #night http://example.org/a-long-address"
    for end in ("#tools #night h…", "#tools #night http:/…", "#tools #ni…", "#tools h..."):
        assert repeats(whole, f"RT @ann: {LONG} {end}") == "named"


def test_a_typed_repeat_that_fills_its_post_may_miss_its_end() -> None:
    whole = (
        f"{LONG}, and the children come for seeds, for stories and for the two old sewing machines"
    )
    typed = f"RT @ann: {whole}"[:140].strip()
    assert whole not in typed
    assert repeats(whole, typed) == "named"


def test_a_machine_repeats_people_by_their_bare_name() -> None:
    found = sources(
        said(1, LONG, "ann"),
        said(2, f"#tools #vote Ann: {LONG}", "votebot"),
        said(3, f"#tools #vote Nobody: {LONG} indeed", "votebot"),
    )
    assert found == {2: 1}


@pytest.mark.parametrize(
    "comment",
    ["Yeah, right!", "Oh, great.", "Just wonderful.", "“Great”", "How lovely.", "Fine…", "As if!",
     "Thanks a lot!", "Sad to see", "Who else is waiting?", "Yes! We did that in May:",
     "Edtech for", "LOL no"],
)  # fmt: skip
def test_a_word_or_two_that_do_not_approve_stay_apart(comment: str) -> None:
    assert repeats(LONG, f"{comment} RT @ann: {LONG}") == ""


@pytest.mark.parametrize("tag", ["#not", "#sarcasm", "#fail", "#disagree"])
def test_a_hashtag_that_mocks_is_a_comment(tag: str) -> None:
    assert repeats(f"{LONG} #tools", f"RT @ann: {LONG} {tag}") == ""


def test_a_newspaper_of_many_names_is_not_said_again() -> None:
    paper = "The Tool Library Daily is out! Top stories from the whole town via @ann @ben"
    other = paper.replace("@ann @ben", "@cy @dee")
    assert grouped(said(1, paper, "zed"), said(2, other, "zed"), said(3, other, "ann")) == {
        3: Echo(2, "copy")
    }
    daily = "The Tool Library Daily is out! http://x.example/{} ▸ Top stories today via @{}"
    monday, friday = daily.format("mo", "ann"), daily.format("fr", "ben")
    week = 4 * 24 * HOUR
    assert grouped(said(1, monday, "zed"), said(2, friday, "zed", at=week)) == {}


def test_few_words_copied_sign_by_sign_are_an_echo() -> None:
    short = "Question everything, especially library catalogues #tools"
    assert repeats(short, short) == "copy"
    assert repeats(short, short.replace("everything,", "everything;")) == ""
    assert repeats("So happy to see you all!", "So happy to see you all!") == ""
    assert repeats("Skype, Padlet, Twitter", "Skype, Padlet, Twitter") == ""


def test_cut_words_of_somebody_who_is_not_here_are_looked_up_by_themselves() -> None:
    cut = "RT @zed: Libraries that lend tools keep neigh…"
    assert sources(said(1, LONG, "ann"), said(2, cut)) == {2: 1}
    greeting = "I am so glad to be here with you all tonight because of the ladders"
    assert sources(said(1, greeting), said(2, "RT @zed: I am so glad to be here with…")) == {}


@pytest.mark.parametrize(
    ("first", "shortened"),
    [
        ("Nobody here said that tools should be free for all", "tools should be free for all"),
        ("I doubt that a card will open every door", "that a card will open every door"),
        ("Lending works if there are volunteers", "Lending works there are volunteers"),
        ("We lent 300 drills and 20 saws last year", "We lent drills and saws last year"),
        ("Thanks to @cy we have all these new seeds", "Thanks to we have all these new seeds"),
    ],
)
def test_words_that_matter_cannot_be_left_out(first: str, shortened: str) -> None:
    assert repeats(first, f"MT @ann: {shortened}") == ""


@pytest.mark.parametrize(
    "echo", ["{}", "{}!", "#tools {}", "{} #tools 🎉", "A2: {}", "{} http://ow.ly/x"]
)
def test_words_copied_without_a_name_are_an_echo(echo: str) -> None:
    assert repeats(LONG, echo.format(LONG)) == "copy"


def test_words_cut_without_a_name_are_an_echo_if_only_one_post_begins_so() -> None:
    cut = "Libraries that lend tools keep neighbours talking long past the…"
    assert repeats(LONG, cut) == "near"
    other = said(3, f"{LONG[:-13]} last bus")
    assert 2 not in grouped(said(1, LONG, "ann"), said(2, cut), other)


OPPOSITES = [
    ("Phones should be part of every lesson from the first year on", "should", "should never"),
    ("We can close the gap by Monday with the people we have", "can", "can't"),
    ("The council voted to keep all nine branches open this winter", "nine", "seven"),
    ("The meeting is at 7:30 in the old reading room by the river", "7:30", "8:30"),
    ("Budget grew 12% since the tool shed opened next to the school", "12%", "1.2%"),
    ("Temperatures of -5 in the archive are fine for these old films", "-5", "5"),
    ("See you on 3 May in the main hall, bring a friend and a book", "3 May", "4 May"),
    ("Thanks to @maria we now have a shelf for seeds in every village", "@maria", "@marta"),
    ("I would vote for Jonas Berg as the next head of the book club", "Jonas", "Joans"),
    ("A good #homework policy lets children read what they want to read", "#homework", "#recess"),
    ("Everyone agrees that the new reading room is worth its price", "agrees", "denies"),
    ("Everyone agrees that the new reading room is worth its price", "Everyone", "No one"),
    ("Reading aloud is safe and effective for children under five", "safe", "unsafe"),
    ("Reading aloud is legal and effective for children under five", "legal", "illegal"),
    ("Only teachers with a licence may open the cupboard with acids", "may", "may not"),
    ("A few people in our town still borrow films on magnetic tape", "A few", "Few"),
    ("The employers in our town should pay for the training we need", "employers", "employees"),
    ("Every county library in the land should lend musical instruments", "county", "country"),
    ("Is it true that the tool library closes at the end of the year?", "?", "."),
    ("Der Lesesaal ist nach dem Umbau wieder für alle Leute geöffnet", "wieder", "nicht"),
    ("Der Lesesaal hat nach dem Umbau eine Tür für alle Leute zum Hof", "eine", "keine"),
    ("Nous avons toujours assez de livres pour les enfants du quartier", "toujours", "jamais"),
    ("On a le droit de copier ces pages pour toute la classe ce soir", "On a", "On n’a pas"),
    ("La biblioteca siempre presta herramientas a la gente del barrio", "siempre", "nunca"),
    ("La biblioteca presta libros a toda la gente del barrio viejo", "La", "No la"),
    ("A biblioteca empresta livros para toda a gente do bairro velho", "A", "Não, a"),
    ("La biblioteca presta i libri a tutti quelli del quartiere vecchio", "La", "Mai la"),
    ("Biblioteket låner ut verktøy til alle som bor i den gamle byen", "låner", "låner ikke"),
    ("Библиотека даёт книги домой всем жителям старого города на реке", "даёт", "не даёт"),
    ("図書館は町のみんなに道具を貸すべきだと思います。", "べきだ", "べきではない"),
    ("我们应该让所有的孩子每天晚上都读一个小时的书", "应该", "不应该"),
    ("المكتبة تعير الأدوات لكل سكان المدينة القديمة كل يوم", "تعير", "لا تعير"),
    ("도서관은 마을 사람 모두에게 도구를 빌려줄 수 있다고 그 사람이 말했다", "있다고", "없다고"),
    ("पुस्तकालय गाँव के सब लोगों को औज़ार उधार देता है और देता रहेगा", "देता है", "नहीं देता है"),
    ("Phones in every class and in every corridor of this old school ✅", "✅", "❌"),
    ("A1: be curious with your students and never with your gradebook", "A1", "A2"),
    ("A3 (1/2): lend the drill and the ladder and the advice with it", "1/2", "2/2"),
    ("Read this long report on tools in towns today https://a.example/1", "/1", "/2"),
    ("@ann was right about the whole story of the budget in our town", "@ann", "@carl"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "other"), OPPOSITES)
@pytest.mark.parametrize(
    "form", ["{}", "RT @ann: {}", "{} (via @ann)", "“@ann: {}”", "MT @ann {}"]
)
def test_what_looks_alike_and_says_another_thing_stands_alone(
    text: str, word: str, other: str, form: str
) -> None:
    assert word in text
    assert repeats(text, form.format(text.replace(word, other, 1))) == ""
    assert repeats(text.replace(word, other, 1), form.format(text)) == ""


@pytest.mark.parametrize(
    "comment",
    [
        "Not true!", "I disagree:", "Really?", "Nope.", "👎", "🙄", "Source? ", "False.",
        "In my school we tried this for two years and gave up.", "So wrong", "Only in June:",
        "Je ne crois pas", "Ojalá fuera así", "违心", "Said nobody ever:",
    ],
)  # fmt: skip
def test_a_comment_that_says_something_makes_a_post_of_ones_own(comment: str) -> None:
    assert repeats(LONG, f"{comment} RT @ann: {LONG}") == ""
    assert repeats(LONG, f"“@ann: {LONG}” {comment}") == ""


@pytest.mark.parametrize(
    "small",
    ["lol", "Yes!", "Thanks!", "Good night all", "So glad to be here tonight with you all"],
)
def test_what_many_people_say_by_chance_repeats_nobody(small: str) -> None:
    assert grouped(said(1, small), said(2, small), said(3, small)) == {}


def test_a_greeting_of_many_words_is_still_a_greeting() -> None:
    words = "Hello everyone, so glad to be here with you all again tonight, thanks for hosting us!"
    assert grouped(said(1, words), said(2, words)) == {}


def test_few_words_are_repeated_under_their_owners_name_only() -> None:
    found = sources(
        said(1, "Seeds.", "ann"),
        said(2, "Seeds."),
        said(3, "RT @ann: Seeds"),
        said(4, "RT @cy: Seeds"),
    )
    assert found == {3: 1}


def test_native_reposts_follow_their_original_wherever_it_comes_from() -> None:
    original = said(3, f"RT @zed: {LONG}", "ann")
    posts = [
        said(1, LONG, "zed"),
        said(4, "x", repost_of="3"),
        said(5, "x", repost_of="3"),
        original,
    ]
    assert grouped(*posts) == {3: Echo(1, "named"), 4: Echo(1, "native"), 5: Echo(1, "native")}


def test_without_the_original_the_earliest_stands_for_it() -> None:
    native = [said(n, f"RT @ann: {LONG}", repost_of="9") for n in (4, 2)]
    assert sources(*native, said(3, f"RT @ann: {LONG[:40]}…")) == {4: 2, 3: 2}


def test_a_post_known_from_a_quote_only_hides_nothing() -> None:
    quoted = said(1, LONG, "ann", context=True)
    assert sources(quoted, said(2, f"RT @ann: {LONG}"), said(3, f"RT @ann: {LONG}")) == {3: 2}


def test_the_source_is_who_said_it_first_in_their_own_name() -> None:
    assert sources(said(1, f"RT @ann: {LONG}"), said(2, LONG, "ann"), said(3, LONG)) == {
        1: 2,
        3: 2,
    }


def test_two_posts_are_never_joined_through_a_third() -> None:
    labelled = [said(1, f"A1: {LONG}"), said(2, LONG), said(3, f"A2: {LONG}")]
    assert sources(*labelled) == {2: 1}


def test_a_cut_repeat_goes_to_the_latest_that_begins_so() -> None:
    one, two = f"{LONG} in spring", f"{LONG} in autumn"
    found = sources(said(1, one, "ann"), said(2, two, "ann"), said(3, f"RT @ann: {LONG}…"))
    assert found == {3: 2}


def test_a_slip_that_was_put_right_at_once_is_the_same_post() -> None:
    wrong = LONG.replace("neighbours", "nieghbours")
    assert grouped(said(1, wrong, "ann"), said(2, LONG, "ann"))[2].why == "near"
    assert grouped(said(1, wrong, "ann"), said(2, LONG, "ben")) == {}


def test_ones_own_words_on_another_day_are_said_anew() -> None:
    weekly = [said(n, LONG, "host", at=n * 7 * 24 * HOUR) for n in (1, 2)]
    assert sources(*weekly, said(3, LONG, "host", at=14 * 24 * HOUR + MINUTE)) == {3: 2}


def test_hashtags_that_the_whole_chat_has_tell_nothing() -> None:
    posts = [said(n, f"Number {n} of all the things I heard #chat") for n in range(3, 20)]
    assert sources(said(1, f"{LONG} #chat"), said(2, f"{LONG} #library"), *posts) == {2: 1}


def test_hostile_texts_are_only_texts() -> None:
    texts = ["", "@", "RT @", "RT @a", "RT @a:", "“@a:”", "via @a", "…", "#", "A1", "RT @a: " * 60,
             "\0", "\ud800", "“" * 500, "@a " * 400, "#a " * 400, "(" * 900,
             "İ" * 50 + "RT @a: x"]  # fmt: skip
    assert isinstance(grouped(*[said(n, text) for n, text in enumerate(texts)]), dict)


@pytest.mark.parametrize(
    "text", ["“@a: " * 3_000, "RT @a: " * 3_000, "#tag " * 3_000, "x " * 9_000]
)
def test_a_long_text_takes_no_long_time(text: str) -> None:
    began = process_time()
    grouped(said(1, text), said(2, text))
    assert process_time() - began < 5


def test_the_order_of_posts_does_not_matter() -> None:
    random = Random(3)  # noqa: S311  no secret
    posts = [said(n, f"RT @ann: {LONG}") for n in range(2, 8)]
    posts += [said(1, LONG, "ann"), said(9, LONG), said(10, f"{LONG[:50]}… via @ann")]
    expected = sources(*posts)
    assert set(expected.values()) == {1}
    for _ in range(5):
        random.shuffle(posts)
        assert sources(*posts) == expected


def test_twenty_thousand_posts_take_seconds() -> None:
    random = Random(1)  # noqa: S311  no secret
    words = [f"word{n}" for n in range(900)]
    texts = [" ".join(random.choices(words, k=14)) for _ in range(8_000)]
    posts = [said(n, text, f"v{n % 700}") for n, text in enumerate(texts)]
    for n in range(8_000, 20_000):
        of = random.randrange(8_000)
        posts.append(said(n, f"RT @v{of % 700}: {texts[of][: random.choice((40, 200))]}…"))
    began = process_time()
    assert len(grouped(*posts)) > 11_500
    assert process_time() - began < 10
