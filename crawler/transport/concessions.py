"""What a source file may say about encryption; needs neither Scrapy nor OpenSSL's Python side."""

from __future__ import annotations

import ssl
from pathlib import Path

CONCESSIONS = {
    "weak_dh": "1024 位的 DH 参数或密钥",
    "sha1": "SHA-1 签名的证书",
    "renegotiation": "旧式重新协商",
}
"""What may be listed under ``tls``, and what it lets pass."""


def is_pem(path: Path) -> bool:
    """True for a file of one or more certificates that can be read."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except OSError:  # an SSLError is one
        return False
    return True
