"""The report as JSON for other programs, and the codec the store keeps reports with. Its schema is docs/schema/report.schema.json.

``python -m reports.renderers.json`` prints the schema; a test holds the published file to it.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from domain.report import Report
from reports.renderers import register


def encode(report: Report) -> bytes:
    """Compact JSON; :func:`decode` gives the same report back."""
    return msgspec.json.encode(report)


def decode(data: bytes) -> Report:
    """A report from its JSON. Raises :class:`msgspec.ValidationError` if the data is not one."""
    return msgspec.json.decode(data, type=Report)


@register("json", ".json", "application/json")
def render(report: Report) -> bytes:
    return msgspec.json.format(encode(report), indent=2) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report, made from the dataclasses."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "regdelta report",
        **msgspec.json.schema(Report),
    }


def schema_text() -> bytes:
    return msgspec.json.format(msgspec.json.encode(schema(), order="sorted"), indent=2) + b"\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(schema_text())
