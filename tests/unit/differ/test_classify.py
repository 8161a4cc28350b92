"""Kind, severity and direction of an edit."""

from __future__ import annotations

import pytest

from differ.bodies import renamed_by_reform
from differ.classify import Verdict, classify
from differ.textdiff import diff_texts
from domain.change import Direction, EditKind, Severity


def verdict(old: str, new: str) -> Verdict:
    (hunk,) = diff_texts(old, new)
    return classify(hunk, {"第九条": frozenset({"第八条"})})


@pytest.mark.parametrize(
    ("old", "new", "kind", "severity", "direction"),
    [
        ("设立帐簿备查。", "设立账簿备查。", EditKind.TYPO, Severity.EDITORIAL, None),
        ("其它船舶照此办理。", "其他船舶照此办理。", EditKind.TYPO, Severity.EDITORIAL, None),
        ("提高对消防的重视成度。", "提高对消防的重视程度。", EditKind.TYPO, Severity.EDITORIAL, None),
        ("登记姓名、住址。", "登记姓名，住址。", EditKind.WORDING, Severity.EDITORIAL, None),
        ("按第九条办理。", "按第八条办理。", EditKind.CROSS_REFERENCE, Severity.EDITORIAL, None),
        ("按第七条办理。", "按第五条办理。", EditKind.SCOPE, Severity.SUBSTANTIVE, None),
        ("由省环境保护厅审查。", "由省生态环境厅审查。", EditKind.BODY_NAME, Severity.EDITORIAL, None),
        ("由省公安厅审查。", "由省司法厅审查。", EditKind.BODY_NAME, Severity.SUBSTANTIVE, None),
        ("船东应当报告。", "船东可以报告。", EditKind.MODAL, Severity.SUBSTANTIVE, Direction.LOOSER),
        ("船东可以改装。", "船东不得改装。", EditKind.MODAL, Severity.SUBSTANTIVE, Direction.TIGHTER),
        ("鼓励船东投保。", "要求船东投保。", EditKind.MODAL, Severity.SUBSTANTIVE, Direction.TIGHTER),
        ("探索船东投保。", "船东投保。", EditKind.MODAL, Severity.SUBSTANTIVE, None),
        ("载客二十人以上的船舶。", "载客二十人以下的船舶。", EditKind.MODAL, Severity.SUBSTANTIVE, None),
        ("证书有效期三年。", "证书有效期五年。", EditKind.TIME_LIMIT, Severity.SUBSTANTIVE, None),
        ("船东应在十日内整改。", "船东应在五日内整改。", EditKind.TIME_LIMIT, Severity.SUBSTANTIVE, None),
        ("审查在十日内完成。", "审查在五日内完成。", EditKind.TIME_LIMIT, Severity.SUBSTANTIVE, Direction.FASTER),
        ("审查在10日内完成。", "审查在8个工作日内完成。", EditKind.TIME_LIMIT, Severity.SUBSTANTIVE, None),
        ("办理时间压缩三成即30%。", "办理时间压缩三成即45%。", EditKind.QUANTITY, Severity.SUBSTANTIVE, Direction.FASTER),
        ("每船补贴三万元。", "每船补贴五万元。", EditKind.AMOUNT, Severity.SUBSTANTIVE, None),
        ("2026年年底前建成泊位。", "2027年年底前建成泊位。", EditKind.DATE, Severity.SUBSTANTIVE, None),
        ("企业可以出售船只。", "企业经备案后可以出售船只。", EditKind.SCOPE, Severity.SUBSTANTIVE, Direction.TIGHTER),
    ],
)
def test_verdicts(old: str, new: str, kind: EditKind, severity: Severity, direction: Direction | None) -> None:
    """Editorial only where nothing can hang on it, a direction only where it is certain."""
    assert verdict(old, new) == Verdict(kind, severity, direction)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("省工商局", "省市场监管局", True),
        ("国务院环境保护主管部门", "国务院生态环境主管部门", True),
        ("县级以上卫生行政部门", "县级以上卫生健康主管部门", True),
        ("省卫生计生委", "市卫生健康委", False),
        ("省审批服务管理局", "省数据局", False),
    ],
)
def test_reforms(old: str, new: str, same: bool) -> None:
    """A reform renames a body at its own level; any other pair is a change of competence."""
    assert renamed_by_reform(old, new) is same
