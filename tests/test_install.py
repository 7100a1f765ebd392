"""What is installed is what is in the tree, and runs anywhere."""

import importlib.util
import os
import site
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "tests" / "fixtures" / "sample" / "articles"


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed; run: pip install '.[test]'")
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("onrecord-*.whl")
    return built


@pytest.fixture(scope="module")
def onrecord(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into an environment that borrows what it depends on from ours."""
    environment = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text("\n".join(site.getsitepackages()))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", environment / "bin" / "python"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=environment)
    return environment / "bin" / "onrecord"


def test_the_wheel_holds_every_module_and_nothing_else(wheel: Path) -> None:
    tree = {
        str(path.relative_to(ROOT))
        for path in [ROOT / "app.py", *(ROOT / "qa").rglob("*"), *(ROOT / "embeddings").rglob("*")]
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed == tree
    assert {"qa/py.typed", "embeddings/py.typed"} <= packed  # whose types its users are checked against


def test_the_installed_command_adds_and_answers_in_an_empty_folder(onrecord: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "Usage: onrecord" in run(onrecord, "--help", cwd=empty).stdout
    assert run(onrecord, "add", SAMPLE / "10-heating-grant-hearing.txt", cwd=empty).stdout == "1 added\n"
    asked = run(onrecord, "ask", "What is the limit of noise for a heat pump in a garden?", cwd=empty)
    assert "Forty-two decibels at the neighbour's window." in asked.stdout
    assert not list(empty.iterdir())


def test_the_installed_command_runs_its_own_modules(onrecord: Path, tmp_path: Path) -> None:
    python = onrecord.with_name("python")
    where = run(python, "-c", "import app, qa, embeddings; print(app, qa, embeddings)", cwd=tmp_path).stdout
    assert where.count(str(onrecord.parent.parent)) == 3


def test_another_distribution_in_our_packages_is_told(onrecord: Path, tmp_path: Path) -> None:
    """As the `embeddings` of the package index leaves it: its files in ours, and a list of them."""
    (packages,) = onrecord.parent.parent.glob("lib/python*/site-packages")
    other = packages / "embeddings-0.0.8.dist-info"
    other.mkdir()
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: embeddings\nVersion: 0.0.8\n")
    (other / "RECORD").write_text("embeddings/__init__.py,,\nembeddings/glove.py,,\n")
    try:
        done = subprocess.run([onrecord, "list"], cwd=tmp_path, env=os.environ, capture_output=True, text=True)
    finally:
        for file in other.iterdir():
            file.unlink()
        other.rmdir()
    assert done.returncode == 2
    assert done.stderr == (
        "onrecord: embeddings is installed too and overwrites embeddings of Onrecord; run: pip uninstall embeddings, "
        "then pip install --force-reinstall --no-deps onrecord\n"
    )
