"""A plain cookie jar: a cookie goes back to the host that set it and to no other.

Scrapy's own jar asks a list of public suffixes which domains may share cookies, and fetches that list over the network past every
guard of a crawl. Host-only cookies need no list. The jar is there for sites that set a cookie and redirect to the same address.
"""

from __future__ import annotations

from collections.abc import Iterable
from http.cookiejar import Cookie

from scrapy import Request
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.http.cookies import CookieJar
from scrapy.utils.httpobj import urlparse_cached


class HostCookiesMiddleware(CookiesMiddleware):
    """Takes the place of Scrapy's CookiesMiddleware."""

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        host = (urlparse_cached(request).hostname or "").lower()
        for cookie in cookies:
            cookie.domain, cookie.domain_specified, cookie.domain_initial_dot = host, False, False
            jar.set_cookie_if_ok(cookie, request)
