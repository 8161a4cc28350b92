"""What an edit is about, whether it can matter to anybody, and which way it goes.

Substantive is the rule and editorial the proven exception: a variant character, a misprint put right, a reference that follows
renumbering, a body renamed by reform, punctuation. A direction word is only given where it is certain; a wrong 放宽 is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from differ import modal
from differ.bodies import renamed_by_reform
from differ.numbers import Quantity, quantity
from differ.textdiff import Hunk
from differ.tokens import Sort, Token
from differ.variants import same_word
from domain.change import Direction, EditKind, Severity

_SHORT = 10  # Tokens: a longer rewording is about more than the number or modal word in it.
_ENTRY = 12  # Characters: a longer insertion behind a 、 is more than an entry of a list.
_PARTICLES = frozenset("的地得之")
_CONDITION = re.compile(r"^(?:须?经|报).{0,12}(?:备案|批准|审批|同意|许可|核准|审核|审查)后?$")
_PACE = re.compile(r"办结|办理|审批|审评|审查|批复|核查|检验|检查|作出|完成|答复|受理|批签发|压缩|缩短|缩减|周期|时限")
_OWN = re.compile(r"有效期|期满|保存|保管|留存|整改|改正|申请人|持有人|企业应|单位应|经营者|试行|届满|停业|停产|禁止|从业")
_CUT = re.compile(r"压缩|缩短|缩减|减少|提速")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Kind, severity and, where certain, direction of one edit."""

    kind: EditKind
    severity: Severity = Severity.SUBSTANTIVE
    direction: Direction | None = None


def classify(hunk: Hunk, renumbered: Mapping[str, frozenset[str]]) -> Verdict:
    """The verdict on one hunk. ``renumbered`` maps an old number (第四十三条, 第(八)项) to what it became."""
    if hunk.whole:
        return _sentence(hunk)
    return (
        _spelling(hunk)
        or _reference(hunk, renumbered)
        or _body(hunk)
        or _modality(hunk)
        or _numbers(hunk)
        or _condition(hunk)
        or _scope(hunk)
        or Verdict(EditKind.WORDING)
    )


def _sentence(hunk: Hunk) -> Verdict:
    return Verdict(EditKind.SENTENCE, direction=Direction.DELETED if hunk.before else Direction.ADDED)


def _text(tokens: tuple[Token, ...]) -> str:
    return "".join(token.text for token in tokens)


def _spelling(hunk: Hunk) -> Verdict | None:
    """Variants, punctuation, particles and misprints."""
    old, new = _text(hunk.before), _text(hunk.after)
    if same_word(old, new) or _misprint(old, new):
        return Verdict(EditKind.TYPO, Severity.EDITORIAL)
    if all(token.sort is Sort.MARK and token.text != "《" for token in (*hunk.before, *hunk.after)):
        return Verdict(EditKind.WORDING, Severity.EDITORIAL)
    if set(old) | set(new) <= _PARTICLES:
        return Verdict(EditKind.WORDING, Severity.EDITORIAL)
    return None


def _misprint(old: str, new: str) -> bool:
    """One character replaced by another of the same sound, where the old word is none and the new one is."""
    if not 2 <= len(old) == len(new) <= 4 or modal.is_modal([old], [new]):
        return False
    if sum(one != other for one, other in zip(old, new, strict=True)) != 1:
        return False
    import rjieba  # its dictionary and that of pypinyin take 0.3 s to load, and an unchanged page needs neither
    from pypinyin import lazy_pinyin

    if lazy_pinyin(old) != lazy_pinyin(new):
        return False
    return bool(rjieba.has_word(new)) and not rjieba.has_word(old)


def _reference(hunk: Hunk, renumbered: Mapping[str, frozenset[str]]) -> Verdict | None:
    pairs = _replaced(hunk)
    if pairs and all(old.sort is new.sort is Sort.ITEM for old, new in pairs):
        return Verdict(EditKind.CROSS_REFERENCE, Severity.EDITORIAL)  # an item of a list counted anew
    if not pairs or not all(old.sort is new.sort is Sort.REFERENCE for old, new in pairs):
        return None
    if all(_follows(old, new, hunk.sentence, renumbered) for old, new in pairs):
        return Verdict(EditKind.CROSS_REFERENCE, Severity.EDITORIAL)
    return Verdict(EditKind.SCOPE)


def _follows(old: Token, new: Token, sentence: str, renumbered: Mapping[str, frozenset[str]]) -> bool:
    foreign = old.start > 0 and sentence[old.start - 1] == "》"
    return not foreign and new.text in renumbered.get(old.text, frozenset())


def _replaced(hunk: Hunk) -> list[tuple[Token, Token]]:
    """The tokens that differ, pair by pair; none if the two sides have different numbers of tokens."""
    if len(hunk.before) != len(hunk.after):
        return []
    return [(old, new) for old, new in zip(hunk.before, hunk.after, strict=True) if old.text != new.text]


def _body(hunk: Hunk) -> Verdict | None:
    pairs = _replaced(hunk)
    if not pairs or not all(old.sort is new.sort is Sort.BODY for old, new in pairs):
        return None
    reform = all(renamed_by_reform(old.text, new.text) for old, new in pairs)
    return Verdict(EditKind.BODY_NAME, Severity.EDITORIAL if reform else Severity.SUBSTANTIVE)


def _modality(hunk: Hunk) -> Verdict | None:
    before, after = [token.text for token in hunk.before], [token.text for token in hunk.after]
    numeric = any(token.sort.numeric for token in (*hunk.before, *hunk.after))
    if numeric or len(before) + len(after) > _SHORT or not modal.is_modal(before, after):
        return None
    following = hunk.sentence[hunk.before[-1].end :] if hunk.before else ""
    return Verdict(EditKind.MODAL, direction=modal.direction(before, after, following))


def _numbers(hunk: Hunk) -> Verdict | None:
    pairs = [(old, new) for old, new in _replaced(hunk) if old.sort.numeric and new.sort.numeric]
    if not pairs:
        return _lone_number(hunk)
    read = [(quantity(old.text), quantity(new.text)) for old, new in pairs]
    old, new = read[0]
    if old is None or new is None:
        return Verdict(EditKind.QUANTITY)
    return Verdict(_number_kind(new), direction=_number_direction(old, new, hunk) if len(read) == 1 else None)


def _lone_number(hunk: Hunk) -> Verdict | None:
    """A number that was put in, taken out, or replaced together with a few other words."""
    if len(hunk.before) + len(hunk.after) > _SHORT:
        return None
    for token in (*hunk.after, *hunk.before):
        if token.sort.numeric and (value := quantity(token.text)):
            return Verdict(_number_kind(value))
    return None


def _number_kind(value: Quantity) -> EditKind:
    kinds = {"time": EditKind.TIME_LIMIT, "money": EditKind.AMOUNT, "date": EditKind.DATE}
    return kinds.get(value.family, EditKind.QUANTITY)


def _number_direction(old: Quantity, new: Quantity, hunk: Hunk) -> Direction | None:
    """提速 and 延后 for what an authority does within a time, 收紧 and 放宽 for fines; anything else stays open."""
    if old.unit != new.unit or old.value == new.value:
        return None
    clause = _clause(hunk)
    if new.family == "time" and _PACE.search(clause) and not _OWN.search(clause):
        return Direction.FASTER if new.value < old.value else Direction.SLOWER
    if new.family == "share" and _CUT.search(clause) and re.search("时限|时间|用时|周期", clause):
        return Direction.FASTER if new.value > old.value else Direction.SLOWER
    if new.family == "money" and "罚款" in clause:
        return Direction.TIGHTER if new.value > old.value else Direction.LOOSER
    return None


def _clause(hunk: Hunk) -> str:
    """What stands between the commas around the change."""
    if not hunk.before:
        return hunk.sentence
    start = max(hunk.sentence.rfind(mark, 0, hunk.before[0].start) for mark in ",;:") + 1
    ends = [place for mark in ",;。" if (place := hunk.sentence.find(mark, hunk.before[-1].end)) >= 0]
    return hunk.sentence[start : min(ends, default=len(hunk.sentence))]


def _condition(hunk: Hunk) -> Verdict | None:
    """A leave that was put in before an act tightens it, one that was taken out loosens it."""
    old, new = (_text(side).strip(",、") for side in (hunk.before, hunk.after))
    if _CONDITION.match(new) and not _CONDITION.match(old):
        return Verdict(EditKind.SCOPE, direction=Direction.TIGHTER if not old else None)
    if _CONDITION.match(old) and not new:
        return Verdict(EditKind.SCOPE, direction=Direction.LOOSER)
    return None


def _scope(hunk: Hunk) -> Verdict | None:
    """Entries put into or taken out of an enumeration. Wider or narrower only for a plain list that nothing in the sentence turns round."""
    joined = {"、", "和", "及", "以及", "或", "或者", "与"}
    used = {token.text for token in (*hunk.before, *hunk.after)} & joined
    if not used:
        return None
    text = _text(hunk.before) or _text(hunk.after)
    plain = used == {"、"} and len(text) <= _ENTRY and not (hunk.before and hunk.after)
    if not plain or re.search("[不未无非除免]|取消|禁止|限制", hunk.sentence):
        return Verdict(EditKind.SCOPE)
    return Verdict(EditKind.SCOPE, direction=Direction.WIDER if hunk.after else Direction.NARROWER)
