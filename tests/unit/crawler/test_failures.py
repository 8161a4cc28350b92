from __future__ import annotations

import ssl

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawler.failures import Refused, of_failure
from domain.crawl import Outcome


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (DownloadTimeoutError("60 s"), Outcome.TIMEOUT),
        (CannotResolveHostError("no such host"), Outcome.DNS),
        (DownloadConnectionRefusedError("refused"), Outcome.RESET),
        (DownloadFailedError("[<twisted.python.failure.Failure OpenSSL.SSL.Error: legacy renegotiation>]"), Outcome.TLS),
        (DownloadFailedError("Connection lost"), Outcome.RESET),
        (ssl.SSLError("BAD_ECPOINT"), Outcome.TLS),
        (ResponseDataLossError(), Outcome.PARTIAL),
        (DownloadCancelledError("larger than"), Outcome.TOO_LARGE),
        (IgnoreRequest("Forbidden by robots.txt"), Outcome.ROBOTS_DENIED),
        (IgnoreRequest("max redirections reached"), Outcome.HTTP_ERROR),
        (ValueError("Port out of range 0-65535"), Outcome.HTTP_ERROR),
        (Refused(Outcome.WRONG_HOST, "内网"), Outcome.WRONG_HOST),
    ],
)
def test_each_way_of_getting_no_answer_is_told_apart(error: Exception, outcome: Outcome) -> None:
    """Timeouts, names, TLS, resets and our own refusals stay apart, each with a sentence."""
    verdict = of_failure(error)
    assert verdict.outcome is outcome and verdict.detail
