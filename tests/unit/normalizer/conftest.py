"""How the tests of this room make documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from domain.document import Document, RawDocument, RawPart
from normalizer.normalize import normalize

Read = Callable[..., Document]


@pytest.fixture(scope="session")
def read() -> Read:
    """Normalize one text or page; ``family`` and ``charset`` as on a RawPart, other keywords as on a RawDocument."""

    def one(
        content: str | bytes, *, family: str | None = None, charset: str | None = None, name: str = "text", **raw: Any
    ) -> Document:
        data = content.encode() if isinstance(content, str) else content
        return normalize(RawDocument((RawPart(data, name, family=family, charset=charset),), **raw))

    return one
