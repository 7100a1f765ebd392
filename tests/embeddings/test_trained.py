"""The runtime of the models that are made here, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_runtime_keeps_no_number_of_this_machine_and_nothing_to_send(tmp_path: Path) -> None:
    code = "from embeddings.trained import WEIGHTS, open_session; open_session(WEIGHTS, 'reranker.onnx', 1)"
    own = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    inherited = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    subprocess.run([sys.executable, "-c", code], env=inherited | own, check=True)
    assert list(tmp_path.rglob("*")) == []
