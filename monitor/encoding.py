"""JSON as every command with ``--json`` prints it."""

from __future__ import annotations

from typing import Any

import msgspec


def encode(shape: Any) -> bytes:
    """UTF-8 JSON with two spaces of indentation and a final newline."""
    return msgspec.json.format(msgspec.json.encode(shape), indent=2) + b"\n"
