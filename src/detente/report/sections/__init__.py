"""What is told within reports: each file puts one thing into words, or blocks, for the reports that speak of it."""
