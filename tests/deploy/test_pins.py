"""The three requirements files agree with each other and with pyproject.toml."""

import re
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement

from tests.support.forkserver import PROJECT_ROOT

FILES = ("requirements.txt", "requirements-all.txt", "requirements-dev.txt")


@cache
def pins(file: str) -> dict[str, str]:
    """The version of each package."""
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (PROJECT_ROOT / file).read_text("utf-8"), re.MULTILINE))


def wanted(*extras: str) -> list[Requirement]:
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    optional = project["optional-dependencies"]
    return [
        Requirement(text) for text in (*project["dependencies"], *(one for extra in extras for one in optional[extra]))
    ]


def optional_packages() -> list[str]:
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [extra for extra in project["optional-dependencies"] if extra != "dev"]


@pytest.mark.parametrize(
    ("file", "extras"), [(FILES[0], []), (FILES[1], optional_packages()), (FILES[2], ["dev", *optional_packages()])]
)
def test_file_pins_what_the_project_asks_for(file: str, extras: list[str]) -> None:
    for requirement in wanted(*extras):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert name in pins(file), f"{name} is missing: make pins"
        assert requirement.specifier.contains(pins(file)[name])


@pytest.mark.parametrize("file", FILES[:2])
def test_file_has_the_versions_that_are_tested(file: str) -> None:
    assert pins(file).items() <= pins(FILES[2]).items(), "make pins"


@pytest.mark.parametrize("file", FILES)
def test_file_names_its_command_and_no_host(file: str) -> None:
    text = (PROJECT_ROOT / file).read_text("utf-8")
    assert f"--output-file={file}" in text.partition("==")[0], "make pins"
    assert "://" not in text
