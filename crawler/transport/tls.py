"""Encrypted connections: verified always, weaker than usual only for a host whose source file lists the weakness.

Some regulators' hosts still use 1024-bit Diffie-Hellman, SHA-1 certificates or legacy renegotiation, or leave an intermediate
certificate out (docs/sources.md, ``tls`` and ``ca``). A connection is first tried by the usual rules. After it failed, and if the
source lists concessions, it is made again with those. Chain and host name of the certificate are verified in both cases.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from OpenSSL import SSL
from OpenSSL.crypto import X509
from service_identity import VerificationError
from service_identity.exceptions import CertificateError
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from crawler.transport.concessions import CONCESSIONS

CIPHERS = "DEFAULT:!aNULL:!eNULL:!MD5:!DSS:!RC4:!3DES"
LEVELS = {"weak_dh": 1, "sha1": 0}
USUAL_LEVEL = 2  # of OpenSSL: keys of 2048 bits and more, no SHA-1; the default depends on how it was built
LEGACY_SERVER_CONNECT = 0x4  # SSL_OP_LEGACY_SERVER_CONNECT, not named by pyOpenSSL

VERIFICATION = {
    2: "服务器没有发来中间证书，或签发机构不受信任",
    9: "证书尚未生效",
    10: "证书已过期",
    18: "证书是自签名的",
    19: "证书链的根证书不受信任",
    20: "服务器没有发来中间证书，或签发机构不受信任",
    21: "服务器没有发来中间证书，或签发机构不受信任",
    66: "证书的密钥太短",
    67: "签发机构的密钥太短",
    68: "证书的签名算法太弱（SHA-1 或更旧）",
}
"""Result codes of X509_verify_cert_error_string(3)."""

REASONS = {
    "dh key too small": "服务器的 DH 参数太短",
    "bad dh value": "服务器的 DH 参数太短",
    "unsafe legacy renegotiation disabled": "服务器只会旧式重新协商",
    "unsupported protocol": "服务器只支持过时的 TLS 版本",
    "tlsv1 alert protocol version": "服务器只支持过时的 TLS 版本",
    "wrong version number": "对方答的不是 TLS",
    "sslv3 alert handshake failure": "与服务器没有共同的加密算法",
    "ssl/tls alert handshake failure": "与服务器没有共同的加密算法",
    "tlsv1 alert insufficient security": "与服务器没有共同的加密算法",
    "legacy sigalg disallowed or unsupported": "服务器只会 SHA-1 签名",
    "wrong signature type": "服务器只会 SHA-1 签名",
}
"""Reasons of the handshake as OpenSSL words them."""

Verify = Callable[[SSL.Connection, X509, int, int, int], bool]


@implementer(IPolicyForHTTPS)
class TlsPolicy:
    """The rules of one source: ``allowed`` names of :data:`CONCESSIONS`, ``ca`` a PEM file of certificates to trust besides the system's."""

    def __init__(self, allowed: Sequence[str] = (), ca: str = "") -> None:
        self._allowed = tuple(allowed)
        self._ca = ca
        self._relaxed: dict[str, str] = {}
        self._found: dict[str, str] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> Creator:  # noqa: ARG002, N802 - as the interface says
        return Creator(self, hostname.decode("ascii"))

    def context(self, host: str) -> SSL.Context:
        """The rules for a connection to this host: the usual ones until :meth:`relax` was called for it."""
        allowed = self._allowed if host in self._relaxed else ()
        context = SSL.Context(SSL.TLS_METHOD)
        context.set_min_proto_version(SSL.TLS1_2_VERSION)
        context.set_options(SSL.OP_NO_COMPRESSION | (LEGACY_SERVER_CONNECT if "renegotiation" in allowed else 0))
        level = min((LEVELS[name] for name in allowed if name in LEVELS), default=USUAL_LEVEL)
        context.set_cipher_list(f"{CIPHERS}:@SECLEVEL={level}".encode())
        context.set_default_verify_paths()
        if self._ca and host in self._relaxed:
            context.load_verify_locations(self._ca)
        return context

    def verify(self, host: str) -> Verify:
        """The callback that judges each certificate of the chain, notes what is wrong, and holds the first one to the host's name."""

        def judge(connection: SSL.Connection, certificate: X509, code: int, depth: int, ok: int) -> bool:  # noqa: ARG001
            said = None if ok else _verification(code, certificate)
            if said is None and depth == 0 and not _is_for(certificate, host):
                said = f"证书不是签发给 {host} 的"
            if said:
                self._found.setdefault(host, said)
            return said is None

        return judge

    def trouble(self, host: str, reasons: Sequence[BaseException]) -> str | None:
        """One sentence on why a connection failed; None if it was not for its encryption."""
        if found := self._found.pop(host, None):
            return found
        return next((_handshake(reason) for reason in reasons if isinstance(reason, SSL.Error)), None)

    def relax(self, host: str, trouble: str) -> bool:
        """Grant the host what the source file lists, once; False if nothing is listed or all was granted before."""
        if host in self._relaxed or not (self._allowed or self._ca):
            return False
        names = [CONCESSIONS[name] for name in self._allowed] + ([f"{Path(self._ca).name} 中的证书"] if self._ca else [])
        self._relaxed[host] = f"{trouble}；按来源文件放宽：{'、'.join(names)}"
        return True

    def note(self, host: str) -> str:
        """What was conceded to a host and why, for the fetch; empty for a connection by the usual rules."""
        return self._relaxed.get(host, "")


@implementer(IOpenSSLClientConnectionCreator)
class Creator:
    """Makes the connections to one host."""

    def __init__(self, policy: TlsPolicy, host: str) -> None:
        self._policy = policy
        self._host = host

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:  # noqa: ARG002, N802, N803 - as the interface says
        connection = SSL.Connection(self._policy.context(self._host), None)
        if not _is_address(self._host):
            connection.set_tlsext_host_name(self._host.encode("ascii"))
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, self._policy.verify(self._host))
        return connection


def _verification(code: int, certificate: X509) -> str:
    said = VERIFICATION.get(code, f"证书验证失败（代码 {code}）")
    if code == 10 and (until := certificate.get_notAfter()):
        return f"{said}（有效期至 {datetime.strptime(until.decode(), '%Y%m%d%H%M%SZ'):%Y-%m-%d}）"  # noqa: DTZ007 - a date alone
    return said


def _is_for(certificate: X509, host: str) -> bool:
    wanted = IPAddress_ID(host) if _is_address(host) else DNS_ID(host)
    try:
        verify_service_identity(extract_patterns(certificate), [wanted], [])
    except (VerificationError, CertificateError, ValueError):
        return False
    return True


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _handshake(error: SSL.Error) -> str:
    """OpenSSL gives a list of (library, function, reason); an empty one for a connection cut in the handshake."""
    entries = error.args[0] if error.args and isinstance(error.args[0], list) else []
    said = [str(entry[-1]) for entry in entries]
    known = next((REASONS[reason] for reason in said if reason in REASONS), None)
    return f"{known}（{'；'.join(said)}）" if known else f"握手失败（{'；'.join(said) or error}）"
