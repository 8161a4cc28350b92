"""How the tables came to be: the steps that :mod:`storage.migrations` takes, in order.

A step that has shipped is never edited; a new one is added at the end of :data:`STEPS`. Its function's name is its record.
Columns named ``at``, ``created``, ``seen``, ``started`` and ``finished`` are UTC times as text (:func:`storage.values.stamp`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

from storage.values import unpack

# "rdlt" in the header of the file (PRAGMA application_id) tells our databases from other people's.
APPLICATION_ID = 0x72646C74


def runs_and_fetches(db: Database) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.table("runs").create(
        {
            "id": int,
            "started": str,
            "finished": str,
            "state": str,
            "sources": str,
            "window_start": str,
            "window_end": str,
        },
        pk="id",
        not_null={"started", "state", "sources", "window_start", "window_end"},
    )
    db.table("pages").create(
        {
            "id": int,
            "source": str,
            "kind": str,
            "key": str,
            "url": str,
            "title": str,
            "listed_on": str,
            "parent": str,
            "position": int,
        },
        pk="id",
        not_null={"source", "kind", "key", "url", "title", "position"},
    ).create_index(["source", "key"], unique=True).create_index(["source", "parent"])
    db.table("fetches").create(
        {
            "id": int,
            "run": int,
            "page": int,
            "at": str,
            "outcome": str,
            "status": int,
            "detail": str,
            "sha256": str,
            "size": int,
            "content_type": str,
            "etag": str,
            "last_modified": str,
            "record": str,
            "final_url": str,
            "processed": int,
        },
        pk="id",
        not_null={"run", "page", "at", "outcome", "detail", "size", "processed"},
        defaults={"processed": 0},
        foreign_keys=[("run", "runs", "id"), ("page", "pages", "id")],
    ).create_index(["run", "page"]).create_index(["page", "outcome"])
    db.table("health").create(
        {
            "run": int,
            "source": str,
            "name": str,
            "outcome": str,
            "detail": str,
            "entries": int,
            "expected": int,
            "fetched": int,
            "not_modified": int,
            "failed": int,
            "suspect": int,
            "planned": int,
        },
        pk=("source", "run"),
        not_null={"name", "outcome", "detail", "entries", "fetched", "not_modified", "failed", "suspect", "planned"},
        foreign_keys=[("run", "runs", "id")],
    )


def documents_and_versions(db: Database) -> None:
    db.table("documents").create(
        {
            "id": int,
            "title": str,
            "document_number": str,
            "province": str,
            "authority": str,
            "kind": str,
            "level": str,
            "page": int,
            "first_seen": str,
            "versions": int,
            "repealed": int,
            "effective_on": str,
            "expires_on": str,
        },
        pk="id",
        not_null={"title", "kind", "level", "first_seen", "versions", "repealed"},
        foreign_keys=[("page", "pages", "id")],
    )
    db.table("names").create(
        {"kind": str, "key": str, "document": int},
        pk=("kind", "key", "document"),
        foreign_keys=[("document", "documents", "id")],
    ).create_index(["document"])
    db.table("versions").create(
        {
            "document": int,
            "sequence": int,
            "created": str,
            "seen": str,
            "fingerprint": str,
            "normalizer": str,
            "fetches": str,
            "origin": str,
            "run": int,
            "payload": bytes,
        },
        pk=("document", "sequence"),
        not_null={"created", "seen", "fingerprint", "normalizer", "fetches", "payload"},
        foreign_keys=[("document", "documents", "id"), ("run", "runs", "id")],
    )
    db.table("publications").create(
        {"page": int, "document": int, "level": str, "sequence": int, "fetch": int},
        pk="page",
        not_null={"document", "level"},
        foreign_keys=[("page", "pages", "id"), ("document", "documents", "id"), ("fetch", "fetches", "id")],
    ).create_index(["document"])


def changes_baselines_reports(db: Database) -> None:
    db.table("reports").create(
        {
            "id": int,
            "day": str,
            "revision": int,
            "kind": str,
            "window_start": str,
            "window_end": str,
            "created": str,
            "data": bytes,
            "changes": str,
            "events": str,
        },
        pk="id",
        not_null={"day", "revision", "kind", "window_start", "window_end", "created", "data", "changes", "events"},
    ).create_index(["kind", "day", "revision"], unique=True)
    for table, columns in (("changes", {"from_sequence": int, "to_sequence": int}), ("events", {"sequence": int})):
        db.table(table).create(
            {"id": int, "document": int, **columns, "run": int, "created": str, "value": str, "report": int},
            pk="id",
            not_null={"document", *columns, "created", "value"},
            foreign_keys=[("document", "documents", "id"), ("run", "runs", "id"), ("report", "reports", "id")],
        ).create_index(["document"]).create_index(["report"]).create_index(["created"])
    db.table("novelty").create(
        {"document": int, "baseline": str, "value": str},
        pk="document",
        not_null={"value"},
        foreign_keys=[("document", "documents", "id")],
    )
    db.table("baselines").create({"name": str, "created": str}, pk="name", not_null={"created"})
    db.table("baseline_members").create(
        {"baseline": str, "position": int, "document": int, "sequence": int},
        pk=("baseline", "position"),
        not_null={"document", "sequence"},
        foreign_keys=[("baseline", "baselines", "name"), ("document", "documents", "id")],
    )


def statuses_of_pages(db: Database) -> None:
    db.table("pages").add_column("status", str)
    db.table("status_changes").create(
        {"id": int, "run": int, "fetch": int, "page": int, "before": str, "after": str},
        pk="id",
        not_null={"run", "fetch", "page", "before", "after"},
        foreign_keys=[("run", "runs", "id"), ("fetch", "fetches", "id"), ("page", "pages", "id")],
    ).create_index(["run"])


def corrections_of_reports(db: Database) -> None:
    db.table("corrections").create(
        {"id": int, "value": str, "report": int},
        pk="id",
        not_null={"value"},
        foreign_keys=[("report", "reports", "id")],
    )


def outbox(db: Database) -> None:
    db.table("outbox").create(
        {
            "id": int,
            "report": int,
            "recipient": str,
            "channel": str,
            "key": str,
            "created": str,
            "state": str,
            "next_at": str,
            "attempts": int,
            "failing_since": str,
            "failure": str,
            "detail": str,
            "sent_at": str,
        },
        pk="id",
        not_null={"report", "recipient", "channel", "key", "created", "state", "next_at", "attempts", "detail"},
        foreign_keys=[("report", "reports", "id")],
    ).create_index(["report", "recipient", "channel"], unique=True).create_index(["state"])


def hops_of_fetches(db: Database) -> None:
    """JSON of the answers before the last one; what was conceded to weak encryption."""
    db.table("fetches").add_column("hops", str)
    db.table("fetches").add_column("tls", str)


def visiting(db: Database) -> None:
    """Until now every run read whole lists, so a good one was a sweep."""
    db.table("pages").add_column("absent_on", str)
    health = db.table("health")
    for column in ("listed", "swept", "pages"):
        health.add_column(column, int, not_null_default=0)
    health.add_column("plan", str, not_null_default="")
    health.add_column("rests_until", str)
    db.execute("UPDATE health SET listed = 1, swept = 1 WHERE outcome = 'ok' AND planned")
    db.table("aliases").create({"source": str, "key": str, "target": str}, pk=("source", "key"), not_null={"target"})
    db.table("rests").create(
        {"host": str, "until": str, "outcome": str, "why": str, "times": int},
        pk="host",
        not_null={"until", "outcome", "why", "times"},
    )


def handlings_of_changes(db: Database) -> None:
    db.table("handlings").create({"id": int, "item": str, "value": str}, pk="id", not_null={"item", "value"}).create_index(
        ["item"]
    )


def deadlines_of_documents(db: Database) -> None:
    """The farthest deadline in the newest text, empty for none; not known of a text kept in a shape that is no longer read."""
    documents = db.table("documents")
    documents.add_column("deadline", str)
    newest = "SELECT payload FROM versions WHERE document = ? AND sequence = (SELECT versions FROM documents WHERE id = ?)"
    for (number,) in db.execute("SELECT id FROM documents").fetchall():
        for (payload,) in db.execute(newest, (number, number)).fetchall():
            facts = json.loads(unpack(payload)).get("document", {}).get("facts", ())
            days = [str(fact["to_value"]) for fact in facts if fact["kind"] == "date_deadline" and fact["to_value"]]
            documents.update(number, {"deadline": max(days, default="")})


def parts_of_pages(db: Database) -> None:
    db.table("page_parts").create(
        {"page": int, "mark": str, "parts": str}, pk="page", not_null={"mark", "parts"}, foreign_keys=[("page", "pages", "id")]
    )


STEPS: tuple[Callable[[Database], None], ...] = (
    runs_and_fetches,
    documents_and_versions,
    changes_baselines_reports,
    statuses_of_pages,
    corrections_of_reports,
    outbox,
    hops_of_fetches,
    visiting,
    handlings_of_changes,
    deadlines_of_documents,
    parts_of_pages,
)
