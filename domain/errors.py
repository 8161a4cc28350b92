"""The tree of errors a user can meet. Each message is one sentence: what, where, what to do.

::

    RegdeltaError
    ├── ConfigError          regdelta.toml or a source file is wrong
    ├── InputError           a file or argument named on the command line cannot be used
    ├── NormalizeError       bytes that do not become a Document
    │   ├── UnsupportedFormat    no reader for this format is installed
    │   ├── BrokenFile           the format is known but the bytes are damaged, encrypted or a bomb
    │   └── NoText               the page or file carries no policy text
    ├── StoreError           the database cannot be opened, is newer than this program, or is corrupt
    │   ├── StoreLocked          another run is writing
    │   └── NotFound             no such document, version, baseline or report
    └── CrawlError           the crawl as a whole could not be carried out (a failed page is an Outcome, not an error)

``cli.main`` prints ``str(error)`` and leaves with :attr:`RegdeltaError.exit_code`; the traceback only appears with ``--debug``.
"""

from __future__ import annotations


class RegdeltaError(Exception):
    """Base of all errors meant for a user."""

    exit_code = 1


class ConfigError(RegdeltaError):
    """A configuration file is missing, unreadable or says something unknown."""

    exit_code = 2


class InputError(RegdeltaError):
    """A file, date or name given on the command line cannot be used."""

    exit_code = 2


class NormalizeError(RegdeltaError):
    """Bytes that could not be turned into a Document."""


class UnsupportedFormat(NormalizeError):
    """No reader is registered for the format of a file."""


class BrokenFile(NormalizeError):
    """A file of a known format that is damaged, encrypted or expands beyond the limits."""


class NoText(NormalizeError):
    """A page or file in which no policy text was found."""


class StoreError(RegdeltaError):
    """The database could not be used."""


class StoreLocked(StoreError):
    """Another process holds the writer lock."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h: trying again later is right


class NotFound(StoreError):
    """A document, version, baseline or report that the store does not hold."""


class CrawlError(RegdeltaError):
    """The crawl could not be carried out as a whole."""
