"""The judging tests: a slow literal reading of the definitions, random models, theorems, published cases."""
