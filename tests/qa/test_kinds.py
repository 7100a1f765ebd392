"""Which kind of answer a question wants, by its form."""

import pytest

from qa.kinds import QuestionKind, kind_of

KINDS: dict[QuestionKind, list[str]] = {
    QuestionKind.WHAT_SAID: [
        "What did the mayor say about the ferry?",
        "Why is the ferry late?",
        "What has Venn promised?",
        "ferry",
        "Что сказал мэр о пароме?",
    ],
    QuestionKind.WHO_SAID: [
        "Who said that the ferry is old?",
        "And who will operate it?",
        "Which Halloran said the ferry leaks?",
        "Кто сказал: «Паром старый»?",
    ],
    QuestionKind.WHEN: [
        "When will the ferry sail?",
        "By when must the crane be ready?",
        "On which day did they meet?",
        "Когда пойдёт паром?",
    ],
    QuestionKind.WHERE: [
        "Where was the ferry built?",
        "and where is it now",
        "In which city did they meet?",
        "Где построен паром?",
    ],
    QuestionKind.HOW_MANY: [
        "How much does each ticket cost?",
        "By how much was the fare cut?",
        "What share of the cars is new?",
        "Сколько машин берёт паром?",
    ],
    QuestionKind.YES_NO: ["Did the mayor sell the ferry?", "Is it true that it leaks?", "Правда ли, что паром продан?"],
    QuestionKind.LIST: [
        "List the action items of the June meeting",
        "Which proposals did the council make?",
        "What were the main points of the talks?",
        "Who spoke about the ferry?",
        "who talked about tourism",
        "Who was present at the meeting?",
        "What all did Elin Tarsk say?",
        "Did anyone object?",
        "Кто выступал на заседании?",
    ],
    QuestionKind.COMPARE: [
        "How do Tarsk and Venn differ on tourism?",
        "What did each side say on tourism?",
        "Tarsk vs Venn on the ferry",
        "Compare what Tarsk and Venn said",
        "How did her view change between 2023 and 2024?",
        "What does the ferry cost according to Tarsk and according to Venn?",
        "Сравни позиции сторон",
    ],
}


@pytest.mark.parametrize(("kind", "question"), [(kind, one) for kind, asked in KINDS.items() for one in asked])
def test_the_kind_of_a_question(kind: QuestionKind, question: str) -> None:
    assert kind_of(question) is kind
