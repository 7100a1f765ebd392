"""Texts, vectors and ids. Nothing here has heard of an article or a speaker."""

import os

# ONNX Runtime would tell its makers of its runs, under a number that it keeps for this machine. Read at its import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
