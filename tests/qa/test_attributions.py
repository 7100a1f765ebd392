"""Whose words a sentence gives, by the words beside its marks. People and places are invented."""

import pytest

from qa.marks import marked
from qa.paragraphs import paragraphs
from qa.quotations import utterances
from qa.records import Kind

Said = list[tuple[str, str]]


def said_in(text: str, kind: Kind) -> Said:
    body = paragraphs(text)
    return [
        (found.spans[0].of(text), found.source.span.of(text) if found.source else "")
        for found in utterances(text, body, marked(text, body))
        if found.kind is kind
    ]


BY_SOMEBODY_ELSE: dict[str, tuple[str, str]] = {
    "offices that the source has held under others": (
        "Elin Tarsk, who was deputy mayor under Venn and is so under Pell, said the ferry was old.",
        "Elin Tarsk",
    ),
    "somebody in a town": ("“A woman in Tel Calder told me, ‘The ferry is old’,” he said.", "A woman in Tel Calder"),
    "the coach of a speaker": ("“My coach used to tell me, ‘The ferry is old’,” he said.", "My coach"),
    "the listener's own inspector": (
        "“Ms Tarsk, your own inspector wrote in May, and I quote, ‘The ferry is old.’ Why?” he asked.",
        "your own inspector",
    ),
    "the listener": ("“In May you said, ‘The ferry is old.’ Why?” he asked.", "you"),
    "the only woman the speaker has named": (
        "“I met Mrs Tarsk. She told me, ‘The ferry is old.’ I wept,” Mr Venn said.",
        "Mrs Tarsk",
    ),
    "whoever wrote a letter that is read": (
        "Elin Tarsk read out a letter from a tenant in Calder Street: “The ferry is old”.",
        "a tenant in Calder Street",
    ),
    "whoever wrote, by name": ("Elin Tarsk quoted an e-mail from Oskar Venn: “The ferry is old”.", "Oskar Venn"),
    "those in a crowd": ("“No,” Elin Tarsk told the crowd, over cries of “The ferry is old”.", "cries of"),
    "whoever told it": ("Elin Tarsk went in, she replied, and was told: “The ferry is old”.", "was told"),
    "the words of the dead": (
        "Recalling the words of the late mayor Oskar Venn - “The ferry is old” - Elin Tarsk wept.",
        "the late mayor Oskar Venn",
    ),
    "the pianist, not the hall before": (
        "Elin was at the Corn Hall, and the pianist, Leo Marsh, said to her, “The ferry is old.”",
        "the pianist, Leo Marsh",
    ),
    "somebody of whom a clause tells something": (
        "Oskar Venn, who came from Tolvia, told the crowd: “The ferry is old.”",
        "Oskar Venn",
    ),
    "somebody without a name of whom a clause tells something": (
        "A keeper who came from Tolvia said the ferry was old.",
        "A keeper",
    ),
    "an adviser who is named before his office": (
        "Oskar Venn, an adviser to Mayor Pell, said the ferry was old.",
        "Oskar Venn",
    ),
    "somebody who is described between dashes": (
        "The mayor, Oskar Venn – no relative of the minister –, complained that it was “the ferry is old”.",
        "The mayor, Oskar Venn",
    ),
    "an aide who is named after his office": (
        "Elin Tarsk left and, later, an aide to Mayor Pell, Ann Roth, said the ferry was old.",
        "Ann Roth",
    ),
    "an adviser after talks with somebody": (
        "After the talks with Oskar Venn, an adviser to Mayor Pell said the ferry was old.",
        "an adviser to Mayor Pell",
    ),
    "a member of a house that no capital begins": (
        "Oskar Venn of the ferrymen's league tells me the plan, made in May, is “the ferry is old”.",
        "Oskar Venn",
    ),
    "another than the one before": (
        "One woman shouted “Shame!” as it was read out; another called it “the ferry is old”.",
        "another",
    ),
    "whoever told it to him who wrote it down": (
        "“The minister told us, and I wrote this down, ‘The ferry is old.’ We went,” Elin Tarsk said.",
        "The minister",
    ),
    "whoever stood up and said it": (
        "His predecessor, Oskar Venn, stood there in May and said, “The ferry is old.”",
        "His predecessor, Oskar Venn",
    ),
    "a title within an apposition": (
        "Elin Tarsk, who had a “sell” rating on it, said “The ferry is old”.",
        "Elin Tarsk",
    ),
    "the mayor of the town that a wire story opens with": (
        "CALDER, May 3 (CWS) — On Monday, the mayor of Sula climbed down and said the ferry was old.",
        "the mayor of Sula",
    ),
}


@pytest.mark.parametrize(("text", "source"), BY_SOMEBODY_ELSE.values(), ids=BY_SOMEBODY_ELSE)
def test_whose_words_these_are(text: str, source: str) -> None:
    said = {words.lower(): who for words, who in said_in(text, Kind.DIRECT) + said_in(text, Kind.INDIRECT)}
    assert said.get("the ferry is old", said.get("the ferry was old")) == source


def test_a_pronoun_within_speech_is_never_the_speaker() -> None:
    text = "“My sister rang,” said Elin Tarsk. “She said, ‘The ferry is old.’ I wept.”"
    body = paragraphs(text)
    [inner] = [u for u in utterances(text, body, marked(text, body)) if u.spans[0].of(text) == "The ferry is old"]
    assert inner.source is not None
    assert (inner.source.pronoun, inner.source.indefinite) == (False, True)


NOBODYS: dict[str, str] = {
    "asked whether another had said it": "Asked whether Venn had called it “old and sad”, Tarsk said it was sold.",
    "a newspaper's claim": "The paper claimed, citing a source, that Tarsk had called the ferry “an old bathtub”.",
    "denied, and told to somebody": "Pell denied that he had told the crew: “Let it burn, then.”",
    "denied in Russian": "Тарск отрицает, что говорил сторожу: «Пусть горит этот паром».",
    "another's scare quotes": "Elin Tarsk had rejected the harbour board's “goodwill package”.",
    "a newspaper that is told": "Элин Тарск сказала “Вестнику”, что паром продан.",
    "the name of a programme in Russian": "По словам министра, программа «Тёплый паром» охватила 112 школ.",
}


@pytest.mark.parametrize("text", NOBODYS.values(), ids=NOBODYS)
def test_marked_words_that_are_nobodys(text: str) -> None:
    assert said_in(text, Kind.DIRECT) == []


def test_forged_papers_make_what_is_said_of_them_no_forgery() -> None:
    text = "Elin Tarsk said that ferries had forged papers, and that it began “with the men who own the stamps”."
    assert said_in(text, Kind.DIRECT) == [("with the men who own the stamps", "Elin Tarsk")]


TOLD_BEFORE: dict[str, str] = {
    "a news conference": "The ferry will be sold in May, Elin Tarsk told a news conference.",
    "a council on a day": "The ferry will be sold in May, Elin Tarsk told the city council on Monday, but she wept.",
    "between two clauses": "The ferry will be sold in May, Elin Tarsk replied, and left.",
}


@pytest.mark.parametrize("text", TOLD_BEFORE.values(), ids=TOLD_BEFORE)
def test_what_is_told_before_its_attribution(text: str) -> None:
    assert said_in(text, Kind.INDIRECT)[0] == ("The ferry will be sold in May", "Elin Tarsk")


RUSSIAN: dict[str, tuple[str, str]] = {
    "somebody without a name": ("«Паром старый», — считает учёная.", "учёная"),
    "any verb": ("«Вы продали старый паром», — обратилась она к мэру.", "она"),
    "what she denies, and how": (
        "Элин Тарск опровергла слухи о том, что паром уже продан: «Никакого приказа об этом нет».",
        "Элин Тарск",
    ),
    "what he calls it": ("Марк Тарск назвал паром «старой дырявой ванной».", "Марк Тарск"),
    "her, behind whom she supports": (
        "Зимину поддержала Вера Крылова: «Павел всегда опаздывает, и на паром тоже».",
        "Вера Крылова",
    ),
    "her, behind whom she answers": (
        "Зиминой возразила Вера Крылова: «Рельсов на складе никто не видел».",
        "Вера Крылова",
    ),
    "her, behind a full name with an office": (
        "Мэру Ольге Зиминой не поверила Вера Крылова: «Рельсов на складе никто не видел».",
        "Вера Крылова",
    ),
    "him, behind an office and a name": (
        "Депутату Рогову ответил инженер Тимур Ахметов: «Приезжайте и посчитайте рельсы».",
        "инженер Тимур Ахметов",
    ),
    "a man whose surname looks like hers in another case": ("Луговой ответил Рогову: «Паром старый».", "Луговой"),
}


@pytest.mark.parametrize(("text", "source"), RUSSIAN.values(), ids=RUSSIAN)
def test_sources_in_russian(text: str, source: str) -> None:
    assert [who for _, who in said_in(text, Kind.DIRECT)] == [source]


@pytest.mark.parametrize(
    "opening", ["Рогову это не понравилось", "Зиминой ответили жители", "Зимину поддержал весь зал"]
)
def test_a_name_in_the_case_of_an_object_speaks_never(opening: str) -> None:
    said = said_in(f"{opening}: «Рельсов на складе никто не видел».", Kind.DIRECT)
    assert {"Рогову", "Зиминой", "Зимину"}.isdisjoint(who for _, who in said)


def test_a_source_without_a_name_in_russian() -> None:
    assert said_in("Источник в порту рассказал, что паром продан.", Kind.INDIRECT) == [
        ("паром продан", "Источник в порту")
    ]


@pytest.mark.parametrize("source", ["собеседник в комиссии", "один из участников", "житель посёлка"])
def test_a_source_without_a_name_behind_a_quotation_in_russian(source: str) -> None:
    [(_, who)] = said_in(f"«Мы ещё считаем», – сказал {source} на условиях анонимности.", Kind.DIRECT)
    assert who == source


REPORTED_IN_RUSSIAN: dict[str, tuple[str, str]] = {
    "somebody with two offices": (
        "По словам заместителя мэра, руководителя Департамента портов Элины Тарск, паром старый.",
        "Элины Тарск",
    ),
    "whose opinion it is": ("По её мнению, паром старый.", "её"),
    "told to a newspaper": ("Элин Тарск сказала “Вестнику”, что паром старый.", "Элин Тарск"),
}


@pytest.mark.parametrize(("text", "source"), REPORTED_IN_RUSSIAN.values(), ids=REPORTED_IN_RUSSIAN)
def test_reported_speech_in_russian(text: str, source: str) -> None:
    assert said_in(text, Kind.INDIRECT) == [("паром старый", source)]
