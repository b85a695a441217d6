"""Casts, resources, charts and voices: what they say, and of whom they do not speak."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

from curator.counted import Bar, Figure, Participant, Resource, Scope
from curator.insight.checks.checks import findings
from curator.insight.checks.voices import balance, voice_findings, warnings
from curator.insight.consent.consent import mask
from curator.insight.consent.leaks import leaks
from curator.insight.figures.cast import sentence, thanks
from curator.insight.figures.charts import alt
from curator.insight.figures.shared_links import as_csv, as_markdown, handles
from curator.model import (
    Author,
    Block,
    Cast,
    Chart,
    Facts,
    Group,
    Links,
    Passage,
    Post,
    Quote,
    Standing,
    Story,
)
from tests.conftest import post
from tests.recap import CAST, SHARED, STORY

ANN = Participant(
    "test", "ann", "Ann Lee", "Mayor", "City Hall", "Policymakers", posts=5, originals=5
)
BOB = Participant("test", "bob", "Bob Ray", "", "", "Business leaders", posts=4, originals=4)
CY = Participant("test", "cy", "Cy Org", "", "", "Organisations", posts=3, originals=3)
DOT = Participant("test", "dot", "Dot Unknown", posts=2, originals=2)
PEOPLE = (ANN, BOB, CY, DOT)


def quotes(*handles: str) -> tuple[Quote, ...]:
    return tuple(Quote(post(n, handle=handle)) for n, handle in enumerate(handles))


def test_a_cast_goes_from_sector_to_sector() -> None:
    assert sentence(PEOPLE) == (
        "From business leaders like Bob Ray (@bob) to organisations like Cy Org (@cy)"
        " to policymakers like Ann Lee (@ann) of City Hall."
    )


def test_nothing_is_said_of_sectors_where_none_is_recorded() -> None:
    assert sentence([DOT]) == ""
    assert sentence([BOB]) == "Among those who took part: business leaders like Bob Ray (@bob)."


def test_thanks_go_to_everyone_quoted_once_and_to_nobody_who_is_hidden() -> None:
    story = Story("s", quotes("bob", "ann", "ann", "cy"))
    assert thanks(story) == "Thank you to everyone who is quoted: @ann, @bob and @cy."
    masked = mask(story, {("test", "ann"): Standing("withheld")})
    assert thanks(masked) == "Thank you to everyone who is quoted: @bob and @cy."
    assert thanks(Story("s")) == ""


def test_a_withheld_person_is_in_no_counted_block() -> None:
    scope = Scope("from:ann", words="Posts that answer “from:ann”")
    bars = tuple(Bar(person.name, person.posts, 0, person) for person in PEOPLE)
    chart = Chart("people", "Who posted most", bars, scope=scope)
    story = Story(
        "s",
        (
            Cast(sentence(PEOPLE), PEOPLE, scope),
            replace(chart, alt=alt(chart)),
            Chart("hashtags", "Hashtags", (Bar("#AnnLee", 3), Bar("#hook", 9))),
            Links(
                (
                    Resource("link", "https://a.example/ann", "By Ann Lee", 2, 2, BOB),
                    Resource("link", "https://b.example", "What Ann Lee says", 1, 1, ANN),
                    Resource("mention", "ann", "", 2, 2, BOB),
                )
            ),
            Facts((Figure("posts", "5", "posts by @ann", "Ann Lee’s", query="from:ann"),), scope),
        ),
    )
    shown = repr(mask(story, {("test", "ann"): Standing("withheld", names=("Ann Lee",))}))
    assert "Bob Ray" in shown
    for secret in ("ann", "lee", "mayor", "city hall"):
        assert secret not in shown.casefold().replace("annot", ""), secret
    assert leaks(story, {("test", "ann"): Standing("withheld", names=("Ann Lee",))}) == ()


def test_who_is_shown_by_role_is_their_role_and_no_more() -> None:
    people = {("test", "ann"): Standing("role", "A mayor", names=("Ann Lee",))}
    (cast,) = mask(Story("s", (Cast("", PEOPLE),)), people).blocks
    assert isinstance(cast, Cast)
    assert cast.people[0] == replace(ANN, handle="", name="", role="A mayor", organisation="")


def test_without_limits_nothing_is_changed() -> None:
    assert mask(STORY, {("twitter", "nobody"): Standing("withheld")}).blocks == STORY.blocks


def test_no_title_is_a_formula_however_it_hides() -> None:
    titles = ["=1+1", "  =HYPERLINK(0)", "＝1", "−1", "\n=1"]
    shared = [Resource("link", f"https://example.org/{n}", t) for n, t in enumerate(titles)]
    rows = list(csv.reader(StringIO(as_csv(shared))))[1:]
    assert [row[2] for row in rows] == [f"'{title}" for title in titles]


def test_resources_are_lists_to_work_with() -> None:
    rows = list(csv.reader(StringIO(as_csv(SHARED))))
    assert rows[1][:3] == [
        "link",
        "https://fenwickmobile.example/stop-7",
        "How we run [stop 7] <b>",
    ]
    assert rows[4][1] == "'@seedshelf"  # no spreadsheet takes it for a formula
    assert handles(SHARED) == "@seedshelf\n#LendAnything\n"
    text = as_markdown(SHARED)
    assert "[How we run \\[stop 7\\] \\<b\\>](https://fenwickmobile.example/stop-7)" in text
    assert "](javascript:" not in text
    assert as_markdown(()) == ""


def test_a_chart_says_in_words_what_it_shows() -> None:
    bars = tuple(Bar(person.name, person.posts, 0, person) for person in CAST)
    assert alt(Chart("people", "t", bars)).startswith(
        "A chart of 3 bars, the longest first: Adaeze"
    )
    times = Chart("activity", "t", (Bar("19:00", 3), Bar("19:05", 9), Bar("19:10", 1)))
    assert alt(times) == "Posts over time from 19:00 to 19:10: 13 in all, most at 19:05 (9)."


def test_three_voices_with_most_of_the_quotes_are_told() -> None:
    narrow = quotes(*"aaaabbbccdef")
    assert balance(narrow).top_quotes == 9
    assert warnings(narrow, 6) == ["@a, @b and @c have 9 of 12 quotes."]
    assert warnings(quotes(*"abcdefghijkl"), 12) == []
    assert warnings(quotes("a", "a", "b"), 9) == []


def test_one_voice_with_half_of_the_quotes_is_told() -> None:
    assert warnings(quotes(*"aaabbc"), 9) == ["@a has 3 of 6 quotes."]
    assert warnings(quotes(*"aaaa"), 9) == ["@a has 4 of 4 quotes."]
    assert warnings(quotes(*"aaaa"), 1) == []  # nobody else wrote
    assert warnings(quotes(*"aabbc"), 9) == []
    (told,) = voice_findings(quotes(*"aaaaa"), 12, [])
    assert (told.level, told.detail) == ("look", "@a has 5 of 5 quotes.")
    guest = Cast("", (Participant("test", "a", seat="guest"),), took_part=9)
    interview: list[Block] = [*quotes(*"aaabbc"), guest]
    assert warnings(interview, 9) == []
    assert next(iter(voice_findings(interview, 9, []))).level == "good"


def test_a_sector_that_took_part_but_is_not_quoted_is_told() -> None:
    schools = [Participant("test", handle, sector="Schools") for handle in ("x", "y", "z")]
    found = list(voice_findings(quotes("ann", "bob"), 40, [*schools, ANN]))
    assert found[0].sentence == "2 of 40 people who took part are quoted."
    assert [each.sentence for each in found[1:]] == ["Nobody from “Schools” is quoted."]
    assert [
        each for each in voice_findings(quotes("X"), 40, schools) if "Nobody" in each.sentence
    ] == []


def test_a_groups_share_of_the_quotes_stands_beside_its_share_of_the_people() -> None:
    schools = [Participant("test", handle, sector="Schools") for handle in "xyz"]
    told = list(voice_findings(quotes(*"xabcdefghi"), 10, schools))[1:]
    assert [(each.level, each.sentence) for each in told] == [
        ("look", "“Schools” has 10% of the quotes, and was 30% of those who took part.")
    ]
    (fair,) = list(voice_findings(quotes(*"xyabcdefgh"), 10, schools))[1:]
    assert fair.level == "good"


def test_three_voices_have_most_quotes_only_where_others_could_be_quoted() -> None:
    few = quotes(*"abcd" * 3)
    assert [each.level for each in voice_findings(few, 4, [])] == ["good"]
    assert [each.level for each in voice_findings(few, 9, [])] == ["look"]


def thanked(*blocks: Block) -> list[tuple[str, str]]:
    told = findings(Story("A recap", blocks))
    return [(each.sentence, each.detail) for each in told if "thanks" in each.sentence]


def test_whom_thanks_leave_out_is_told() -> None:
    said = quotes("ann_lee", "bob", "cy", "dee")
    words = thanks(Story("", tuple(said[:3])))
    assert words == "Thank you to everyone who is quoted: @ann_lee, @bob and @cy."
    note = Passage(words.replace("_", "\\_"))
    assert thanked(*said[:3], note) == []
    assert thanked(*said[:3], note, said[3]) == []  # behind it: what comes next
    assert len(thanked(note, *said)) == 1
    assert thanked(*said, note) == [
        ("Your thanks leave out 1 person who is quoted.", "Not named: @dee.")
    ]
    others = Group("voices", (said[3],))
    assert thanked(*said[:3], note, others) == []  # who is only listed is not quoted
    assert thanked(*said, Passage("As @bob and @cy showed, it can be done.")) == []
    alike = quotes("ann_lee", "bob", "cy", "ann")
    assert thanked(*alike, note)[0][1] == "Not named: @ann."


def test_whom_thanks_name_although_they_are_not_quoted_is_told() -> None:
    said = quotes("ann_lee", "bob", "cy", "dee")
    note = Passage(thanks(Story("", tuple(said[:2]))) + " And to @host.")
    assert thanked(*said[1:3], note) == [
        ("Your thanks name 1 person who is not quoted.", "Not quoted: @ann_lee."),
        ("Your thanks leave out 1 person who is quoted.", "Not named: @cy."),
    ]
    assert thanked(*said[:2], note) == []


def test_authors_without_a_handle_are_told_apart_by_key() -> None:
    made = [
        Quote(Post("test", str(n), Author("", key=key), post(n).at, "words"))
        for n, key in enumerate("aab")
    ]
    assert balance(made).voices == 2
