"""Signals that end the command, but never in the middle of what must be whole."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from threading import Timer, main_thread
from types import FrameType
from typing import Any, TypeAlias

Handler: TypeAlias = Callable[[int, FrameType | None], Any]

WHOLE = ("polars", "pmo_expert.doors.cli.files")
"""What is not broken off while it is called: Polars panics when Python that it calls raises, and files are placed."""
ENDING = (KeyboardInterrupt, SystemExit)
SOON = 0.01
"""Seconds after which a signal comes again that came during such a call."""


def end_by_signals() -> None:
    """Have Ctrl-C raise KeyboardInterrupt, and SIGTERM and SIGHUP raise SystemExit with 128 and their number as status.

    Signals that somebody handles or ignores already stay as they are.
    """
    ends = {"SIGINT": signal.default_int_handler, "SIGTERM": _end, "SIGHUP": _end}
    for name, end in ends.items():
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(number, _after_calls(end))


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def _after_calls(end: Handler) -> Handler:
    """Return a handler that ends the command once no call of `WHOLE` is under way, unless it is ending already."""

    def handle(number: int, frame: FrameType | None) -> None:
        if isinstance(sys.exception(), ENDING):
            return
        if _is_whole(frame):
            Timer(SOON, _again, [number]).start()
        else:
            end(number, frame)

    return handle


def _again(number: int) -> None:
    """Send a signal to the main thread, so that it wakes up if it waits; where threads have none, to the process."""
    thread = main_thread().ident
    if hasattr(signal, "pthread_kill") and thread is not None:
        signal.pthread_kill(thread, number)
    else:
        signal.raise_signal(number)


def _is_whole(frame: FrameType | None) -> bool:
    while frame is not None:
        name = f"{frame.f_globals.get('__name__', '')}."
        if any(name.startswith(f"{module}.") for module in WHOLE):
            return True
        frame = frame.f_back
    return False
