"""Where the program ``detente`` begins."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program. What it needs is imported here, so that an interruption meanwhile ends quietly, too."""
    try:
        from detente.cli.app import named_in, program  # noqa: PLC0415 - see above

        app = program(named_in(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.stderr.write("detente: interrupted\n")
        sys.exit(130)
    app()
