"""Encryption as it was seen on gov.cn hosts, each weakness on a local server with certificates made here."""

from __future__ import annotations

import hashlib
import ipaddress
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from domain.crawl import Outcome
from tests.integration.crawler.old_tls import OldServer

Project = Any  # tests/integration/crawler/conftest.py
Site = Any
Serve = Callable[..., str]

TODAY = datetime.now(UTC)
YEAR = timedelta(days=365)
SHA256_WITH_RSA, SHA1_WITH_RSA = bytes.fromhex("06092a864886f70d01010b"), bytes.fromhex("06092a864886f70d010105")
OAKLEY_2 = bytes.fromhex(
    "308187" "028181" "00"
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF"
    "020102"
)  # fmt: skip
"""The 1024-bit group of RFC 2409, section 6.2, as PKCS #3 parameters."""


class Authority:
    """A certificate authority made for one test run, with an intermediate one below it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root_key, self.key = _key(), _key()
        self.root = _signed("某根机构", self.root_key, "某根机构", self.root_key, authority=True)
        self.middle = _signed("某中间机构", self.key, "某根机构", self.root_key, authority=True)
        self.root_file, self.middle_file = folder / "root.pem", folder / "middle.pem"
        self.root_file.write_bytes(self.root.public_bytes(Encoding.PEM))
        self.middle_file.write_bytes(self.middle.public_bytes(Encoding.PEM))

    def files(self, name: str, *, chain: bool = True, **options: Any) -> tuple[Path, Path]:
        """A certificate for 127.0.0.1, with the intermediate one behind it, and its key."""
        key = _key()
        leaf = _signed("某局", key, "某中间机构", self.key, **options)
        certificate, private = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        behind = self.middle.public_bytes(Encoding.PEM) if chain else b""
        certificate.write_bytes(leaf.public_bytes(Encoding.PEM) + behind)
        private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return certificate, private


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _signed(
    subject: str,
    key: rsa.RSAPrivateKey,
    issuer: str,
    by: rsa.RSAPrivateKey,
    *,
    authority: bool = False,
    host: str = "127.0.0.1",
    until: datetime = TODAY + YEAR,
    sha1: bool = False,
) -> x509.Certificate:
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(TODAY - 2 * YEAR)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(names, critical=False)
    )
    made = builder.sign(by, hashes.SHA256())
    return _with_sha1(made, by) if sha1 else made


def _with_sha1(made: x509.Certificate, by: rsa.RSAPrivateKey) -> x509.Certificate:
    """The same certificate signed as in 2010, which the library no longer does: RSASSA-PKCS1-v1_5 of RFC 8017, 8.2.1, by hand."""
    to_sign = made.tbs_certificate_bytes.replace(SHA256_WITH_RSA, SHA1_WITH_RSA)
    info = bytes.fromhex("3021300906052b0e03021a05000414") + hashlib.sha1(to_sign).digest()  # noqa: S324 - that is the point
    numbers = by.private_numbers()
    size = by.key_size // 8
    padded = b"\x00\x01" + b"\xff" * (size - 3 - len(info)) + b"\x00" + info
    signature = pow(int.from_bytes(padded), numbers.d, numbers.public_numbers.n).to_bytes(size)
    content = made.public_bytes(Encoding.DER).replace(SHA256_WITH_RSA, SHA1_WITH_RSA).replace(made.signature, signature)
    return x509.load_der_x509_certificate(content)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(autouse=True)
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system of these tests trusts the root and nothing else."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root_file))


@contextmanager
def _served(handler: type, files: tuple[Path, Path], settle: Callable[[ssl.SSLContext], None]) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # a server may be as weak as it likes
    context.load_cert_chain(*files)
    settle(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    with _running(server) as url:
        yield url


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[str]:
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # a refused handshake is what is tested
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def old(site: Site) -> Iterator[Serve]:
    """``old(files, **settings)``: the site from an old server; returns its address."""
    with ExitStack() as stack:
        yield lambda files, **settings: stack.enter_context(_running(OldServer(site.handler, files, **settings)))


@pytest.fixture
def serve(site: Site) -> Iterator[Serve]:
    """``serve(files, settle)``: the site once more, encrypted; returns its address."""
    with ExitStack() as stack:
        yield lambda files, settle=lambda _: None: stack.enter_context(_served(site.handler, files, settle))


def crawled(project: Project, site: Site, url: str, **keys: Any) -> tuple[Any, Any]:
    """The source's health line, and the look at its list."""
    run = project.crawl(site.source(**keys, url=url))
    return project.health(run)["own_mpa"], project.looks(run, "own_mpa")["index.html"]


def weak_dh(folder: Path) -> Callable[[ssl.SSLContext], None]:
    """Only Diffie-Hellman with 1024 bits, as 重庆 and others had it."""

    def settle(context: ssl.SSLContext) -> None:
        path = folder / "dh.pem"
        path.write_text(ssl.DER_cert_to_PEM_cert(OAKLEY_2).replace("CERTIFICATE", "DH PARAMETERS"))
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers("DHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0")
        context.load_dh_params(path)

    return settle


def test_a_good_certificate_needs_nothing(project: Project, site: Site, serve: Serve, authority: Authority) -> None:
    """The usual rules suffice, so nothing is noted, also where the source file lists concessions."""
    site.lists()
    health, look = crawled(project, site, serve(authority.files("good")), tls=("weak_dh", "sha1"))
    assert (look.status, look.tls) == (200, "")
    assert health.outcome is not Outcome.TLS


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"until": TODAY - timedelta(days=3)}, "证书已过期（有效期至"),
        ({"host": "127.0.0.2"}, "证书不是签发给 127.0.0.1 的"),
        ({"chain": False}, "没有发来中间证书"),
    ],
    ids=["expired", "wrong host", "missing intermediate"],
)
def test_a_bad_certificate_is_never_passed_over(
    project: Project, site: Site, serve: Serve, authority: Authority, options: dict[str, Any], said: str
) -> None:
    """Not even with every concession there is; the health line names what is wrong."""
    site.lists()
    health, _ = crawled(project, site, serve(authority.files("bad", **options)), tls=("weak_dh", "sha1", "renegotiation"))
    assert health.outcome is Outcome.TLS
    assert said in health.detail
    assert site.asked == []


def test_an_unknown_issuer_is_refused(
    project: Project, site: Site, serve: Serve, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chain that ends at a root nobody trusts."""
    other = tmp_path / "other.pem"
    other.write_bytes(_signed("别的机构", key := _key(), "别的机构", key, authority=True).public_bytes(Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    health, _ = crawled(project, site, serve(authority.files("good")))
    assert health.outcome is Outcome.TLS
    assert "不受信任" in health.detail


def test_weak_parameters_pass_only_where_listed(
    project: Project, site: Site, serve: Serve, authority: Authority, tmp_path: Path
) -> None:
    """1024-bit Diffie-Hellman: refused with a sentence, or let pass and noted on the fetch."""
    site.lists()
    url = serve(authority.files("weak"), weak_dh(tmp_path))
    health, _ = crawled(project, site, url)
    assert health.outcome is Outcome.TLS
    assert "DH 参数太短" in health.detail
    health, look = crawled(project, site, url, tls=("weak_dh",))
    assert health.outcome is not Outcome.TLS
    assert look.status == 200
    assert "DH 参数太短" in look.tls and "按来源文件放宽：1024 位的 DH 参数" in look.tls


def test_a_sha1_certificate_passes_only_where_listed(project: Project, site: Site, serve: Serve, authority: Authority) -> None:
    """Weak Diffie-Hellman being listed is not enough for it."""
    site.lists()
    url = serve(authority.files("sha1", sha1=True))
    health, _ = crawled(project, site, url, tls=("weak_dh",))
    assert health.outcome is Outcome.TLS
    assert "签名算法太弱" in health.detail
    _, look = crawled(project, site, url, tls=("sha1",))
    assert look.status == 200
    assert "SHA-1 签名的证书" in look.tls


def test_legacy_renegotiation_passes_only_where_listed(project: Project, site: Site, old: Serve, authority: Authority) -> None:
    """A server from before RFC 5746: refused with its reason, also where other weaknesses are listed; let pass and noted where this one is."""
    site.lists()
    url = old(authority.files("legacy"), secure=False)
    for listed in ((), ("weak_dh", "sha1")):
        health, look = crawled(project, site, url, tls=listed)
        assert (health.outcome, look.status, look.record) == (Outcome.TLS, None, None)
        assert "服务器只会旧式重新协商（unsafe legacy renegotiation disabled）" in health.detail
    assert site.asked == []
    health, look = crawled(project, site, url, tls=("renegotiation",))
    assert health.outcome is not Outcome.TLS
    assert (look.status, look.outcome) == (200, Outcome.EMPTY_LISTING)
    assert look.tls == "服务器只会旧式重新协商（unsafe legacy renegotiation disabled）；按来源文件放宽：旧式重新协商"


def test_the_same_old_server_with_secure_renegotiation_needs_nothing(
    project: Project, site: Site, old: Serve, authority: Authority
) -> None:
    """It is the missing answer that is refused, not the server."""
    site.lists()
    _, look = crawled(project, site, old(authority.files("secure"), secure=True), tls=("renegotiation",))
    assert (look.status, look.tls) == (200, "")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"versions": [(3, 1)], "minVersion": (3, 1), "maxVersion": (3, 1)}, "服务器只支持过时的 TLS 版本"),
        ({"cipherNames": ["3des"]}, "与服务器没有共同的加密算法"),
    ],
    ids=["TLS 1.0", "3DES"],
)
def test_what_no_listing_covers_is_refused_with_its_reason(
    project: Project, site: Site, old: Serve, authority: Authority, settings: dict[str, Any], said: str
) -> None:
    """Outdated protocols and ciphers cannot be had, with every concession there is; the line says what is wrong and what was conceded."""
    site.lists()
    url = old(authority.files("outdated"), **settings)
    health, _ = crawled(project, site, url, tls=("weak_dh", "sha1", "renegotiation"))
    assert health.outcome is Outcome.TLS
    assert said in health.detail
    assert "按来源文件放宽：" in health.detail
    assert site.asked == []


def test_a_missing_intermediate_comes_from_the_named_file(
    project: Project, site: Site, serve: Serve, authority: Authority
) -> None:
    """The certificate the server left out is trusted for this source alone, and the fetch says so."""
    site.lists()
    _, look = crawled(project, site, serve(authority.files("bare", chain=False)), ca=str(authority.middle_file))
    assert look.status == 200
    assert "没有发来中间证书" in look.tls and "middle.pem" in look.tls


def test_plain_text_on_the_encrypted_port_is_one_sentence(project: Project, site: Site) -> None:
    """A server that does not speak TLS at all."""
    health, _ = crawled(project, site, site.url.replace("http://", "https://"))
    assert health.outcome is Outcome.TLS
    assert "对方答的不是 TLS" in health.detail
