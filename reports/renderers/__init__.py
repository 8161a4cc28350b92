"""Renderers: a Report in, bytes out. One module a format; built-in ones register like any other.

An outside renderer is a module named under the entry point group ``regdelta.renderers``; importing it calls :func:`register`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.record import ReportRecord
from domain.report import Report, ReportKind
from reports.registry import Registry

BUILT_IN = tuple(
    f"reports.renderers.{name}" for name in ("html", "markdown", "json", "text", "docx", "xlsx", "csv", "atom", "ics", "pdf")
)
GROUP = "regdelta.renderers"


def day(report: Report | ReportRecord) -> str:
    """The name of a report's files without suffix: ``2026-11-23``, ``2026-11-23-v2`` for a later revision, ``2026-11-27-weekly``."""
    kind = "" if report.kind == ReportKind.DAILY else f"-{report.kind}"
    return f"{report.on}{kind}" + (f"-v{report.revision}" if report.revision > 1 else "")


@dataclass(frozen=True, slots=True)
class Format:
    """A registered format: the ``suffix`` of its files (with the dot), its media type, and how a report's file is named before the suffix."""

    name: str
    suffix: str
    media_type: str
    render: Callable[[Report], bytes]
    named: Callable[[Report], str] = day

    def file(self, report: Report) -> str:
        """The file name of a report in this format."""
        return f"{self.named(report)}{self.suffix}"


_formats: Registry[Format] = Registry("report format", BUILT_IN, GROUP)


def register(
    format: str, suffix: str, media_type: str, name: Callable[[Report], str] = day
) -> Callable[[Callable[[Report], bytes]], Callable[[Report], bytes]]:
    """Decorate the function that renders ``format``; ``name`` names its files. Raises ValueError if the format is taken."""

    def keep(render: Callable[[Report], bytes]) -> Callable[[Report], bytes]:
        _formats.register(format, Format(format, suffix, media_type, render, name))
        return render

    return keep


def formats() -> tuple[str, ...]:
    """The names of all registered formats, in their alphabetical order."""
    return _formats.names()


def format_named(name: str) -> Format:
    """One format. Raises InputError if nothing is registered under that name."""
    return _formats.named(name)


def render(report: Report, format: str) -> bytes:
    """The report as a file of this format. Raises InputError for an unknown one."""
    return format_named(format).render(report)
