"""The words of regdelta as frozen values.

A newcomer reads these modules first: every other room takes and gives back what is defined here.

========================  ==============================================================
module                    words
========================  ==============================================================
:mod:`domain.errors`      the one tree of errors a user can meet
:mod:`domain.text`        Span, SpanMap: where a piece of text stands, canonical and published
:mod:`domain.document`    RawDocument, Document, Measure, Fact, Repair
:mod:`domain.source`      Source, Pace, Expectation: one watched channel
:mod:`domain.crawl`       Entry, Listing, Page, Fetch, Outcome
:mod:`domain.change`      Change, Edit, Event, Comparison: two versions held together
:mod:`domain.witness`     Divergence, Restatement, Claim: other texts that speak of a document
:mod:`domain.relation`    Link, Novelty, Relation: a document held against others
:mod:`domain.run`         Run, Window, SourceHealth
:mod:`domain.record`      what the store hands back: DocumentRecord, VersionRecord, ChangeRecord ...
:mod:`domain.card`        Card, Passage, Paper, Edition: what a report shows of one change
:mod:`domain.report`      Report and its lines
:mod:`domain.correction`  Correction: what was found wrong in a report that was sent
:mod:`domain.digest`      Digest, Row, Step: what a week or a month comes to
:mod:`domain.matrix`      Matrix, Row, Cell, Said: the commitments of the provinces side by side
:mod:`domain.comparison_table`  ComparisonTable: the same with its words and what changed, for a reader
:mod:`domain.handling`    Handling, Assignment: who handles what was told
:mod:`domain.delivery`    Outgoing, Delivery: who gets a report, and what became of it
========================  ==============================================================

Nothing here reads a clock, a file, the network or a database, and nothing outside the standard library is imported.
"""
