"""Who asks and who answers in a court's record."""

from qa.examinations import heard
from qa.paragraphs import paragraphs
from qa.turns import turns

HEAD = "TRANSCRIPT OF TRIAL\nBEFORE THE HONORABLE ELIN B. ROTH\n\nAPPEARANCES:\nFor the Plaintiff:   OSKAR VENN\n\n"
OPENING = "THE COURT:  Call your next witness.\n\nMR. VENN:  Plaintiff calls Jory Pell.\n\nTHE WITNESS:  I am here.\n\n"
DIRECT = "DIRECT EXAMINATION\nBY MR. VENN:\n\nQ.   Did you see the ferry?\n\nA.   I did.\n\n"


def said(text: str) -> list[tuple[str, str]]:
    body = paragraphs(text)
    spoken = turns(text, body)
    found = zip(heard(text, body, spoken), spoken, strict=True)
    return [(mention.name, turn.pieces[0].of(text)) for mention, turn in found]


def test_the_judge_of_the_head_is_the_court_and_whoever_is_called_the_witness() -> None:
    assert said(HEAD + OPENING + DIRECT)[:3] == [
        ("ELIN B. ROTH", "Call your next witness."),
        ("VENN", "Plaintiff calls Jory Pell."),
        ("Jory Pell", "I am here."),
    ]


def test_questions_are_the_examiners_and_answers_the_witnesss_until_another_examines() -> None:
    cross = "CROSS-EXAMINATION\nBY MS. MOSS:\n\nQ.   At night?\n\nA.   At night.\n\n"
    assert said(HEAD + OPENING + DIRECT + cross)[3:] == [
        ("VENN", "Did you see the ferry?"),
        ("Jory Pell", "I did."),
        ("MOSS", "At night?"),
        ("Jory Pell", "At night."),
    ]


def test_whoever_is_sworn_next_answers_next() -> None:
    sworn = "LENA ORR, called as a witness, having been duly sworn, testified as follows:\n\n"
    assert ("LENA ORR", "I did.") in said(HEAD + OPENING + sworn + DIRECT)


def test_nobody_is_the_witness_once_he_is_excused() -> None:
    excused = "(Witness excused.)\n\n"
    assert said(HEAD + OPENING + DIRECT + excused + DIRECT)[-2:] == [
        ("VENN", "Did you see the ferry?"),
        ("", "I did."),
    ]


def test_nobody_is_the_court_where_two_judges_sit() -> None:
    second = "AND THE HONORABLE LENA ORR\n\n"
    assert said(HEAD + second + OPENING + DIRECT)[0] == ("", "Call your next witness.")


def test_no_examination_no_names_behind_letters() -> None:
    text = HEAD + OPENING + DIRECT.replace("BY MR. VENN:", "")
    assert {name for name, words in said(text) if words in ("Did you see the ferry?", "I did.")} == {"", "Q"}
