"""What of a report somebody asks for."""

from __future__ import annotations

import msgspec


class Subscription(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """``[recipient.subscription]``: an empty list asks for everything. A list lets through what has at least one of its words.

    ``kinds`` are out of :data:`reports.matching.KINDS`, ``levels`` out of :data:`reports.subscription.LEVELS`; ``topics`` and ``products``
    are those of the cards; ``sources`` are source ids; ``keywords`` are looked for in titles and texts whatever their script and width.
    """

    provinces: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    only_substantive: bool = True
