from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from crawler.transport.coding import MOST_LAYERS, Overgrown, undo

PAGE = (
    "<html><body>" + "".join(f"<p>第{n}条　药品经营企业应当保存记录。</p>" for n in range(9000)) + "</body></html>"
).encode()
MOST = 1 << 20


def bare(body: bytes) -> bytes:
    pack = zlib.compressobj(wbits=-15)
    return pack.compress(body) + pack.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": lambda body: gzip.compress(body[:1000]) + (gzip.compress(body[1000:]) if body[1000:] else b""),
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=3),
    "zstd": lambda body: zstandard.compress(body[:1000]) + (zstandard.compress(body[1000:]) if body[1000:] else b""),
}
CASES = [*PACKERS.items(), ("deflate", bare)]


@pytest.mark.parametrize(("coding", "pack"), CASES)
@pytest.mark.parametrize("body", [PAGE, b"a", b""])
def test_every_coding_is_undone(coding: str, pack: Callable[[bytes], bytes], body: bytes) -> None:
    """To the byte: several members or frames, deflate with and without its head, a body longer than one piece, an empty one."""
    assert undo(pack(body), [coding], MOST) == (body, (), True)


@pytest.mark.parametrize(("coding", "pack"), CASES)
def test_a_stream_that_breaks_off_is_never_whole(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """Wherever it does; what came before is given all the same, for the archive."""
    packed = pack(PAGE[:3000])
    for end in range(2, len(packed)):
        body, _, whole = undo(packed[:end], [coding], MOST)
        assert PAGE.startswith(body) or body == packed[:end]
        assert not whole or end - len(pack(PAGE[:1000])) in (0, 1), "a body may end where a member does, but for filler"


def test_bytes_that_were_damaged_on_the_way_are_not_whole() -> None:
    """The check sum of gzip says so, and the body is not believed."""
    packed = bytearray(gzip.compress(PAGE))
    packed[-6] ^= 1
    assert undo(bytes(packed), ["gzip"], MOST)[2] is False
    assert undo(b"<html>not deflated at all</html>", ["deflate"], MOST)[2] is False


def test_a_plain_page_that_is_said_to_be_gzip_is_a_plain_page() -> None:
    """A mistake of servers that compress some answers and announce it of all; filler behind a stream is none of it."""
    assert undo(PAGE, ["gzip"], MOST) == (PAGE, (), True)
    assert undo(gzip.compress(PAGE) + b"\0" * 512, ["gzip"], MOST) == (PAGE, (), True)


def test_layers_are_undone_from_the_outside_up_to_a_bound() -> None:
    """And no further than to a coding that is none."""
    assert undo(gzip.compress(zlib.compress(PAGE)), ["deflate", "gzip"], MOST) == (PAGE, (), True)
    assert undo(gzip.compress(PAGE), ["utf-8", "gzip"], MOST) == (PAGE, ("utf-8",), True)
    assert undo(PAGE, ["utf-8"], MOST) == (PAGE, ("utf-8",), True)
    body, left, whole = undo(PAGE, ["gzip"] * 1000, MOST)
    assert (len(left), whole) == (1000 - MOST_LAYERS, False)
    assert body == PAGE


@pytest.mark.parametrize(("coding", "pack"), CASES)
def test_no_body_grows_beyond_its_bound(coding: str, pack: Callable[[bytes], bytes]) -> None:
    """A stream of a few bytes may stand for any number."""
    with pytest.raises(Overgrown):
        undo(pack(b"0" * (MOST + 1)), [coding], MOST)
    assert undo(pack(b"0" * MOST), [coding], MOST)[2]
