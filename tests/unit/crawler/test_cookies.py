from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import Headers, Response

from crawler.middlewares.cookies import LONGEST, MOST, HostCookiesMiddleware

URL = "https://www.mpa.test.example/zwgk/index.html"


class Visitor:
    """Who asks with one jar."""

    def __init__(self) -> None:
        self.jar = HostCookiesMiddleware()

    def told(self, *cookies: str, url: str = URL) -> None:
        """An answer that sets these."""
        request = Request(url)
        self.jar.process_response(request, Response(url, headers=Headers({"Set-Cookie": list(cookies)})))

    def says(self, url: str = URL) -> set[str]:
        request = Request(url, headers={"Cookie": "old=1"})
        self.jar.process_request(request)
        sent = (request.headers.get("Cookie") or b"").decode()
        return set(sent.split("; ")) - {""}


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def test_a_cookie_goes_back_to_its_host_alone(visitor: Visitor) -> None:
    """Not above it, not below it, not beside it, whatever ``Domain`` says; the port makes no difference (RFC 6265, 8.5)."""
    visitor.told("a=1; path=/", "b=2; Domain=.test.example; path=/", "c=3;domain=mpa.test.example;Path=/")
    assert visitor.says() == {"a=1", "b=2", "c=3"}
    assert visitor.says("https://www.mpa.test.example:8443/") == {"a=1", "b=2", "c=3"}
    for host in ("mpa.test.example", "x.www.mpa.test.example", "hospital.test.example", "test.example", "evil.example"):
        assert visitor.says(f"https://{host}/") == set(), host


@pytest.mark.parametrize("domain", ["", "; Domain=.mpa.test.example", "; domain=WWW.mpa.test.example", "; Domain=", "; Domain"])
@pytest.mark.parametrize("end", ["Max-Age=0", "Max-Age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_cookie_is_taken_back(visitor: Visitor, domain: str, end: str) -> None:
    """By its age or its date, also one that names a domain."""
    visitor.told(f"a=1; path=/{domain}", "b=2; path=/")
    visitor.told(f"a=; path=/{domain}; {end}")
    assert visitor.says() == {"b=2"}


def test_the_second_value_takes_the_place_of_the_first(visitor: Visitor) -> None:
    """Under one name and path, with or without a domain."""
    visitor.told("a=1; path=/; Domain=.mpa.test.example")
    visitor.told("a=2; path=/")
    assert visitor.says() == {"a=2"}


def test_secure_and_path_are_kept_to(visitor: Visitor) -> None:
    """A secure cookie goes over encrypted connections; one of a folder to what lies in it."""
    visitor.told("s=1; Secure; path=/", "p=2; path=/zwgk", "d=3")
    assert visitor.says() == {"s=1", "p=2", "d=3"}
    assert visitor.says("http://www.mpa.test.example/zwgk/a.html") == {"p=2", "d=3"}
    assert visitor.says("https://www.mpa.test.example/zwgkx/") == {"s=1"}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
def test_hosts_without_a_name_have_cookies_too(visitor: Visitor, host: str) -> None:
    """An address literal, and a name without a dot."""
    visitor.told("a=1; path=/; Domain=.example", url=f"http://{host}/")
    assert visitor.says(f"http://{host}/x") == {"a=1"}


def test_a_flood_of_cookies_is_bounded(visitor: Visitor) -> None:
    """The newest stay; one that is too long for a request is not kept at all."""
    for answer in range(4):
        visitor.told(*(f"c{answer}-{number}={number}; path=/" for number in range(2000)))
    visitor.told(f"long={'x' * LONGEST}; path=/", "last=1; path=/")
    assert len(visitor.says()) == MOST
    assert {"last=1", "c3-1999=1999"} <= visitor.says()
    assert not any(said.startswith(("long", "c0-")) for said in visitor.says())


@pytest.mark.parametrize(
    "line", ["", ";;;", "=", "a", "a=\0\x01b; path=/", "\xe4=\xff; path=/", "$Version=1; a=1", "a=1; Max-Age=" + "9" * 5000]
)
def test_what_is_no_cookie_costs_nothing(visitor: Visitor, line: str) -> None:
    """The next one in the same answer is kept."""
    visitor.told(line, "good=1; path=/")
    assert "good=1" in visitor.says()
