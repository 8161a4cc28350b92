"""The fields of a Document that are not its text, and the lines they are read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.document import Basis, Measure, Stated
from normalizer.segment import Structure

LABELS = {
    "document_number": ("发文字号", "文号", "文件编号"),
    "index_number": ("索引号", "索引码"),
    "issued_on": ("成文日期", "生成日期"),
    "issuer": ("发文机关", "制发机关", "发文单位", "发布机构", "公开机构"),
    "validity": ("有效性", "时效性", "效力状态"),
    "effective_on": ("施行日期", "实施日期", "生效日期"),
    "expires_on": ("失效日期", "废止日期"),
}


@dataclass(slots=True)
class Metadata:
    """The fields of a Document that are not its text."""

    title: str | None = None
    title_variants: tuple[str, ...] = ()
    document_number: str | None = None
    issuing_authorities: tuple[str, ...] = ()
    addressees: tuple[str, ...] | None = None
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    basis: tuple[str, ...] = ()
    index_number: str | None = None
    validity: str | None = None
    stated: list[Stated] = field(default_factory=list)

    def say(self, name: str, basis: Basis, raw: str) -> None:
        """Note where the value of ``name`` comes from."""
        self.stated.append(Stated(name, basis, raw))


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines round the measures. ``purpose`` is the first article of a law where it says 根据…制定本法."""

    head: tuple[str, ...]
    tail: tuple[str, ...]
    body: str
    purpose: str = ""

    @classmethod
    def of(cls, text: str, structure: Structure, measures: tuple[Measure, ...]) -> Frame:
        """Cut a canonical text at its first section and its last measure."""
        end = measures[-1].span.end if measures else structure.opening
        head = tuple(line for line in text[: structure.opening].split("\n") if line)
        tail = tuple(line for line in text[end:].split("\n") if line)
        first = measures[0].text if measures and structure.law else ""
        return cls(head, tail, text, first.split("制定本")[0] if "制定本" in first else "")


def label(labels: dict[str, str], name: str) -> str | None:
    """What the disclosure table says for a field, under any of its labels."""
    return next((labels[known] for known in LABELS[name] if known in labels), None)
