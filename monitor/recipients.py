"""Recipients as regdelta.toml names them: checked when it is read, with their secrets fetched from the environment only when a message goes out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.delivery import Failure, Outgoing
from domain.errors import ConfigError, InputError
from monitor.config import Config, Project, RecipientTable
from reports import subscription
from reports.notifiers import Address, NotSent, channel_named
from reports.notifiers.email import SECURITIES
from reports.notifiers.mail import mailbox
from reports.renderers import format_named

KINDS = ("daily", "weekly", "monthly")


def check(project: Project) -> None:
    """Raises ConfigError for a recipient that could never be reached, so that it is known before the first morning."""
    config, path = project.config, project.root / "regdelta.toml"
    known: set[str] = set()
    for one in config.recipient:
        where = f"{path}: recipient {one.name!r}"
        if not one.name.strip() or one.name in known:
            raise ConfigError(f"{path}: every [[recipient]] needs a name of its own; {one.name!r} is empty or stands twice")
        known.add(one.name)
        _check_names(one, where)
        _check_address(one, config, where)
        subscription.check(one.subscription, where)


def _check_names(one: RecipientTable, where: str) -> None:
    try:
        channel_named(one.channel)
        for kind in one.attachments:
            format_named(kind)
    except InputError as error:
        raise ConfigError(f"{where}: {error}") from error
    if unknown := set(one.reports) - set(KINDS):
        raise ConfigError(f"{where}: reports knows no {min(unknown)!r}; use any of: {', '.join(KINDS)}")


def _check_address(one: RecipientTable, config: Config, where: str) -> None:
    if bool(one.address) == bool(one.address_env):
        raise ConfigError(f"{where}: give either address or address_env (the name of an environment variable)")
    if one.address and channel_named(one.channel).secret:
        raise ConfigError(f"{where}: the address of a robot is a secret; put it in a variable and name that in address_env")
    if one.channel == "email":
        if not (config.smtp.host and config.smtp.sender):
            raise ConfigError(f"{where}: mail needs host and sender in [smtp]")
        if config.smtp.security not in SECURITIES:
            raise ConfigError(f"{where}: security in [smtp] must be one of: {', '.join(SECURITIES)}")
        _check_mailboxes(one, config, where)


def _check_mailboxes(one: RecipientTable, config: Config, where: str) -> None:
    try:
        for words in filter(None, (config.smtp.sender, one.address)):
            mailbox(words)
    except NotSent as error:
        raise ConfigError(f"{where}: {error}") from None


def outgoing(recipients: Sequence[RecipientTable], kind: str, on: date, revision: int, at: datetime) -> tuple[Outgoing, ...]:
    """The messages that go into the outbox with a report. ``at`` is its time of generation, aware UTC.

    Keys are unlike in two projects, and the same for ever for one report and recipient.
    """
    return tuple(
        Outgoing(one.name, one.channel, _key(kind, str(on), str(revision), at.isoformat(), one.name, one.channel))
        for one in recipients
        if kind in one.reports
    )


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def address(one: RecipientTable, config: Config, environment: Mapping[str, str]) -> Address:
    """Where to write to, with its secrets. Raises NotSent, naming the variable, if one is not set."""
    secret = config.smtp.password_env if one.channel == "email" else one.secret_env
    return Address(
        value=one.address or _variable(one.address_env, environment),
        secret=_variable(secret, environment) if secret else "",
        smtp=config.smtp,
    )


def _variable(name: str, environment: Mapping[str, str]) -> str:
    if value := environment.get(name, "").strip():
        return value
    raise NotSent(Failure.SETTINGS, f"the environment variable {name} is not set", lasting=True)
