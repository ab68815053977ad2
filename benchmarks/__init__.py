"""How fast the engine is, and how much it holds: ``make bench`` prints a table, saves it, and checks every result.

Each row is measured in a process of its own, so that memory is that row's and nothing is warm that should not be.
Beside ours stand, in the same run, the matrix formulas of Xu, Hipel & Kilgour (2009), which the programs of the field
use, and the time it takes to copy the payoffs into new memory once, which no solver can go below.
"""
