"""Two documents in, what changed between them out; or one against many, and what only it says. Pure: ``docs/differ.md`` tells the method.

The doors are :func:`differ.compare.compare` and :func:`differ.relate.relate` (with ``counterparts`` and ``novelty``).
"""
