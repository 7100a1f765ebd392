"""People who are quoted somewhere, and questions that follow one another. Everybody is invented."""

from qa.dialogue import understand
from qa.followups import Turn
from qa.records import Query, Speaker

PEOPLE = [
    Speaker("Elin Tarsk", "President of Lurenia"),
    Speaker("Oskar Venn", "Minister of Transport"),
    Speaker("Mira Solane", "Mayor of Calder"),
    Speaker("Tom Brandelow"),
    Speaker("Maud Brandelow"),
    Speaker("Дарина Велесова", "Министр энергетики"),
    Speaker("José Čížek"),
    Speaker("Will Post"),
    Speaker("The Calder Gazette Group"),
]
FERRY = "What did Tarsk say about the ferry?"
BRIDGE = "What did Venn say about the bridge at Calder harbour?"


def after(question: str, *history: str) -> Query:
    """The question as it is understood from those before it alone, without their answers."""
    *earlier, before = history or [""]
    return understand(question, PEOPLE, before=(lambda: Turn(after(before, *earlier))) if before else None)
