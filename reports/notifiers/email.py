"""Mail over SMTP with the standard library: STARTTLS or TLS with verified certificates, one connection a message."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final

from domain.delivery import Failure, Smtp
from reports.notifiers import Address, Channel, Letter, NotSent, Parcel, mail, register
from reports.notifiers.web import network

STARTTLS: Final = "starttls"
SECURITIES = (STARTTLS, "ssl", "none")


def compose(letters: Sequence[Letter], address: Address) -> list[Parcel]:
    """A mail a report, the oldest first."""
    del address
    return [mail.compose(letter) for letter in letters]


def send(parcel: Parcel, address: Address, at: datetime) -> None:
    """Hand the mail to the server. It is sent once the server has answered the data with 250, whatever happens to the connection then."""
    del at
    made = mail.message(parcel, address)
    with _failures(), _connected(address) as server:
        server.send_message(made)


@contextmanager
def _connected(address: Address) -> Iterator[smtplib.SMTP]:
    """A server that is ready to take a mail; the farewell may fail."""
    server = _greeted(address.smtp, address.timeout)
    try:
        if address.smtp.security == STARTTLS:
            server.starttls(context=ssl.create_default_context())
        if address.smtp.user:
            server.login(address.smtp.user, address.secret)
        yield server
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


def _greeted(smtp: Smtp, timeout: float) -> smtplib.SMTP:
    if smtp.user and smtp.security == "none":
        raise NotSent(
            Failure.SETTINGS, "a password is only sent over an encrypted connection; set security in [smtp]", lasting=True
        )
    if smtp.security == "ssl":
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=timeout, context=ssl.create_default_context())
    return smtplib.SMTP(smtp.host, smtp.port, timeout=timeout)


@contextmanager
def _failures() -> Iterator[None]:
    """What the errors of smtplib mean: 4xx is for now, 5xx for good (RFC 5321 §4.2.1)."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(*next(iter(error.recipients.values()))) from None
    except smtplib.SMTPAuthenticationError as error:
        raise _refused(error.smtp_code, error.smtp_error, Failure.LOGIN) from None
    except smtplib.SMTPResponseException as error:
        raise _refused(error.smtp_code, error.smtp_error) from None
    except smtplib.SMTPNotSupportedError:
        raise NotSent(
            Failure.TLS, "the server offers no encryption or no login; see security in [smtp]", lasting=True
        ) from None
    except smtplib.SMTPServerDisconnected:
        raise NotSent(Failure.UNREACHABLE, "the server closed the connection") from None
    except OSError as error:
        raise network(error) from None


def _refused(code: int, said: bytes | str, failure: Failure = Failure.REFUSED) -> NotSent:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    lasting = not 400 <= code < 500
    return NotSent(
        failure if lasting or failure is Failure.LOGIN else Failure.BUSY, f"answered {code}: {words}", lasting=lasting
    )


register(Channel("email", compose, send, secret=False))
