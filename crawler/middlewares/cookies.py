"""A plain cookie jar: a cookie goes back to the host that set it and to no other.

Scrapy's own middleware asks a list of public suffixes which domains may share cookies, and fetches that list over the network past every
guard of a crawl. Host-only cookies need no list. The jar is there for sites that set a cookie and redirect to the same address.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from scrapy.utils.httpobj import urlparse_cached


class HostCookiesMiddleware:
    """Takes the place of Scrapy's CookiesMiddleware; there is one for each crawler, so that sources share no cookies."""

    def __init__(self) -> None:
        self._jar = CookieJar()

    def process_request(self, request: Request) -> None:
        """Give back what the host has set (RFC 6265 §5.4). A request that was tried before has an old header."""
        request.headers.pop("Cookie", None)
        if len(self._jar):
            self._jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what the host sets, for itself alone: its ``Domain`` is passed over."""
        if "Set-Cookie" not in response.headers:
            return response
        host = (urlparse_cached(request).hostname or "").lower()
        for cookie in self._jar.make_cookies(response, request):
            cookie.domain, cookie.domain_specified, cookie.domain_initial_dot = host, False, False
            self._jar.set_cookie_if_ok(cookie, request)
        return response
