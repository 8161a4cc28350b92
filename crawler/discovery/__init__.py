"""Finding the columns of a site that are worth watching: `regdelta sources discover`.

:mod:`crawler.discovery.columns`   which links lead to a column, by the words a site gives them and by their addresses
:mod:`crawler.discovery.layout`    where the rows of an unknown list stand, as a selector for a source file
:mod:`crawler.discovery.trial`     which family reads a column, proven by reading it
:mod:`crawler.discovery.spider`    the walk through navigation and site map, best links first, within a number of pages
:mod:`crawler.discovery.row`       one row of a list looked at by hand: `regdelta sources try`
"""
