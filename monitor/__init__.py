"""Joins the rooms: what a run is (:mod:`monitor.run`), which classes do the work (:mod:`monitor.wiring`)."""
