"""Where the program ``detente`` begins."""

from __future__ import annotations

import gc
import signal
import sys
from typing import NoReturn

TERMINATED = 128 + signal.SIGTERM


def main() -> None:
    """Run the program. What it needs is imported here, so that an interruption meanwhile ends quietly, too."""
    signal.signal(signal.SIGTERM, _terminated)
    gc.disable()  # what is imported stays: to look for garbage in it takes a fifth of the start
    try:
        from detente.cli.app import named_in, program  # noqa: PLC0415 - see above

        app = program(named_in(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.stderr.write("detente: interrupted\n")
        sys.exit(130)
    gc.freeze()
    gc.enable()
    app()


def _terminated(*_: object) -> NoReturn:
    """End as on an interruption, so that nothing half written is left."""
    sys.exit(TERMINATED)
