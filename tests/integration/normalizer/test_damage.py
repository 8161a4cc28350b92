"""Files damaged on the way: whatever became of the bytes, a Document or a named error, and never anything else."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from domain.document import Document
from domain.errors import NormalizeError

Write = Callable[[str, list[str]], bytes]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, lost or said twice."""
    held = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        at, length = chance.randrange(len(held)), chance.randrange(1, 200)
        match chance.randrange(3):
            case 0:
                held[at] = chance.randrange(256)
            case 1:
                del held[at : at + length]
            case _:
                held[at:at] = held[-length:]
    return bytes(held)


@pytest.mark.parametrize("name", ["reportlab.pdf", "python-docx.docx", "openpyxl.xlsx", "by hand.ofd"])
@pytest.mark.parametrize("seed", range(2, 7))
def test_a_damaged_file_is_a_document_or_a_named_error(
    name: str, seed: int, paper: list[str], write: Write, loaded: Callable[..., Document]
) -> None:
    """The sentence of the error begins with the name of the file."""
    content = damaged(write(name, paper), random.Random(f"{name} {seed}"))  # noqa: S311
    try:
        assert loaded(content, name).text
    except NormalizeError as error:
        assert str(error).startswith(name)
        assert "\n" not in str(error)
