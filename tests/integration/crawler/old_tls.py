"""A server that encrypts as it was done long ago: tlslite still speaks what OpenSSL no longer does on either side."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from socket import socket
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # it asks for asyncore, of which nothing is used here
    from tlslite.api import HandshakeSettings, TLSConnection, X509CertChain, parsePEMKey

from tlslite.constants import ExtensionType
from tlslite.messages import ServerHello


class BeforeRfc5746(TLSConnection):
    """The server's end of a connection as it was up to 2009: what a client says of secure renegotiation gets no answer."""

    def _sendMsg(self, msg: Any, *arguments: Any, **options: Any) -> Iterator[Any]:  # noqa: N802 - as in tlslite
        if isinstance(msg, ServerHello):
            msg.extensions = [one for one in msg.extensions or () if one.extType != ExtensionType.renegotiation_info]
        yield from super()._sendMsg(msg, *arguments, **options)


class OldServer(ThreadingHTTPServer):
    """``files`` hold the chain and its key, ``settings`` are tlslite's; ``secure``: it answers to RFC 5746."""

    def __init__(self, handler: type, files: tuple[Path, Path], *, secure: bool = True, **settings: Any) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.connection = TLSConnection if secure else BeforeRfc5746
        self.chain = X509CertChain()
        self.chain.parsePemList(files[0].read_text())
        self.key = parsePEMKey(files[1].read_text(), private=True)
        self.settings = HandshakeSettings()
        for name, value in {"maxVersion": (3, 3), **settings}.items():
            setattr(self.settings, name, value)

    def finish_request(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        connection = self.connection(request)
        connection.handshakeServer(certChain=self.chain, privateKey=self.key, settings=self.settings)
        connection.ignoreAbruptClose = True
        self.RequestHandlerClass(connection, client_address, self)
        connection.close()
