"""How long a person waits for an answer from a cold start, and for the next one in the same process.

usage: python benchmarks/start.py [ROUNDS]

Beside `onrecord ask` on the sample corpus: importing what it does without (torch, sentence-transformers), in processes
of their own. Prints the minimum and the median in milliseconds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import qa

ARTICLES = Path(__file__).parent.parent / "tests" / "fixtures" / "sample" / "articles"
QUESTIONS = (
    "What did the mayor say about the bridge?",
    "What did Toremurat say about the walnuts?",
    "Who wants a ferry?",
)


def timed(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def show(name: str, milliseconds: list[float]) -> None:
    print(f"{name:44s} {min(milliseconds):7.0f} min {statistics.median(milliseconds):7.0f} median")


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with qa.open_corpus(folder) as corpus:
            corpus.add(ARTICLES)
        command = str(Path(sys.executable).with_name("onrecord"))
        ask = (command, "--data", folder, "ask", QUESTIONS[0])
        show("onrecord ask, cold start", [timed(*ask) for _ in range(rounds)])
        show("onrecord --help", [timed(command, "--help") for _ in range(rounds)])
        for module in ("torch", "sentence_transformers"):
            show(f"import {module}", [timed(sys.executable, "-c", f"import {module}") for _ in range(rounds)])
        warm: list[float] = []
        for _ in range(rounds):
            with qa.open_corpus(folder) as corpus:  # anew: an answer that was given is kept
                corpus.ask("Who spoke?")
                for question in QUESTIONS:
                    began = time.perf_counter()
                    corpus.ask(question)
                    warm.append((time.perf_counter() - began) * 1000)
        show("another question in the same process", warm)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
