"""The version of the package, which every result records."""

VERSION = "0.1.0"
