"""Which channels failed since the report before: the reader of one channel must be told that another is down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from domain.delivery import Delivery, DeliveryState, DeliveryTrouble, Failure
from reports.language import _
from reports.text import clock
from storage.protocol import Store

CHANNELS = {
    "email": lambda: _("邮件"),
    "wecom": lambda: _("企业微信"),
    "dingtalk": lambda: _("钉钉"),
    "feishu": lambda: _("飞书"),
}
REASONS = {
    Failure.UNREACHABLE: lambda: _("无法连接"),
    Failure.TIMEOUT: lambda: _("超时"),
    Failure.TLS: lambda: _("安全证书出错"),
    Failure.BUSY: lambda: _("对方暂不接收"),
    Failure.LOGIN: lambda: _("登录或签名被拒"),
    Failure.REFUSED: lambda: _("对方拒收"),
    Failure.SETTINGS: lambda: _("设置有误"),
    Failure.INTERNAL: lambda: _("程序出错"),
}


def troubles(store: Store) -> tuple[DeliveryTrouble, ...]:
    """One for each channel of a recipient that has failed and still waits, or that failed and has caught up since the last report."""
    last = store.last_report()
    caught_up = store.deliveries(DeliveryState.SENT, last.created) if last else []
    failed = [one for one in [*store.deliveries(DeliveryState.WAITING), *caught_up] if one.failing_since is not None]
    failed.sort(key=_place)
    return tuple(_trouble(place, tuple(rows)) for place, rows in groupby(failed, key=_place))


def _place(one: Delivery) -> tuple[str, str]:
    return one.recipient, one.channel


def _trouble(place: tuple[str, str], rows: Iterable[Delivery]) -> DeliveryTrouble:
    """What still waits speaks for the channel; where nothing does, it has recovered."""
    known = list(rows)
    waiting = [one for one in known if one.state is DeliveryState.WAITING]
    concerned = waiting or known
    return DeliveryTrouble(
        recipient=place[0],
        channel=place[1],
        since=min(one.failing_since for one in concerned if one.failing_since),
        failure=concerned[-1].failure or Failure.INTERNAL,
        reports=len(concerned),
        recovered=None if waiting else max(one.sent_at for one in known if one.sent_at),
    )


def words(one: DeliveryTrouble, on: date) -> str:
    """``邮件（注册组）自 11-22 08:31 起 2 期未送达：超时，仍在重试``, or that it has caught up."""
    told = {
        "channel": CHANNELS[one.channel]() if one.channel in CHANNELS else one.channel,
        "recipient": one.recipient,
        "since": clock(one.since, on),
        "reports": one.reports,
        "reason": REASONS[one.failure](),
    }
    if one.recovered is None:
        return _("{channel}（{recipient}）自 {since} 起 {reports} 期未送达：{reason}，仍在重试").format(**told)
    recovered = clock(one.recovered, on)
    return _("{channel}（{recipient}）自 {since} 起 {reports} 期未能按时送达：{reason}，已于 {recovered} 补发").format(
        **told, recovered=recovered
    )
