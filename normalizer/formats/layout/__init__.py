"""Glyphs on sheets -> the text in reading order. PDF, OFD and OCR all come to this form first.

================  ========================================================================
module            idea
================  ========================================================================
``sheet``         the values: Glyph, Rule, Sheet, Line
``rows``          glyphs that stand on one base line
``tables``        ruled grids, taken out as rows of cells
``columns``       the reading order of what is left
``edges``         running heads, page numbers, page after page
``footnotes``     small print at the foot of a page, to the end
``paragraphs``    lines put together by indent, measure and leading
``compose``       these steps, in order
================  ========================================================================
"""
