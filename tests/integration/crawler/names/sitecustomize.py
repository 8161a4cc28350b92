"""Loaded by every Python below a test that puts this folder on PYTHONPATH: names of our own, and a record of what is opened for writing.

``TEST_NAMES`` is JSON, ``{"name": [["first", "answer"], ["second"]]}``: each look-up takes the next answer, the last one again and
again. ``TEST_TRACE`` is a file that gets a line for each look-up of such a name and for each file opened for writing or made.
"""

import json
import os
import socket
import sys

NAMES = json.loads(os.environ.get("TEST_NAMES", "{}"))
TRACE = os.environ.get("TEST_TRACE", "")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
system_look_up = socket.getaddrinfo


def note(kind, what):
    with open(TRACE, "a", encoding="utf-8") as trace:  # noqa: PTH123 - as early as this, as little as possible
        trace.write(f"{kind}\t{what!r}\n")


def look_up(host, port, *arguments, **options):
    answers = NAMES.get(host)
    if not answers:
        return system_look_up(host, port, *arguments, **options)
    note("look-up", host)
    answer = answers.pop(0) if len(answers) > 1 else answers[0]
    return [found for address in answer for found in system_look_up(address, port, *arguments, **options)]


def watch(event, arguments):
    if event in ("os.mkdir", "os.rename", "os.symlink", "os.link") or (
        event == "open" and arguments[0] != TRACE and isinstance(arguments[2], int) and arguments[2] & WRITING
    ):
        note(event, arguments[0])


if NAMES:
    socket.getaddrinfo = look_up
if TRACE:
    sys.addaudithook(watch)
