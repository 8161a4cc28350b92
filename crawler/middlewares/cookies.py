"""A plain cookie jar: a cookie goes back to the host that set it and to no other, not even to one below it.

Scrapy's own middleware asks a list of public suffixes which domains may share cookies, and fetches that list over the network past every
guard of a crawl. Host-only cookies need no list. The jar is there for sites that set a cookie and redirect to the same address.
"""

from __future__ import annotations

import re
from http.cookiejar import Cookie, DefaultCookiePolicy

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.http.cookies import CookieJar

MOST = 50
"""Cookies of all hosts of one crawl; RFC 6265, section 6.1, asks for as many of one host. The oldest goes."""
LONGEST = 4096
"""Characters of a name with its value (as above). More would only make servers refuse our requests."""
DOMAIN = re.compile(rb";\s*domain\s*(?:=[^;]*)?(?=;|$)", re.IGNORECASE)


class HostCookiesMiddleware:
    """Takes the place of Scrapy's CookiesMiddleware; there is one for each crawler, so that sources share no cookies."""

    def __init__(self) -> None:
        self._jar = CookieJar(DefaultCookiePolicy(strict_ns_domain=DefaultCookiePolicy.DomainStrictNonDomain))

    def process_request(self, request: Request) -> None:
        """Give back what the host has set (RFC 6265 §5.4). A request that was tried before has an old header."""
        request.headers.pop("Cookie", None)
        if len(self._jar):
            self._jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what the host sets, and forget what it takes back, for itself alone: its ``Domain`` is passed over."""
        lines = response.headers.getlist("Set-Cookie")
        if not lines:
            return response
        own = Headers({"Set-Cookie": [DOMAIN.sub(b"", line) for line in lines[-MOST:]]})
        for cookie in self._jar.make_cookies(Response(response.url, headers=own), request):
            if len(cookie.name) + len(cookie.value or "") <= LONGEST:
                self._keep(cookie, request)
        return response

    def _keep(self, cookie: Cookie, request: Request) -> None:
        self._jar.set_cookie_if_ok(cookie, request)
        if len(self._jar) > MOST:
            oldest = next(iter(self._jar))
            self._jar.clear(oldest.domain, oldest.path, oldest.name)
