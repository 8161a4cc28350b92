"""All commands, in the order in which ``regdelta --help`` names them."""

from __future__ import annotations

from cli import running, reading, handling, texts, baselines, sources, archive  # isort: skip
from cli.frame import app

__all__ = ["app", "archive", "baselines", "handling", "reading", "running", "sources", "texts"]
