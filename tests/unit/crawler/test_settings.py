from __future__ import annotations

from scrapy.settings import Settings
from scrapy.utils.conf import build_component_list


def test_what_is_unsafe_in_scrapy_is_off() -> None:
    """Nothing listens, nothing but HTTP is fetched, sizes and times have bounds, robots.txt is obeyed."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    assert not settings.getbool("REMOTE_CONTROL_ENABLED") and not settings.getbool("TELNETCONSOLE_ENABLED")
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}
    assert settings.getint("DOWNLOAD_MAXSIZE") == 64 * 2**20
    assert (settings.getint("DOWNLOAD_TIMEOUT"), settings.getint("REDIRECT_MAX_TIMES")) == (60, 5)
    assert settings.getbool("ROBOTSTXT_OBEY") and not settings.getbool("HTTPCACHE_ENABLED")
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")


def test_the_guard_stands_before_robots_and_the_cookie_jar_is_ours() -> None:
    """Not even robots.txt is asked of an address that is not public; Scrapy's jar would ask a third party for domains."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    order = [name.rsplit(".", 1)[1] for name in build_component_list(settings.getwithbase("DOWNLOADER_MIDDLEWARES"))]
    assert order.index("ReplayMiddleware") < order.index("GuardMiddleware") < order.index("StrictRobotsMiddleware")
    assert order.index("RetryMiddleware") < order.index("ConditionalMiddleware") < order.index("RedirectMiddleware")
    assert "HostCookiesMiddleware" in order and not {"CookiesMiddleware", "RobotsTxtMiddleware"} & set(order)
