"""The pages under ``docs`` say what the program does, no less and no more."""
