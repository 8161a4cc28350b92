"""regdelta.toml: what it may hold, and the one sentence for what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import ConfigError, InputError
from monitor.config import Config, load_project
from monitor.project import make_project, shipped_sources


def write(root: Path, text: str) -> Path:
    (root / "regdelta.toml").write_text(text, "utf-8")
    return root


def test_a_made_project_loads_with_the_defaults(tmp_path: Path) -> None:
    """What `regdelta init` writes is what the program would do without it."""
    make_project(tmp_path, {})
    loaded = load_project(tmp_path).config
    assert (loaded.schedule, loaded.report, loaded.baseline) == (Config().schedule, Config().report, Config().baseline)
    assert loaded.digest == Config().digest
    assert loaded.budget == Config().budget


def test_contact_is_kept(tmp_path: Path) -> None:
    """The contact given to init stands in the file."""
    make_project(tmp_path, {}, contact="ra@example.com")
    assert load_project(tmp_path).config.project.contact == "ra@example.com"


@pytest.mark.parametrize("contact", ['a"b', "a\\b", "line\nbreak"])
def test_any_contact_makes_a_file_that_loads(tmp_path: Path, contact: str) -> None:
    """Quotes and backslashes in an argument cannot break the file."""
    make_project(tmp_path, {}, contact=contact)
    assert load_project(tmp_path).config.project.contact == contact


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[schedul]\ncron = '1 1 * * *'", "schedul"),
        ("[schedule]\ncorn = '1 1 * * *'", "corn"),
        ("[report]\nformats = 3", "formats"),
        ("[report", "not valid TOML"),
        ("[budget]\nminutes = -1", "minutes"),
    ],
)
def test_wrong_files_are_named_with_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    """Unknown keys, wrong types and broken TOML: the file and the key stand in the sentence."""
    with pytest.raises(ConfigError) as caught:
        load_project(write(tmp_path, text))
    assert words in str(caught.value)
    assert "regdelta.toml" in str(caught.value)


def test_a_folder_without_project_says_how_to_make_one(tmp_path: Path) -> None:
    """The sentence ends with what to do."""
    with pytest.raises(ConfigError, match="regdelta init"):
        load_project(tmp_path)


def test_an_existing_project_is_never_overwritten(tmp_path: Path) -> None:
    """A second init changes nothing."""
    write(tmp_path, "[project]\nname = 'mine'\n")
    with pytest.raises(InputError, match="exists already"):
        make_project(tmp_path, shipped_sources())
    assert (tmp_path / "regdelta.toml").read_text("utf-8") == "[project]\nname = 'mine'\n"
    assert not (tmp_path / "sources").exists()
