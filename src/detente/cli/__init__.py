"""The command line: thin. A command parses what it is given, calls, and renders."""
