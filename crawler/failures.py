"""What it means when no answer came: the exceptions of Scrapy and Twisted as outcomes."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawler.outcomes import Verdict
from domain.crawl import Outcome

TLS_NAMES = ("ssl", "tls", "certificate")


class Refused(IgnoreRequest):
    """One of our own middlewares did not let a request out; carries the verdict."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.verdict = Verdict(outcome, detail)


def of_failure(error: BaseException) -> Verdict:
    """The verdict on a request that got no answer."""
    if isinstance(error, Refused):
        return error.verdict
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error))
    if isinstance(error, ValueError):  # not within an exchange: Scrapy could make nothing of a Location
        return Verdict(Outcome.HTTP_ERROR, f"转向的地址无法访问：{error}")
    said = str(error).strip() or type(error).__name__
    if isinstance(error, DownloadTimeoutError | TimeoutError):
        return Verdict(Outcome.TIMEOUT, f"限时内没有收到完整的应答：{said}")
    if isinstance(error, CannotResolveHostError):
        return Verdict(Outcome.DNS, f"域名无法解析：{said}")
    if isinstance(error, DownloadCancelledError):
        return Verdict(Outcome.TOO_LARGE, "应答超过允许的大小，已断开")
    if isinstance(error, ResponseDataLossError):
        return Verdict(Outcome.PARTIAL, "收到的字节少于声明的长度，页面不完整")
    if any(name in f"{type(error).__name__} {said}".lower() for name in TLS_NAMES):
        return Verdict(Outcome.TLS, f"无法建立加密连接：{said}")
    return Verdict(Outcome.RESET, f"连接被拒绝或中断（{_root(error)}）")


def _root(error: BaseException) -> str:
    """The name of what Twisted wrapped: ConnectionLost, ConnectionRefusedError ..."""
    inner = getattr(error, "reasons", None) or getattr(error.__cause__, "reasons", None)
    return type(inner[0].value if inner else error.__cause__ or error).__name__


def _ignored(said: str) -> Verdict:
    if "robots.txt" in said:
        return Verdict(Outcome.ROBOTS_DENIED, "robots.txt 不允许访问")
    return Verdict(Outcome.HTTP_ERROR, f"重定向过多：{said}")
