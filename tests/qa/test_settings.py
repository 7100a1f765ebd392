"""What is given, else what the environment says, else the default."""

from pathlib import Path

import pytest

from qa.settings import Settings, settings_from

SET = {"ONRECORD_DATA": "/env/data", "ONRECORD_MODEL": "env-model"}

CASES: dict[str, tuple[dict[str, str], str | None, str | None, Settings]] = {
    "given": (SET, "/my/data", "my-model", Settings(Path("/my/data"), "my-model")),
    "environment": (SET, None, None, Settings(Path("/env/data"), "env-model")),
    "mixed": (SET, "/my/data", None, Settings(Path("/my/data"), "env-model")),
    "home": ({}, "~/data", None, Settings(Path.home() / "data", "all-MiniLM-L6-v2")),
    "empty is not set": ({"ONRECORD_DATA": "~/a", "ONRECORD_MODEL": ""}, "", "", Settings(Path.home() / "a")),
}


@pytest.mark.parametrize(("environment", "data", "model", "expected"), CASES.values(), ids=CASES.keys())
def test_options_come_before_the_environment(
    environment: dict[str, str], data: str | None, model: str | None, expected: Settings
) -> None:
    assert settings_from(environment, data, model) == expected


def test_the_default_folder_is_the_users_own() -> None:
    assert settings_from({}).data.name == "onrecord"
    assert settings_from({}).data.is_absolute()


def test_hosts_that_are_read_wherever_they_are_stand_in_the_environment() -> None:
    assert settings_from({"ONRECORD_WEB_HOSTS": "Intranet.example  127.0.0.1:8000"}).web_hosts == {
        "intranet.example",
        "127.0.0.1:8000",
    }
    assert not settings_from({}).web_hosts
