"""détente: analysis of political crises by the graph model for conflict resolution."""
