"""Whether our packages are all our own: `qa`, `embeddings` and `app` are names that others use too."""

from __future__ import annotations

from importlib.metadata import distributions

from qa.errors import OnrecordError

_DISTRIBUTION = "onrecord"
_NAMES = ("qa", "embeddings", "app")


def check_names() -> None:
    """Raise OnrecordError where another installed distribution has files in our packages.

    pip lets the later of two such distributions overwrite the earlier one without a word. The lists of installed files
    are searched as they lie: `importlib.metadata.packages_distributions()` parses all of them, for half a second.
    """
    for distribution in distributions():
        files = "\n" + (distribution.read_text("RECORD") or "")
        taken = [name for name in _NAMES if f"\n{name}/" in files or f"\n{name}.py," in files]
        if taken and distribution.name != _DISTRIBUTION:
            raise OnrecordError(
                f"{distribution.name} is installed too and overwrites {' and '.join(taken)} of Onrecord; run: "
                f"pip uninstall {distribution.name}, then pip install --force-reinstall --no-deps {_DISTRIBUTION}"
            )
