"""``regdelta renormalize``: all history read again from its kept bytes by today's normalizer, without a change being reported."""

from __future__ import annotations

from dataclasses import dataclass

from domain.record import DocumentRecord, VersionRecord
from monitor.run import Step, Watch, ignore
from monitor.visits import read_again
from monitor.wiring import Rooms


@dataclass(frozen=True, slots=True)
class Renormalized:
    """How many versions were read again, how many of them now read differently, and how many had to stay as they were."""

    read: int = 0
    different: int = 0
    kept: int = 0


def renormalize(rooms: Rooms, *, force: bool = False, watch: Watch = ignore) -> Renormalized:
    """Bring every version made by another normalizer up to date; with ``force`` those of this one too.

    Each version is a transaction of its own, so this may be stopped and called again. A version whose bytes were not kept, or can
    no longer be read, stays as it is.
    """
    with rooms.lock():
        known = rooms.store.documents()
        outcomes = [outcome for document in known for outcome in _document(rooms, document, force, watch)]
    read = [outcome for outcome in outcomes if outcome is not None]
    return Renormalized(len(read), sum(read), len(outcomes) - len(read))


def _document(rooms: Rooms, document: DocumentRecord, force: bool, watch: Watch) -> list[bool | None]:
    watch(Step("renormalize", document.title, document.id))
    versions = rooms.store.versions(document.id)
    return [_version(rooms, one) for one in versions if force or one.normalizer != rooms.desk.normalizer_version]


def _version(rooms: Rooms, version: VersionRecord) -> bool | None:
    """True if the version now reads differently, False if not, None if it stays as it is."""
    text = read_again(rooms.desk, version)
    if text is None:
        return None
    rewritten = rooms.store.rewrite_version(version.document, version.sequence, text)
    return rewritten.fingerprint != version.fingerprint
