"""The other end of every channel, on loopback: a mail server with STARTTLS, login and refusals, and one HTTP server that speaks as the three robots do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SECRET, TOKEN, PASSWORD = (hashlib.sha256(one).hexdigest()[:32] for one in (b"secret", b"token", b"password"))
KEY = re.compile(r"（编号 ([0-9a-f]{8})）")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key; whoever trusts the first trusts the server."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "regdelta test server")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "server.pem", folder / "server.key"
    paths[0].write_bytes(built.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


def free_port() -> int:
    """A port nobody listens on; aiosmtpd cannot choose one itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Mails:
    """What a mail server has taken, and what it answers: ``answers`` are given to the next messages instead of 250.

    ``on_taken`` is called when a message has been taken and not been answered yet.
    """

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    on_taken: Callable[[], object] = bool
    refused: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(self, *said: Any) -> str:  # noqa: N802 the name aiosmtpd calls
        _server, _session, envelope, address, _options = said
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *said: Any) -> str:  # noqa: N802
        envelope: Envelope = said[-1]
        if self.answers:
            return self.answers.pop(0)
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        made: Any = message_from_bytes(content, policy=SMTP)
        self.taken += [(recipient, made) for recipient in envelope.rcpt_tos]
        self.on_taken()
        return "250 taken"

    def ids(self, recipient: str) -> list[str]:
        return [made["Message-ID"] for to, made in self.taken if to == recipient]


@contextmanager
def post_office(
    folder: Path, *, port: int = 0, mails: Mails | None = None, plain: bool = False, implicit: bool = False
) -> Iterator[tuple[Mails, int]]:
    """A mail server that takes mail after STARTTLS and login as ``ra`` only; ``plain`` takes all,
    ``implicit`` all over TLS from the first byte. Yields its mails and port."""
    mails = mails or Mails()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate(folder))
    protected = {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": _login,
    }
    port = port or free_port()
    if implicit:
        protected = {"ssl_context": context}
    controller = Controller(mails, hostname="127.0.0.1", port=port, **({} if plain else protected))
    controller.start()
    try:
        yield mails, port
    finally:
        controller.stop()


def _login(*said: object) -> AuthResult:
    given = said[-1]
    good = isinstance(given, LoginPassword) and (given.login, given.password) == (b"ra", PASSWORD.encode())
    return AuthResult(success=good, handled=good, message=None if good else f"535 5.7.8 wrong password {PASSWORD}")


@dataclass
class Robots:
    """What the robots have taken, by service, and how the next requests are met.

    ``moods`` are used up one a request: an HTTP status, a dict answered as JSON, ``"slow"``, ``"drip"``, ``"echo"`` or ``"html"``.
    """

    taken: dict[str, list[str]] = field(default_factory=lambda: {"wecom": [], "dingtalk": [], "feishu": [], "json": []})
    keys: list[str] = field(default_factory=list)
    moods: list[int | str | dict[str, object]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    asked: int = 0
    clock: Callable[[], float] = time.time
    on_taken: Callable[[], object] = bool

    def parts(self, service: str) -> list[str]:
        """The numbers of the reports taken, one for each time one was carried."""
        return [key for text in self.taken[service] for key in KEY.findall(text)]


class _Handler(BaseHTTPRequestHandler):
    robots: Robots

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.robots.asked += 1
        mood = self.robots.moods.pop(0) if self.robots.moods else None
        if mood in ("slow", "drip"):
            self._hang(drip=mood == "drip")
        elif mood == "echo":
            self._answer(200, json.dumps(self._echo()).encode())
        elif mood == "html":
            self._answer(200, b"<html>please log in</html>")
        elif isinstance(mood, int):
            self._answer(mood, b"{}", location=f"{self.path}&again")
        elif isinstance(mood, dict):
            self._answer(200, json.dumps(mood).encode())
        else:
            self._take(json.loads(body))

    def _echo(self) -> dict[str, object]:
        """A refusal that repeats everything the robot knows."""
        secret = "" if self.path.startswith("/wecom") else SECRET
        said = f"refused: {self.path} signed with {secret}"
        return {"errcode": 1, "errmsg": said, "code": 1, "msg": said}

    def _take(self, body: dict[str, Any]) -> None:
        service = urlsplit(self.path).path.split("/")[1]
        said, text = getattr(self, f"_{service}")(body)
        if text is not None:
            self.robots.taken[service].append(text)
            self.robots.keys.append(self.headers.get("Idempotency-Key", ""))
            self.robots.on_taken()
        self._answer(200, json.dumps(said).encode())

    def _wecom(self, body: dict[str, Any]) -> tuple[dict[str, object], str | None]:
        if parse_qs(urlsplit(self.path).query).get("key") != [TOKEN]:
            return {"errcode": 93000, "errmsg": f"invalid webhook url {self.path}"}, None
        text = body["text"]["content"]
        if len(text.encode()) > 2048:
            return {"errcode": 40058, "errmsg": "text.content exceed max length 2048"}, None
        return {"errcode": 0, "errmsg": "ok"}, text

    def _dingtalk(self, body: dict[str, Any]) -> tuple[dict[str, object], str | None]:
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        right = base64.b64encode(
            hmac.new(SECRET.encode(), f"{query.get('timestamp')}\n{SECRET}".encode(), hashlib.sha256).digest()
        ).decode()
        fresh = abs(self.robots.clock() * 1000 - int(query.get("timestamp", 0))) < 3_600_000
        if query.get("access_token") != TOKEN or query.get("sign") != right or not fresh:
            return {"errcode": 310000, "errmsg": "sign not match"}, None
        return {"errcode": 0, "errmsg": "ok"}, body["text"]["content"]

    def _feishu(self, body: dict[str, Any]) -> tuple[dict[str, object], str | None]:
        key = f"{body.get('timestamp')}\n{SECRET}".encode()
        right = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
        if not self.path.endswith(TOKEN) or body.get("sign") != right:
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}, None
        return {"code": 0, "msg": "success", "data": {}}, body["content"]["text"]

    def _json(self, body: dict[str, Any]) -> tuple[dict[str, object], str | None]:
        return {}, f"{body['title']}\n{body['message']}"

    def _hang(self, *, drip: bool) -> None:
        """No answer, or one that never ends, until the test lets go."""
        if drip:
            self.send_response(200)
            self.end_headers()
        while not self.robots.released.wait(0.05):
            if drip:
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return

    def _answer(self, status: int, content: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def robot_house(
    port: int = 0, robots: Robots | None = None, tls: tuple[Path, Path] | None = None
) -> Iterator[tuple[Robots, int]]:
    robots = robots or Robots()
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (_Handler,), {"robots": robots}))
    server.daemon_threads = True
    if tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield robots, server.server_address[1]
    finally:
        robots.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
