"""The formats regdelta reads, behind one registry: write one module, register one name.

A reader takes a :class:`~domain.document.RawPart` and gives an :class:`Extract`. The built-in ones register like any
other. To add a format: write ``formats/<name>.py`` with a function decorated by :func:`reads`, and name the module in ``_BUILT_IN``.
Readers work in a child process under :class:`Limits`, all but those of HTML and text, which make nothing larger than they are given.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from domain.document import RawPart
from domain.errors import UnsupportedFormat
from normalizer.formats.extract import Extract, Limits, Reader
from normalizer.formats.magic import sniff

__all__ = ["Extract", "Limits", "Reader", "read_here", "reader_for", "reader_named", "reads", "sniff"]

_BUILT_IN = ("html", "docx", "text", "pdf", "doc", "xlsx", "ofd", "zip", "mht")
_IN_PROCESS = frozenset(("html", "text"))
_USUAL = Limits()
_readers: dict[str, tuple[Reader, Limits]] = {}


def reads(name: str, limits: Limits = _USUAL) -> Callable[[Reader], Reader]:
    """Register a reader for the format ``name``, to work under ``limits``."""

    def register(reader: Reader) -> Reader:
        _readers[name] = reader, limits
        return reader

    return register


def reader_for(part: RawPart) -> Reader:
    """The reader for a part, by what its bytes are; it does its work in a child process. Raises UnsupportedFormat."""
    name = _known(part)
    reader, limits = _readers[name]
    if name in _IN_PROCESS:
        return reader
    from normalizer.formats.sandbox import confined

    return partial(confined, reader.__module__, name, limits)


def read_here(part: RawPart) -> Extract:
    """Read a part in this process: for a reader, in its child, that comes upon another file. Raises UnsupportedFormat."""
    return reader_named(_known(part))(part)


def reader_named(name: str) -> Reader:
    """The registered reader itself. Raises KeyError for a name that has none."""
    return _readers[name][0]


def _known(part: RawPart) -> str:
    """The format of a part, its reader loaded."""
    name = sniff(part)
    if name in _BUILT_IN and name not in _readers:
        import_module(f"normalizer.formats.{name}")
    if name not in _readers:
        raise UnsupportedFormat(
            f"{part.name or part.url or 'the input'} is {name.upper()}, which this version cannot read: "
            "convert it to HTML, text or DOCX"
        )
    return name
