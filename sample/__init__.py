"""Four made-up provincial regulators, with a calendar of edits, on real HTTP servers of this machine.

It is the demo and the test bed of everything after. The way of a page, from a text file to the wire:

===========================  ============================================================================
module                       idea
===========================  ============================================================================
:mod:`sample.text`           Text: one paper as a list of blocks; its numbers are worked out, never stored
:mod:`sample.edits`          what can happen to a Text: replace, insert, delete, move, split, merge
:mod:`sample.expected`       what the report of a day must say, in words that tests compare with
:mod:`sample.calendar`       the days, each with its edits and what is expected of them
:mod:`sample.regulators`     who the four are: name, site code, CMS family, addresses
:mod:`sample.notices`        the short papers that fill a listing
:mod:`sample.posts`          everything a regulator shows on a day, as rows in the order of its listing
:mod:`sample.sites`          one module a CMS family: posts become pages and API answers (``templates/``, :mod:`sample.docx`)
:mod:`sample.faults`         what a site does instead of answering
:mod:`sample.host`           what stands behind one port: site of the day, fault, counters, validators
:mod:`sample.handler`        HTTP on the wire
:mod:`sample.server`         SampleRegulators: the four servers, the day, the faults, the log
:mod:`sample.sources`        the source files that lead a crawler there
===========================  ============================================================================

Provinces, bodies, papers and numbers are invented. Nothing here is known to the crawler or the normalizer.
"""
