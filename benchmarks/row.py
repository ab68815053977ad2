"""Measure one row and print it as JSON: ``python -m benchmarks.row KEY``."""

from __future__ import annotations

import json
import sys

import attrs

from benchmarks.rows import BY_KEY

if __name__ == "__main__":
    sys.stdout.write(json.dumps(attrs.asdict(BY_KEY[sys.argv[1]].measure())))
