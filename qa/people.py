"""Everyone who is quoted, found by a word of their name: a question is compared with those alone whom it may name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from embeddings.common_words import is_common
from embeddings.lexical import words
from qa.names import is_cyrillic, is_spelled, sound
from qa.records import Speaker

# Names of five letters or more may have one typing error, of nine or more two.
SHORTEST_FUZZY = 5
_LETTERS_AN_ERROR = 4.5
_SHORTEST_PART = 3


class People(tuple[Speaker, ...]):
    """People in the order given. What they are found by is made once, with the first question."""

    @classmethod
    def of(cls, people: Sequence[Speaker]) -> People:
        return people if isinstance(people, cls) else cls(people)

    def who_may_be_named(self, printed: Iterable[str]) -> list[Speaker]:
        """Those with a part of their name like one of these words, in their script or in another."""
        parts = {part for word in set(printed) for part in (word, *self._parts_like(word))}
        return [self[at] for at in sorted({at for part in parts for at in self._with_part.get(part, ())})]

    @cached_property
    def surnames(self) -> frozenset[str]:
        return frozenset(name_parts(person.name)[-1] for person in self if not person.is_label)

    @cached_property
    def roles(self) -> frozenset[str]:
        """All offices that somebody has, as printed."""
        return frozenset(person.role for person in self if person.role)

    def _parts_like(self, word: str) -> list[str]:
        spelled = self._parts_by_sound.get((not is_cyrillic(word), sound(word)[:1]), ())
        return [*self._parts_misspelt(word), *(part for part in spelled if is_spelled(part, word))]

    def _parts_misspelt(self, word: str) -> list[str]:
        if len(word) < SHORTEST_FUZZY or is_common(word):
            return []
        return [part for part in self._parts_by_initial.get(word[0], ()) if same_word(word, part)]

    @cached_property
    def _with_part(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, person in enumerate(self):
            for part in name_parts(person.name):
                found[part].append(at)
        return found

    @cached_property
    def _parts_by_initial(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for part in self._with_part:
            found[part[0]].append(part)
        return found

    @cached_property
    def _parts_by_sound(self) -> dict[tuple[bool, str], list[str]]:
        """By script and first sound."""
        found: defaultdict[tuple[bool, str], list[str]] = defaultdict(list)
        for part in self._with_part:
            found[is_cyrillic(part), sound(part)[:1]].append(part)
        return found


NOBODY = People()


@lru_cache(maxsize=100_000)
def name_parts(name: str) -> list[str]:
    """The words of a name that may stand for it."""
    whole = words(name)
    return [part for part in whole if len(part) >= _SHORTEST_PART] or whole


def same_word(word: str, part: str) -> bool:
    """Equal, or with a typing error: a letter wrong, too many, missing, or exchanged with the next."""
    if word == part:
        return True
    shorter = min(len(word), len(part))
    if shorter < SHORTEST_FUZZY or word[0] != part[0] or is_common(word):
        return False
    errors = int(shorter / _LETTERS_AN_ERROR)
    return OSA.distance(word, part, score_cutoff=errors) <= errors
