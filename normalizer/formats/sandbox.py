"""Readers at work in a child process, under limits: a file that is a bomb, or breaks its reader, costs one sentence.

:func:`confined` is the parent's side; ``python -m normalizer.formats`` is the child. They exchange one message each way.
The child gets no secret: its environment holds nothing but where programs, modules and temporary files are.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass

import msgspec

from domain.document import RawPart
from domain.errors import BrokenFile, NormalizeError, NoText, UnsupportedFormat
from normalizer.formats.extract import Extract, Limits

_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
_ERRORS: dict[str, type[NormalizeError]] = {error.__name__: error for error in (BrokenFile, NoText, UnsupportedFormat)}


@dataclass(frozen=True, slots=True)
class Job:
    """What the child is asked: read ``part`` with the reader that ``module`` registers for ``format``."""

    module: str
    format: str
    part: RawPart
    limits: Limits


@dataclass(frozen=True, slots=True)
class Reply:
    """What it answers: an extract, or the name and sentence of an error."""

    extract: Extract | None = None
    error: str = ""
    sentence: str = ""


def confined(module: str, format: str, limits: Limits, part: RawPart) -> Extract:
    """Read a part in a child process. Raises what the reader raises, and BrokenFile when a limit stops it or it breaks down."""
    name = part.name or part.url or "the attachment"
    answer, ending = _ask(msgspec.msgpack.encode(Job(module, format, part, limits)), limits)
    try:
        reply = msgspec.msgpack.decode(answer, type=Reply)
    except msgspec.DecodeError as error:
        raise BrokenFile(f"{name} could not be read as {format.upper()}: {ending}; ask the site for another copy") from error
    if reply.extract is None:
        raise _ERRORS[reply.error](reply.sentence)
    return reply.extract


def _ask(job: bytes, limits: Limits) -> tuple[bytes, str]:
    """The child's answer, and how the child ended, in words."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path or os.curdir for path in sys.path)
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "normalizer.formats"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            answer, _ = child.communicate(job, timeout=limits.wall)
        except subprocess.TimeoutExpired:
            return b"", f"it takes more than {limits.wall} seconds"
        finally:
            if child.returncode != 0:
                _end(child)
    return answer, _ending(child.returncode, limits)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child with all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _ending(code: int, limits: Limits) -> str:
    if code == -getattr(signal, "SIGXCPU", 0):
        return f"it takes more than {limits.cpu} seconds of computing"
    return f"its reader broke down ({signal.Signals(-code).name if code < 0 else f'exit {code}'}) within {limits.memory >> 20} MB of memory"


def restrict(limits: Limits) -> None:
    """Hold this process to its limits, where the system can. Soft limits: a reader's own helper may set itself others."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, limits.cpu), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(what)[1]
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
