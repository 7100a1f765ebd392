"""Models that Onrecord makes itself: their files are checked before they are used, and ONNX Runtime runs them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from embeddings.model_files import ModelFilesError, bundled_folder

TOKENIZER, MANIFEST = "tokenizer.json", "manifest.json"
WEIGHTS = Path(__file__).parent / "weights"


class TrainedFilesError(Exception):
    """A model's files are missing or are not the ones that were made. One line for people."""


def open_session(folder: Path, model: str, processors: int) -> Any:
    """The model of this file name, ready to run. Raises TrainedFilesError."""
    check_files(folder, model)
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = processors
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # others have work for the processors
    try:
        return onnxruntime.InferenceSession(str(folder / model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's errors have no base of their own
        raise TrainedFilesError(f"{folder / model} cannot be loaded ({_in_one_line(error)})") from error


def check_files(folder: Path, model: str) -> None:
    """Raises TrainedFilesError where a file is missing or is not the one that was trained."""
    try:
        hashes = json.loads(_content(folder / MANIFEST))["sha256"]
        for file in (folder / model, bundled_folder() / TOKENIZER):
            if hashlib.sha256(_content(file)).hexdigest() != hashes[file.name]:
                raise TrainedFilesError(f"{file} is damaged: its SHA-256 is not the one in {MANIFEST}")
    except (OSError, ValueError, KeyError, TypeError, RecursionError, MemoryError, ModelFilesError) as error:
        raise TrainedFilesError(f"the files of {model} in {folder} cannot be read ({_in_one_line(error)})") from error


def write_manifest(folder: Path, model: str) -> None:
    """The hashes of a model that was just made, beside those of others in its folder, and of the tokenizer."""
    manifest = folder / MANIFEST
    hashes = json.loads(manifest.read_text("utf-8"))["sha256"] if manifest.exists() else {}
    files = (folder / model, bundled_folder() / TOKENIZER)
    hashes |= {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    manifest.write_text(json.dumps({"sha256": hashes}, indent=2) + "\n", "utf-8")


def _content(file: Path) -> bytes:
    if not file.is_file():  # a pipe would be waited for
        raise OSError(f"{file} is missing or no regular file")
    return file.read_bytes()


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
