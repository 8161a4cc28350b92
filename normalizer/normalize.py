"""A raw document -> a Document: the steps, in order, on one screen.

Pure: no clock, no network, no file. The same bytes give the same Document, and the canonical text of a Document of one
part normalizes to itself. A better normalizer raises :data:`normalizer.version.NORMALIZER_VERSION`; history is then remade from the kept bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from domain.document import Basis, Document, DocumentKind, RawDocument, RawPart, Repair
from domain.errors import NormalizeError, NoText
from normalizer import facts, furniture, kind, measure, metadata, pinyin, provenance, provinces, reflow, repair, script, width
from normalizer.fields import Frame, Metadata
from normalizer.formats import Extract, reader_for
from normalizer.segment import segment
from normalizer.trace import Ledger, Traced
from normalizer.version import NORMALIZER_VERSION

_ROUNDS = 5


def normalize(raw: RawDocument) -> Document:
    """Read a page with its attachments. Raises UnsupportedFormat, BrokenFile, or NoText if there is no Chinese text at all."""
    extract, attached = _joined(raw)
    ledger = Ledger()
    text = canonical(extract.text, ledger, attached)
    repairs = (*extract.repairs, *ledger.placed(text))
    structure = segment(text.text)
    damaged = tuple(entry.span for entry in repairs if entry.kind == "damaged" and entry.span)
    measures, lead_rule = measure.build(text.text, structure, damaged)
    frame = Frame.of(text.text, structure, measures)
    meta = metadata.read(frame, extract, bool(measures))
    sort = kind.kind(frame, meta, structure.law, len(measures))
    about = sort is DocumentKind.INTERPRETATION
    if about:
        measures = ()
    province = _province(raw, meta, frame)
    level, told = provenance.level(raw, frame, repairs)
    return Document(
        title=meta.title,
        text=text.text,
        published=extract.text,
        spans=text.spans(),
        normalizer=NORMALIZER_VERSION,
        kind=sort,
        measures=measures,
        sections=structure.sections,
        facts=facts.find(text.text, measures),
        repairs=repairs,
        document_number=meta.document_number,
        issuing_authorities=meta.issuing_authorities,
        addressees=meta.addressees,
        issued_on=meta.issued_on,
        published_on=meta.published_on,
        effective_on=meta.effective_on,
        expires_on=meta.expires_on,
        province=province,
        level=level,
        basis=meta.basis,
        index_number=meta.index_number,
        status_words=kind.status_words(frame, meta),
        validity=meta.validity,
        interprets=kind.interpreted(frame, meta) if about else None,
        title_variants=meta.title_variants,
        lead_rule=lead_rule,
        disclosure=extract.labels,
        stated=(*meta.stated, *([told] if told else [])),
    )


def _joined(raw: RawDocument) -> tuple[Extract, int | None]:
    """The parts as one text, page first: a covering notice and its attachment read like one paper. With it where the first attachment
    begins in it; None if there is none."""
    extracts = [_extract(part, attached=index > 0) for index, part in enumerate(raw.parts)]
    text = "\n".join(extract.text for extract in extracts if extract.text.strip())
    if not re.search("[\u4e00-\u9fff]", text):
        name = raw.parts[0].name or raw.parts[0].url if raw.parts else None
        raise NoText(f"{name or 'the input'} holds no Chinese text: look whether it is a scan, a script page or an error page")
    joined = replace(
        extracts[0],
        text=text,
        title=script.simplified(extracts[0].title or raw.listed_title or "") or None,
        repairs=tuple(repair for extract in extracts for repair in extract.repairs),
    )
    begin = len(extracts[0].text) + 1 if extracts[0].text.strip() else 0
    return joined, begin if len(extracts) > 1 else None


def _extract(part: RawPart, attached: bool) -> Extract:
    """The text of a part. An attachment that cannot be read does not take its page with it: a repair ``unread`` names it."""
    try:
        return reader_for(part)(part)
    except NormalizeError as error:
        if not attached:
            raise
        return Extract("", repairs=(Repair("unread", part.name or part.url or "", str(error)),))


def _province(raw: RawDocument, meta: Metadata, frame: Frame) -> str | None:
    """The source's province, else that of the 文号, the issuers, the titles, the titles cited."""
    if raw.province:
        return raw.province
    if meta.document_number and (by_sign := provinces.of_number(meta.document_number)):
        return by_sign
    cited = re.findall(r"《([^《》]{6,90})》", frame.body[:2000])
    for words in (*meta.issuing_authorities, *([meta.title] if meta.title else []), *meta.title_variants, *cited):
        if found := provinces.named(words):
            meta.say("province", Basis.INFERRED, words)
            return found
    return None


def canonical(published: str, ledger: Ledger, attached: int | None = None) -> Traced:
    """The canonical text of a published one: repair on the characters as they came, then one script, one width, whole paragraphs.
    ``attached`` is where the first attachment begins in it; None if there is none."""
    text = Traced.of(published)
    text = repair.mend(text, ledger)
    text = pinyin.restore(text, ledger)
    text = script.simplify(text)
    laid = _laid_out(text, ledger, attached)
    for _ in range(_ROUNDS):  # lines that were put together may show that their neighbours belong to them as well
        if _shape(laid) == _shape(text):
            break
        text, laid = laid, _laid_out(laid, ledger, attached)
    return laid


def _shape(text: Traced) -> tuple[int, int]:
    """How many lines have words, and how many tabs there are: a tab makes a row of a line, which is never put together with the next."""
    return sum(not line.isspace() and line != "" for line in text.text.split("\n")), text.text.count("\t")


def _laid_out(text: Traced, ledger: Ledger, attached: int | None) -> Traced:
    """Whole paragraphs, no layout blanks, marks of one width, without the site's own lines."""
    text = reflow.reflow(width.fold(text), ledger)
    text = width.tighten(text)
    text = width.widen(text)
    return furniture.strip(text, ledger, attached)
