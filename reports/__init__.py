"""Changes become something a person reads: :func:`reports.build.build` gathers, :mod:`reports.renderers` words it.

=====================  =================================================================
module                 its one idea
=====================  =================================================================
:mod:`~.build`         from the store to a Report, on one screen
:mod:`~.shelf`         versions read once, and papers as the report names them
:mod:`~.passages`      whole sentences with marks, and what may be quoted
:mod:`~.value`         the changed value itself: 25 → 15个工作日
:mod:`~.direction`     which class a change belongs to, and its one word
:mod:`~.cards`         one card a changed measure
:mod:`~.pairs`         edits gathered by sentence, old over new
:mod:`~.folding`       what gets a card and what is folded away
:mod:`~.notices`       events on whole documents
:mod:`~.count`         the numbers of the verdict
:mod:`~.corrections`   更正: what a reader found wrong, taken back
:mod:`~.mapping`       sentences of a split or merger, old beside new
:mod:`~.likes`         他省同类: counterparts in the baseline
:mod:`~.about`         主题 and 产品 of changes and papers
:mod:`~.novelty`       what a new document says that no other does
:mod:`~.dates`         施行, 届满, 目标日期 and when to remind of them
:mod:`~.health`        应查, 成功, 异常
:mod:`~.delivery`      which channels failed since the report before
:mod:`~.subscription`  a report as one recipient asked for it
:mod:`~.lines`         the first screen, in the reader's order
:mod:`~.digest`        a week or a month as a report, from its dailies
:mod:`~.dailies`       what the dailies of a window told, after their corrections
:mod:`~.lives`         several changes of one measure, and what they come to
:mod:`~.figures`       数值指标一览: the numbers that changed
:mod:`~.outline`       a digest as headings, sentences and tables, for every renderer
:mod:`~.wording`       sentences about a whole report that all renderers share
:mod:`~.phrases`       sentences about one changed measure
:mod:`~.citing`        where words come from, and whether they may be quoted
:mod:`~.forward`       the paragraph for the boss, and the citation as three lines
:mod:`~.table`         changes as rows with typed cells, for spreadsheets
:mod:`~.workbook`      the Excel file
:mod:`~.word`          the Word file: 修订对照表
:mod:`~.feeds`         Atom feeds over many reports
:mod:`~.calendar`      dates that moved or fell away since the last report
:mod:`~.paper_copy`    the PDF to keep
:mod:`~.facing`        two versions of a document side by side
:mod:`~.revisions`     a new text as revisions of the old one
:mod:`~.comparisons`   the file formats of two versions
:mod:`~.site`          the static site beside the daily files
:mod:`~.charts`        figures as inline SVG with text alternatives
:mod:`~.registry`      formats and channels by name
:mod:`~.packaging`     Office files that depend on nothing but the report
:mod:`~.text`          dates and numbers as Chinese print writes them
:mod:`~.language`      the frame in Chinese or English
:mod:`~.safety`        text from outside made harmless
:mod:`~.notifiers`     a report on its way: mail, robots, Apprise
=====================  =================================================================
"""
