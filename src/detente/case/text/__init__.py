"""The text of a case file: read, grown into a tree that knows its lines, and what is wrong noted where it stands."""
