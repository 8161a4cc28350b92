"""A Chromium without a network: pages that their scripts build, opened with what the crawler received.

Nothing the browser does reaches the network by itself. Every request of a page is stopped and handed to ``fetch``, which is the
crawler's own downloader with its guard, robots.txt, pace and limits; interception alone would not do, since a browser follows
redirects without asking again. What is not stopped (web sockets, WebRTC) meets a proxy that does not exist and names that resolve to nothing.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Playwright, Request, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
NOWHERE = "http://127.0.0.1:9"  # the discard port, where nothing listens
ALONE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-gpu",
)
UNSEEN = frozenset({"image", "media", "font", "stylesheet", "texttrack", "manifest", "ping", "websocket", "eventsource"})
"""Kinds of resources that add no text to a page, or never end."""

MOST_REQUESTS = 40  # of one page; lists of JPaaS and gkmlpt sites need about ten
QUIET = 0.5  # seconds without an open request after which a page is taken to be built
TICK = 0.05
OF_THE_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "set-cookie"})


@dataclass(frozen=True, slots=True)
class Got:
    """An answer as a browser is to be given it; ``body`` decoded."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page asks for."""

    url: str
    method: str
    body: bytes
    content_type: str


Fetch = Callable[[Wanted], Awaitable[Got | None]]
"""None for what the page is not to have."""


def lacking() -> str:
    """What this machine lacks to read pages in a browser, as a sentence for the health line; empty if nothing."""
    if find_spec("playwright") is None:
        return "该来源要用浏览器读取（browser = true），但没有安装扩展：pip install 'regdelta[browser]'"
    if executable() is None:
        return "该来源要用浏览器读取（browser = true），但本机没有 Chromium；请安装 chromium"
    return ""


def executable() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Chromium:
    """One browser, started with the first page."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    async def render(self, url: str, first: Got, fetch: Fetch, limit: float) -> str:
        """What a page shows after its scripts ran, as HTML. ``first`` is the answer to ``url`` itself.

        Raises TimeoutError after ``limit`` seconds, playwright.async_api.Error if the page or the browser breaks down.
        """
        browser = self._browser or await self._start()
        context = await browser.new_context(service_workers="block", accept_downloads=False)
        try:
            async with asyncio.timeout(limit):
                return await Visit(url, first, fetch).run(await context.new_page())
        finally:
            await context.close()

    async def close(self) -> None:
        if self._browser:
            await self._browser.close()
        if self._playwright:
            await self._playwright.stop()

    async def _start(self) -> Browser:
        from playwright.async_api import async_playwright

        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=executable(),
            args=list(ALONE),
            proxy={"server": NOWHERE},
            chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
        )
        return self._browser


class Visit:
    """One page, from the answer to the moment when it is quiet."""

    def __init__(self, url: str, first: Got, fetch: Fetch) -> None:
        self.url = url
        self.first: Got | None = first
        self.fetch = fetch
        self.open = self.asked = 0
        self.last = 0.0

    async def run(self, page: Page) -> str:
        await page.context.route("**/*", lambda route: route.abort())  # windows that the page opens
        await page.route("**/*", self.answer)
        page.on("popup", lambda popup: asyncio.ensure_future(popup.close()))
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.dismiss()))
        await page.goto(self.url, wait_until="commit", timeout=0)
        await page.wait_for_load_state("domcontentloaded", timeout=0)
        self.last = _now()
        while self.open or _now() - self.last < QUIET:
            await asyncio.sleep(TICK)
        return await page.content()

    async def answer(self, route: Route, request: Request) -> None:
        """Answer a request of the page. Its own address is answered once, with what was received: a page that goes elsewhere is left."""
        main = request.is_navigation_request() and request.frame.parent_frame is None
        self.open += 1
        try:
            got = self._own(request.url) if main else await self._other(request)
            await (_fulfil(route, got) if got else route.abort("aborted"))  # "failed" would show an error page
        finally:
            self.open -= 1
            self.last = _now()

    def _own(self, url: str) -> Got | None:
        got, self.first = (self.first, None) if url == self.url else (None, self.first)
        return got

    async def _other(self, request: Request) -> Got | None:
        if request.resource_type in UNSEEN or request.method not in ("GET", "POST") or self.asked >= MOST_REQUESTS:
            return None
        self.asked += 1
        wanted = Wanted(request.url, request.method, request.post_data_buffer or b"", request.headers.get("content-type", ""))
        return await self.fetch(wanted)


async def _fulfil(route: Any, got: Got) -> None:
    headers = {name: value for name, value in got.headers.items() if name.lower() not in OF_THE_WIRE}
    await route.fulfill(status=got.status, headers=headers, body=got.body)


def _now() -> float:
    return asyncio.get_running_loop().time()
