"""The published JSON Schemas are those of the shapes the commands print."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from monitor.interchange import SHAPES, schemas

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schema"


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_schema_is_published(name: str) -> None:
    """Whoever changes a shape changes docs/schema with it (python -m bench.schemas)."""
    assert json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8")) == schemas()[name]


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_schema_is_valid(name: str) -> None:
    """The published files are JSON Schema 2020-12."""
    jsonschema.Draft202012Validator.check_schema(schemas()[name])
