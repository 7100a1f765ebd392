"""Words in common: terms of a text, and BM25 over them. Knows no SQL; whoever keeps the postings brings the counts."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import Stemmer

from embeddings.glosses import gloss, in_latin_letters, russian_stem

_WORD = re.compile(r"\w+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being between both but by can could did do
    does doing down during each for from further had has have having he her here hers him his how i if in into is it
    its me more most my no nor not of off on once only or other our out over own per same say says said she should so
    some such tell than that the their them then there these they this those through to too under until up us very was
    we were what when where which while who whom whose why will with would you your s t d ll m re ve
    и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня
    еще ещё нет о из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам ведь там
    потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе
    под будет ж тогда кто этот того потому этого какой совсем ним здесь этом один почти мой тем чтобы нее неё сейчас
    были куда зачем всех никогда можно при об другой хоть после над больше тот через эти нас про всего них какая много
    сказал сказала""".split()
)


def terms(text: str) -> list[str]:
    """The text's words as they are compared: without case, accents, endings (Snowball) and stop words, Russian ones in
    English, in order."""
    found = (_term(word) for word in words(text) if word not in STOP_WORDS)
    return [term for term in found if term]


def words(text: str) -> list[str]:
    """The text's words without case and accents, in order."""
    if text.isascii():
        return _WORD.findall(text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold()).replace("и\u0306", "й")  # a letter, not an accent
    return _WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c)))


@functools.lru_cache(maxsize=100_000)
def _term(word: str) -> str:
    if _CYRILLIC.match(word):
        word = gloss(word) or in_latin_letters(russian_stem(word))
        word = "" if word in STOP_WORDS else word
    return str(_stemmer().stemWord(word))


@functools.cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)  # without its own cache, it is safe to share between threads


@dataclass(frozen=True, slots=True)
class Collection:
    """What BM25 must know of all documents: how many, how long on average, and in how many each term occurs."""

    documents: int
    average_length: float
    frequencies: Mapping[str, int]

    def idf(self, term: str) -> float:
        return _idf(self.documents, self.frequencies.get(term, 0))


@functools.lru_cache(maxsize=10_000)
def _idf(documents: int, frequency: int) -> float:
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True)
class BM25:
    """BM25 over weighted fields (Robertson, Zaragoza and Taylor 2004, doi:10.1145/1031171.1031181).

    A term counts by the weight of its field; in the length of a document every word counts once. b is below the usual
    0.75: sentences are short because they are short, not because they are to the point.
    """

    k1: float = 1.2
    b: float = 0.4

    def score(
        self, query: Mapping[str, float], fields: Sequence[tuple[float, Sequence[str]]], collection: Collection
    ) -> float:
        """One document, given as (weight, terms) of each of its fields; the query's terms have weights, too."""
        length = sum(len(field_terms) for _, field_terms in fields)
        norm = self.k1 * (1 - self.b + self.b * length / max(collection.average_length, 1e-9))
        score = 0.0
        for term, importance in query.items():
            count = 0.0
            for weight, field_terms in fields:
                if term in field_terms:
                    count += weight * field_terms.count(term)
            if count:
                score += importance * collection.idf(term) * count * (self.k1 + 1) / (count + norm)
        return score

    def most(self, query: Mapping[str, float], collection: Collection) -> float:
        """What no document can exceed, for a query: each of its terms without end."""
        return sum(importance * collection.idf(term) * (self.k1 + 1) for term, importance in query.items())
