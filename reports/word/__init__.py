"""The report as a Word document in the form of a 修订对照表. Only loaded when somebody asks for one.

==================  =====================================================================
module              its one idea
==================  =====================================================================
:mod:`~.markup`     paragraphs, runs and cells as WordprocessingML, all text made harmless
:mod:`~.page`       paper, fonts, styles and the footer with source and fingerprints
:mod:`~.sheets`     what of a report stands in one table: a document between two versions
:mod:`~.comparing`  the table itself: 修订前 left, 修订后 right, a row a measure
:mod:`~.digesting`  a week or a month, and corrections
:mod:`~.document`   the whole file: first page, one section a table, what else happened
==================  =====================================================================
"""
