"""The site of reports: static pages beside the daily files, readable from disk, without a server and without a script.

====================  ==================================================================
module                its one idea
====================  ==================================================================
:mod:`~.build`        every page there is, in order, and only what changed drawn anew
:mod:`~.shelves`      what the pages need of the store, read once
:mod:`~.places`       where a page stands, and how one links to another
:mod:`~.writing`      pages put on disk whole, and only when their data changed
:mod:`~.drawing`      templates, and what all of them may use
:mod:`~.issues`       reports and their files on disk, by day
:mod:`~.days`         the index and the calendar
:mod:`~.papers`       a document: its versions, validity, events, publications, text
:mod:`~.comparing`    any two versions, aligned by measure
:mod:`~.matrix`       the provinces side by side, with the Word and Excel files of it
:mod:`~.looks`        a source: its health through time
:mod:`~.trends`       changes by week and province
:mod:`~.words`        folding and cutting text into search words
:mod:`~.search`       the index a browser searches without a server
====================  ==================================================================

What is held against what comes in as data: :class:`~.shelves.Tools` carries the comparison and the folding of script and width.
"""
