"""Whose words they are, where a place, an office or somebody else's report stands beside them: by rules and tagger.
Everybody and every place is invented."""

import pytest

from qa.extraction import quotations

CAME = "The harbour master, Fay Lund, met the chairman of the pilots, Otto Crane, on Friday.\n\n"

DATELINES = ("GRAYWICK – ", "Graywick — ", "GRAYWICK/SUND – ", "GRAYWICK, Lurenia – ", "9 April, GRAYWICK – ")


def said_in(text: str) -> list[tuple[str, str]]:
    """What is said, and by whom; `Otto Crane > Fay Lund` where he passes her words on."""
    return [
        (
            " … ".join(span.of(text) for span in quotation.spans),
            " > ".join(one.shown(text) for one in (quotation.via, quotation.source) if one),
        )
        for quotation in quotations(text)
    ]


@pytest.mark.parametrize("opening", DATELINES)
def test_where_a_report_was_written_holds_no_office(opening: str) -> None:
    text = f"{opening}The minister, Ada Brook, said that the dam was safe and would be so for many years."
    assert said_in(text) == [("the dam was safe and would be so for many years", "Ada Brook")]


MARKED: dict[str, tuple[str, str]] = {
    "told, though someone else asks behind": (
        "Crane recalled that Lund had told him “not before midsummer” when he asked about the lamps in March.",
        "Otto Crane > Fay Lund",
    ),
    "told to her": (
        "Lund recalled that Crane had told her “not before Easter” when she asked about the lamps.",
        "Fay Lund > Otto Crane",
    ),
    "told to a body": ("Lund told the council “not before harvest” when he asked about the lamps.", "Fay Lund"),
    "told as what another calls it": (
        "Lund told the council what Crane had called “a lamp of mercy”.",
        "Fay Lund > Otto Crane",
    ),
    "called so by another": ("Lund said that Crane had called the harbour “a bath of rust”.", "Fay Lund > Otto Crane"),
    "promised, without `that`": (
        "Crane said Lund had promised him “a lamp for every buoy”.",
        "Otto Crane > Fay Lund",
    ),
    "told, without `that`": ("Crane said Lund told him the tug was “not worth a penny”.", "Otto Crane > Fay Lund"),
    "told by another, first of all": ("Told by Lund that the gate was “a joke and a trap”, Crane left.", "Fay Lund"),
    "told, and told again": (
        "Lund told us that Crane told her that the pumps were “made of paper”.",
        "Fay Lund > Otto Crane",
    ),
    "told by several": (
        "Lund said that Crane and Ida Moe had all told her it was “good for years”.",
        "Fay Lund > Otto Crane and Ida Moe",
    ),
    "the words of her father": (
        "Lund remembered her father’s words: “A tide waits for no clerk”.",
        "Fay Lund > her father",
    ),
    "his whom others are unlike": ("Unlike Crane, who has called the port “a work of years”, she wept.", "Otto Crane"),
    "nobody's, since a paper calls it so": ("Lund said Crane’s report called the wall “a curtain of sand”.", ""),
    "nobody's, since it is rejected": ("Lund rejected Crane’s description of it as “a leaking jug”.", ""),
    "nobody's, since he was quoted": ("Crane was quoted by Lund as saying it was “half a mistake”.", ""),
    "hers, and not his": ("It was Lund, not Crane, who said the tunnel was “older than the church”.", "Fay Lund"),
    "spoken of before another speaks": ("While Crane spoke of “a new dawn for us”, Lund wept.", "Otto Crane"),
    "written by another": (
        "Lund asked him to read what Crane had written: “The lamps are out”.",
        "Fay Lund > Otto Crane",
    ),
    "theirs whom a verb leads to": ("Said Crane, who has been there for years: “I have seen worse”.", "Otto Crane"),
    "written by an absent one": (
        "Lund read out a statement by Crane, who was absent: “I oppose the sale”.",
        "Otto Crane",
    ),
    "heard from another": ("Crane said he had heard Lund say “the tunnel is mine”.", "Otto Crane > Fay Lund"),
}


def test_words_in_words_are_theirs_who_said_them() -> None:
    said = dict(said_in(CAME + "\n\n".join(sentence for sentence, _ in MARKED.values())))
    repeated = [sentence.partition("“")[2].partition("”")[0] for sentence, _ in MARKED.values()]
    assert [said.get(words, "") for words in repeated] == [by for _, by in MARKED.values()]


REPORTED = """\
Talks were held by the minister, Jory Bell, the mayor of Sund, Ilse Varga, the harbour’s chief pilot, Tom Ash, and me.

The mayor said that the gate had been safe for years.

A leaflet signed by Ash said that the wall was ready to fall.

The minister, asked what Varga had said of him in May, replied that the pilot had slept on the bridge.

Bell and Varga agreed that the tunnel would be dug by hand.

Varga thanked Bell, who said that he had done nothing."""


def test_in_a_list_each_office_is_of_the_name_behind_it_and_neither_papers_nor_those_who_are_asked_speak() -> None:
    assert said_in(REPORTED) == [
        ("the gate had been safe for years", "Ilse Varga"),
        ("the wall was ready to fall", "A leaflet signed by Ash"),
        ("the pilot had slept on the bridge", "Jory Bell"),
        ("the tunnel would be dug by hand", "Jory Bell and Ilse Varga"),
        ("he had done nothing", "Jory Bell"),
    ]


MINUTES = """\
Minutes of Over Marden Parish Council

Present: Councillors Baines, Oduya and Marsh.

Cllr Baines MOVED and Cllr Oduya SECONDED a motion to object to the quarry. Cllr Baines said that dust was no crop.

It was proposed by Cllr Oduya, seconded by Cllr Marsh, and RESOLVED (3 for, 1 against) that the rent be raised.

An amendment by Cllr Marsh to paint it blue was lost 1-2."""


def test_in_minutes_a_verb_in_capitals_is_no_name_and_what_is_resolved_or_lost_is_nobodys() -> None:
    assert said_in(MINUTES) == [("a motion to object to the quarry", "Baines"), ("dust was no crop", "Baines")]
