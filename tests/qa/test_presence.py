"""Who was there and who was not, as houses list it."""

from __future__ import annotations

import pytest

from qa.extraction import quotations_by_rules
from qa.minute_lines import items
from qa.presence import attendance


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "Present: Cllrs B. Tarn (Chairman), R. Okafor and D. Quill.",
            ["present Cllrs B. Tarn", "present R. Okafor", "present D. Quill"],
        ),
        ("**Away:** @kenji (until the 19th), @cass", ["absent @kenji", "absent @cass"]),
        ("  Regrets   Yuki Arai, Saul Pell\n  Chair     Ingrid", ["absent Yuki Arai", "absent Saul Pell"]),
        ("Also present: Janet Tarn,\n  Amy Quill.", ["present Janet Tarn", "present Amy Quill"]),
        (
            "Directors Present:\n\n  Oksana Bilyk\n  Ib Vance\n\n  Directors Absent:\n\n  Ana Reyes\n\n3. Roof",
            ["present Oksana Bilyk", "present Ib Vance", "absent Ana Reyes"],
        ),
        (
            "Members present:\nDr Ana Rook, in the Chair\nMr Ib Penn      Ms Imani Osei\n\n1. Roof",
            ["present Dr Ana Rook", "present Mr Ib Penn", "present Ms Imani Osei"],
        ),
        ("Отсутствовали: Носков П. П. (по болезни), Рудин А. К.", ["absent Носков П. П.", "absent Рудин А. К."]),
        (
            "На заседании присутствовали:\nПредседатель комиссии – А. В. Кремнёв\nЧлены: О. Д. Рудина",
            ["present А. В. Кремнёв", "present О. Д. Рудина"],
        ),
        (
            "| Ann Pell | Chair | Present |\n| Bo Larch | Clerk | Apologies |",
            ["present Ann Pell", "absent Bo Larch"],
        ),
        (
            "Present | Capacity\nSir Ivo Tarn | Chairman\nMs Ana Rook | Director (by video)\n\nApologies: Bo Larch",
            ["present Sir Ivo Tarn", "present Ms Ana Rook", "absent Bo Larch"],
        ),
        ("Apologies: none", ["absent none"]),
        ("Apologies were received and accepted from Cllr Massie (work) and Ms Gray.",
         ["absent Cllr Massie", "absent Ms Gray"]),
        ("Len Figg and Margaret Dow sent their apologies.", ["absent Len Figg", "absent Margaret Dow"]),
        ("Len Figg had sent word that he could not make it.", ["absent Len Figg"]),
        ("Roll call: Ayes: Tarn, Quill.", []),
        ("The present state of the roof: Okafor was worried.", []),
    ],
)  # fmt: skip
def test_those_who_were_there_and_those_who_were_not_are_named(words: str, parts: list[str]) -> None:
    text = f"Minutes of the Board\n\n{words}\n"
    found = attendance(text, items(text, quotations_by_rules(text)))
    assert [f"{one.part.value} {one.span.of(text)}" for entry in found for one in entry.details] == parts
