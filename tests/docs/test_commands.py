"""Every command explains itself, and the documents name only what exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from cli.commands import app

ROOT = Path(__file__).resolve().parents[2]


def verbs() -> dict[str, typer.models.CommandInfo]:
    found = {(info.name or info.callback.__name__): info for info in app.registered_commands if info.callback}
    for group in app.registered_groups:
        assert group.typer_instance is not None
        found |= {f"{group.name} {info.name}": info for info in group.typer_instance.registered_commands}
    return found


def help_of(verb: str) -> str:
    command = [sys.executable, "-m", "cli", *verb.split(), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_command_has_an_example_that_names_it() -> None:
    """The epilog of `--help` is an example one can copy."""
    wrong = [verb for verb, info in verbs().items() if not (info.epilog or "").startswith(f"Example: regdelta {verb}")]
    assert wrong == []


@pytest.mark.parametrize("verb", ["run", "baseline import", "compare"])
def test_help_prints_the_example(verb: str) -> None:
    """What stands in the code reaches the terminal."""
    assert f"regdelta {verb}" in help_of(verb).replace("\n", " ")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/operations.md", "CHANGELOG.md", "docs/sources.md"])
def test_documents_name_only_commands_that_exist(name: str) -> None:
    """A reader who copies a command from the documents never meets `No such command`."""
    text = (ROOT / name).read_text("utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    named = {match[1] for match in re.finditer(r"(?:^|`)regdelta ((?:archive |baseline |sources )?[a-z]+)", code, re.MULTILINE)}
    assert named - set(verbs()) - {"archive", "baseline", "sources"} == set()
    assert named


def test_every_command_stands_in_the_readme() -> None:
    """The README's table of commands is whole."""
    text = (ROOT / "README.md").read_text("utf-8")
    assert [verb for verb in verbs() if f"regdelta {verb.split()[0]}" not in text] == []
