import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.records import Span
from qa.sentences import sentences

# Every row is the sentences of one paragraph; the paragraph is what they give when joined by spaces.
SENTENCES: dict[str, list[str]] = {
    "full stop": ["The ferry sailed.", "Nobody waved."],
    "question and exclamation": ["Did it sail?", "It did!", "Nobody waved."],
    "one without an end": ["Meeting on the flood season"],
    "an amount of money": ["The balance is £3,417.22.", "Agreed to pay.", "Apologies from Sis. Tarn."],
    "title before a name": ["Mr. Reyes met Ms. Brandt, Dr. Okafor and Cllr. Moss.", "They agreed."],
    "rank before a name": ["Sen. Reyes and Gen. Moss wrote to Rep. Brandt and Gov. Okafor.", "None replied."],
    "initials": ["J. K. Okafor spoke to A. A. Brandt and U. Moss.", "I. Reyes left."],
    "numbered": ["Resolution No. 5 amends Art. 7 and p. 12.", "It passed."],
    "no as an answer": ["No.", "The bridge stays."],
    "country before a noun": ["The U.S. Senate voted.", "It failed."],
    "country at the end": ["The bill came from the U.S.", "It failed there."],
    "hour at the end": ["The meeting ended at 5 p.m.", "Tea was served."],
    "hour before a day": ["The meeting begins at 5 p.m. Monday in the hall."],
    "hour before a date": ["The meeting begins at 5 p.m. June 3 and at 6 p.m. 4 June."],
    "hour before a time zone": ["The meeting begins at 5 p.m. E.T. in the hall."],
    "ordinal that looks like a saint": ["It is the 1st.", "Nobody knew."],
    "mountain": ["She climbed Mt. Harrow and St. Calder.", "It snowed."],
    "et cetera inside": ["Pumps, pipes, etc., were bought.", "They leak."],
    "et cetera at the end": ["They bought pumps, pipes etc.", "The pumps leak."],
    "company inside": ["Harrow Inc. Chairman Tom Reyes spoke.", "He was brief."],
    "company at the end": ["She works for Harrow Inc.", "The firm makes pumps."],
    "that is": ["It needs a seal, i.e. Harrow rubber, and e.g. Calder glue.", "It has neither."],
    "decimals and versions": ["It rose by 4.5 percent to $3.25 million.", "See 3.2.1 for more."],
    "year at the end": ["It closed in 2024.", "Nobody minded."],
    "address inside a word": ["Write to harrow.example or call.", "Both work."],
    "quotation mark after the stop": ["“The bridge is open.”", "He left."],
    "quotation mark after an abbreviation": ["“She lives in Calder St.”", "Reyes left “for the U.S.”", "Moss stayed."],
    "guillemets after the stop": ["«Мост открыт.»", "Он ушёл."],
    "stop after the quotation mark": ["He said “it is open”.", "She left."],
    "sentences inside a quotation": ["Reyes said: “It is open.", "Go and see.”", "They went."],
    "bracket after the stop": ["It is open.", "(Nobody has told the ferry.)", "They went."],
    "sentences inside brackets": ["[Laughs. Applause.]", "Next question."],
    "brackets inside a sentence": ["He left (it was 5 p.m. Or six.) without a word."],
    "ellipsis at the end": ["He paused…", "Then he left."],
    "three dots at the end": ["He paused...", "Then he left."],
    "ellipsis inside": ["It was... unclear, and it was… late."],
    "question, then its attribution": ["“Really?” he asked.", "She nodded."],
    "question, then a name that asks": ["“Really?” Ann Moss asked.", "She nodded."],
    "sentence, then its attribution": ["“We sail.", "All of us sail.” Ann Moss said.", "She nodded."],
    "sentence, then another with a name": ["“We sail.”", "Ann Moss said that she would row."],
    "day in figures, then a name": ["Лавку починить до 20.01.2025.", "Лунду осмотреть подвал."],
    "sum, then what is ordered": ["Утвердить смету в 640 тыс. руб.", "Поручить Лунду осмотреть подвал."],
    "question, then another sentence": ["“Really?”", "Then Moss said nothing."],
    "question without quotation marks": ["Will it sail?", "Moss said it would."],
    "exclamation, then its attribution": ["“Open it!” the Mayor shouted.", "They did."],
    "speech after a dash": ["- We agree, - the Head of State said."],
    "speech of two sentences": ["- We agree.", "It is late, - the Head of State said."],
    "speech that goes on": ["- We agree, - the Head of State said.", "- And we are late."],
    "question after a dash": ["- Do we agree? - asked the Head of State."],
    "question after a dash, then a name": ["– Do we agree? – Ann Moss asked."],
    "label of a speaker": ["Ann Moss (Harrow, Ind.): We agree.", "All of us do."],
    "label with an hour": ["Ann Moss (00:01:04): Right, is everybody on?", "Six weeks now."],
    "label that is one letter": ["Q. What did it cost?"],
    "item of a list": ["3. Report of the clerk"],
    "item with sentences": ["2. The clerk's report was read.", "It was approved."],
    "semicolon before a capital": ["We came;", "Nobody else did."],
    "semicolon before lower case": ["We came; nobody else did."],
    "line end inside a sentence": ["The ferry\nsailed.", "Nobody waved."],
    "year in Russian": ["Встреча прошла 5 декабря 2024 г. в Кальдере.", "Все согласны."],
    "year at the end in Russian": ["Мост построен в 2024 г.", "Затем его закрыли."],
    "that is in Russian": ["Рост велик, т.е. вдвое больше.", "Все рады."],
    "et cetera in Russian": ["Купили насосы, трубы и т.д.", "Насосы текут."],
    "initials in Russian": ["В. А. Рейес принял Г. О. Мосс."],
    "initial in Russian": ["Об этом сообщил А. Рейес.", "К. Мосс согласна."],
    "attribution in Russian": ["«Зачем?» – спросил он.", "Она молчала."],
    "speech in Russian": ["– Мы согласны.", "Уже поздно, – сказал Глава государства."],
    "full stop without a space": ["渡轮开了。", "没有人挥手。"],
}
JOINED_BY = {"full stop without a space": ""}


def texts(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(("name", "expected"), SENTENCES.items(), ids=SENTENCES.keys())
def test_sentences_end_where_a_reader_would_end_them(name: str, expected: list[str]) -> None:
    assert texts(JOINED_BY.get(name, " ").join(expected)) == expected


def test_a_forgotten_space_still_ends_a_sentence() -> None:
    assert texts("The ferry sailed.Nobody waved.") == ["The ferry sailed.", "Nobody waved."]


def test_spans_point_into_the_text_the_paragraph_lies_in() -> None:
    text = "Heading\n\n  The ferry sailed. Nobody waved.  \n\nEnd."
    assert [span.of(text) for span in sentences(text, Span(8, 45))] == ["The ferry sailed.", "Nobody waved."]


pieces = st.lists(st.sampled_from([*"aAЯя1 \n\t\u200b.…!?;:,-–“”\"'’«»()[]*。", "Mr.", "p.m.", "т.д.", "he said"])).map(
    "".join
)


@given(before=st.text(max_size=5), words=st.text() | pieces, after=st.text(max_size=5))
def test_every_character_of_the_paragraph_is_in_exactly_one_sentence(before: str, words: str, after: str) -> None:
    text = before + words + after
    paragraph = Span(len(before), len(before) + len(words))
    found = sentences(text, paragraph)
    end = paragraph.start
    for span in found:
        assert end <= span.start < span.end <= paragraph.end
        assert span.of(text) == span.of(text).strip()
        assert not text[end : span.start].strip()
        end = span.end
    assert not text[end : paragraph.end].strip()


@pytest.mark.parametrize(
    "unit", ["-", "|", "“", " ", ".", ". ", "A. ", "(", "?” A ", ".”", "; A", "a", "1. ", "Aa bb. 1. "]
)
def test_time_is_linear_whatever_the_paragraph_is_made_of(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    sentences(text, Span(0, len(text)))
    assert time.process_time() - start < 20  # a quadratic pattern takes minutes
