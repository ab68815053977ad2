"""What results look like: as text for a terminal, for programs, and for pages and papers.

A report says what there is to show, a format says how. A new report is a frozen class of its own; a new format is a
row in :data:`FORMATS` and a small file.
"""

from detente.report.formats import FORMATS, Format, format_named, render
from detente.report.report import Report
from detente.report.surface import NARROWEST, Surface

__all__ = ["FORMATS", "NARROWEST", "Format", "Report", "Surface", "format_named", "render"]
