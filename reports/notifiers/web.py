"""One JSON request to a robot and its answer, with the standard library: certificates verified, no redirect followed, nothing endless read."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from domain.delivery import Failure
from reports.notifiers import NotSent

LARGEST = 64 * 1024
"""Bytes read of an answer; those of the robots have about a hundred."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry the secret in the address elsewhere."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def post(url: str, body: Mapping[str, object], key: str, timeout: float) -> dict[str, Any]:
    """The JSON object that is answered to this one. Raises NotSent for anything else; ``key`` goes along as ``Idempotency-Key``."""
    request = Request(  # noqa: S310 the scheme is looked at below
        usable(url),
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8", "User-Agent": "regdelta", "Idempotency-Key": key},
    )
    opener = build_opener(_NoRedirect, HTTPSHandler(context=ssl.create_default_context()))
    try:
        with opener.open(request, timeout=timeout) as answer:
            return _object(answer.read(LARGEST))
    except HTTPError as error:
        error.close()
        raise _status(error.code) from None
    except (OSError, http.client.HTTPException) as error:
        raise network(error) from None


def usable(url: str) -> str:
    """The address if it is https, or http on this machine. Raises NotSent if it is not; it does not say what it is instead."""
    try:
        parts = urlsplit(url)
        good = bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
    except ValueError:
        good = False
    if not good or any(ord(mark) <= 32 for mark in url):
        raise NotSent(
            Failure.SETTINGS, "the robot's address is no https address; copy it whole from the group's settings", lasting=True
        )
    return url


def network(error: BaseException) -> NotSent:
    """What an error below the protocol means. No address stands in what it says."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, BaseException) else error
    if isinstance(cause, TimeoutError):
        return NotSent(Failure.TIMEOUT, "no answer in time")
    if isinstance(cause, ssl.SSLError):
        return NotSent(Failure.TLS, f"the connection is not trusted: {cause.reason or type(cause).__name__}")
    said = (cause.strerror if isinstance(cause, OSError) else None) or type(cause).__name__
    return NotSent(Failure.UNREACHABLE, f"no connection: {said}")


def _status(code: int) -> NotSent:
    if code == 429 or code >= 500:
        return NotSent(Failure.BUSY, f"answered HTTP {code}")
    return NotSent(Failure.LOGIN if code in (401, 403) else Failure.REFUSED, f"answered HTTP {code}", lasting=True)


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise NotSent(Failure.BUSY, "the answer is not that of a robot (no JSON object)")
    return found
