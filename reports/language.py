"""The language of a report's frame: headings, labels, sentences of our own. Words of a policy text are never translated.

Frame words stand in the code in Simplified Chinese and go through :func:`_`, in templates as ``{{ _("…") }}``; a catalogue in
``reports/locale`` gives them in another language. Where it has no word the Chinese one stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

from domain.errors import InputError

DEFAULT = "zh"
LANGUAGES = (DEFAULT, "en")
CATALOGUES = Path(__file__).parent / "locale"
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


def _(words: str) -> str:
    """The words in the language spoken; ``{}`` places are filled in afterwards: ``_("剩{days}天").format(days=3)``."""
    return _catalogue(_current.get()).gettext(words)


def N_(words: str) -> str:  # noqa: N802 - the name gettext tools know
    """Marks words for the catalogue where they stand in a table; they go through :func:`_` where they are printed."""
    return words


def check(language: str) -> None:
    """Raises InputError for a language there is no catalogue of."""
    if language not in LANGUAGES:
        raise InputError(f"there are no reports in {language!r}; use one of: {', '.join(LANGUAGES)}")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything rendered inside is framed in this language. Raises InputError for one there is no catalogue of."""
    check(language)
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def language() -> str:
    """The language spoken: one of :data:`LANGUAGES`."""
    return _current.get()


def html_lang() -> str:
    """The same as a BCP 47 tag, for ``<html lang>``."""
    return "zh-CN" if language() == DEFAULT else language()


@cache
def _catalogue(language: str) -> NullTranslations:
    return NullTranslations() if language == DEFAULT else translation("regdelta", CATALOGUES, [language], fallback=True)
