"""Bodies of state that only changed their name: an edit that follows such a change alters nobody's duty."""

from __future__ import annotations

from domain.bodies import renamed


def renamed_by_reform(old: str, new: str) -> bool:
    """True if ``new`` is another name of ``old``, at the same level: by a reform, or only written out or shortened."""
    return renamed(old, new)
