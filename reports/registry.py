"""A register of plug points by name: what is built in registers when its module is imported, like what another package adds."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from domain.errors import InputError

T = TypeVar("T")


class Registry(Generic[T]):
    """Parts of one ``kind`` ("report format"). ``built_in`` are modules, ``group`` the entry point group of outsiders; both are
    imported when a name is first asked for."""

    def __init__(self, kind: str, built_in: Sequence[str], group: str) -> None:
        self.kind = kind
        self._built_in = built_in
        self._group = group
        self._parts: dict[str, T] = {}
        self._loaded = False

    def register(self, name: str, part: T) -> T:
        """Raises ValueError if the name is taken."""
        if name in self._parts:
            raise ValueError(f"the {self.kind} {name!r} is registered twice")
        self._parts[name] = part
        return part

    def names(self) -> tuple[str, ...]:
        """All registered names, in their alphabetical order."""
        self._load()
        return tuple(sorted(self._parts))

    def named(self, name: str) -> T:
        """Raises InputError if nothing is registered under that name."""
        self._load()
        try:
            return self._parts[name]
        except KeyError:
            raise InputError(f"no {self.kind} is called {name!r}; use one of: {', '.join(self.names())}") from None

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        for module in self._built_in:
            import_module(module)
        for point in entry_points(group=self._group):
            point.load()
