"""What a command does not need it does not wait for: torch alone takes seconds to import."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "tests" / "fixtures" / "sample" / "articles"
HEAVY = {"faiss", "gradio", "lxml", "qa.minutes", "sentence_transformers", "torch", "transformers"}

_RUN = """
import sys
from qa.cli import main
main(sys.argv[1:], standalone_mode=False)
print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def imported(code: str, *arguments: str | Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()) & HEAVY


@pytest.mark.parametrize("modules", ["qa", "qa.cli", "embeddings.encoder, embeddings.index, embeddings.lexical"])
def test_importing_our_modules_loads_nothing_heavy(modules: str) -> None:
    code = f"import sys, {modules}; print(*sys.modules, sep='\\n', file=sys.stderr)"
    assert imported(code) == set()


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["add", "--help"], ["eval", "--help"], ["extract", SAMPLE / "10-heating-grant-hearing.txt"]],
    ids=["help", "help of a command", "help of eval", "extract"],
)
def test_what_needs_no_model_loads_none(arguments: list[str | Path]) -> None:
    assert imported(_RUN, *arguments) <= {"lxml"}  # for the readers of files


def test_a_question_loads_faiss_and_not_torch(filled: Path) -> None:
    assert imported(_RUN, "--data", filled, "ask", "What was said about heating?") == {"faiss"}


_INTERRUPTED = """
import signal, sys

class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupted())
from qa.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["click", "pydantic", "qa.console"])
def test_ctrl_c_while_the_command_is_still_imported_is_a_line(module: str) -> None:
    done = subprocess.run([sys.executable, "-c", _INTERRUPTED, module], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "onrecord: stopped before anything was done\n")
