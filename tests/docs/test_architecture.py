"""The map and the house agree."""

from __future__ import annotations

import ast
import configparser
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = {"scheduler"}
OUTSIDE = {"tests", "bench"}


def rooms() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - OUTSIDE


def contract() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def test_every_room_is_a_root_of_the_import_contract() -> None:
    """A room that import-linter does not know could import anything."""
    assert set(contract()["importlinter"]["root_packages"].split()) == rooms()


def test_every_room_stands_in_exactly_one_layer() -> None:
    """The layers are exhaustive: import-linter cannot check that for top-level packages."""
    layers = contract()["importlinter:contract:layers"]["layers"]
    named = [name for line in layers.split("\n") for name in line.replace("|", " ").split()]
    assert sorted(named) == sorted(rooms())


def test_every_room_is_packaged() -> None:
    """What `pip install .` installs is what stands in the house."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packaged = config["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {name.removesuffix(".py") for name in packaged} == rooms() | MODULES


def test_every_room_stands_on_the_map() -> None:
    """A newcomer finds every room in docs/architecture.md."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    missing = [name for name in rooms() if f"`{name}/`" not in text]
    assert not missing


def clock_readings(path: Path) -> list[str]:
    """Where a module asks for the time."""
    asking = {"now", "utcnow", "today", "time_ns", "monotonic"}
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}" for node in nodes if isinstance(node, ast.Attribute) and node.attr in asking
    ]


@pytest.mark.parametrize("room", ["domain", "normalizer", "differ"])
def test_pure_rooms_read_no_clock(room: str) -> None:
    """domain, normalizer and differ give the same answer whenever they are asked."""
    assert [place for path in (ROOT / room).rglob("*.py") for place in clock_readings(path)] == []
