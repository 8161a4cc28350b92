"""Keeping secrets out of every sentence: what a server answers may repeat the address it was asked at."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, unquote, urlsplit

from reports.notifiers import Address
from reports.safety import visible

MASK = "***"
SHORTEST = 4
"""Characters of the shortest piece that is masked: a shorter one is no secret, and would blot out ordinary words."""
LONGEST = 200
"""Characters kept of what a server said."""


def masked(words: str, address: Address, *, secret_address: bool) -> str:
    """One line of at most :data:`LONGEST` characters without the password, the signing secret and the parts of a secret address."""
    pieces = {address.secret}
    if secret_address:
        pieces |= _pieces(address.value)
    written = {form for piece in pieces for form in (piece, quote(piece, safe=""), unquote(piece))}
    line = " ".join(visible(words).split())
    for one in sorted(written, key=len, reverse=True):
        if len(one) >= SHORTEST:
            line = line.replace(one, MASK)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _pieces(value: str) -> set[str]:
    """The address and everything in it but scheme, host and the words of a path that are no token."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return {value}
    found = {value, parts.username or "", parts.password or "", *(text for _, text in parse_qsl(parts.query))}
    if parts.scheme not in ("http", "https"):
        found.add(parts.netloc)  # Apprise puts tokens in the place of the host
    return found | {piece for piece in parts.path.split("/") if len(piece) >= 2 * SHORTEST}
