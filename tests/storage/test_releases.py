"""Every version that was released: its migrations stay as they were, and a database of its schema is kept."""

import tomllib
from typing import Any

import pytest

import bot
from bot.storage import schema
from tests.support import kept_databases

ROOT = kept_databases.FOLDER.parents[2]
RELEASES: dict[str, dict[str, Any]] = tomllib.loads(kept_databases.RELEASES.read_text())


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
@pytest.mark.parametrize("version", RELEASES)
def test_migrations_of_a_release_are_never_changed(version: str, engine: str) -> None:
    release = RELEASES[version]
    migrations = schema.load_migrations(schema.MIGRATIONS / engine)[: release["schema"]]
    assert [migration.checksum for migration in migrations] == release[engine], (
        "people have databases with these migrations: restore the file, and add a new one in its place"
    )


@pytest.mark.parametrize("version", RELEASES)
def test_database_of_a_release_is_kept(version: str) -> None:
    assert (kept_databases.FOLDER / f"{RELEASES[version]['schema']:04}.sql").is_file()


def test_newest_version_has_all_migrations() -> None:
    assert RELEASES[bot.__version__]["schema"] == len(kept_databases.migration_names()), (
        f"{bot.__version__} has another schema: raise the version (pyproject.toml, bot/__init__.py) and list it, or, "
        "as long as it is not published, correct its table"
    )


def test_version_is_the_projects_and_has_its_schema_listed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert bot.__version__ == project["version"]
    assert bot.__version__ in RELEASES, f"add the schema of {bot.__version__} to {kept_databases.RELEASES.name}"
