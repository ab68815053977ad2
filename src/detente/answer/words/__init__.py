"""The words of an answer: a few short paragraphs to read aloud, made of sentences that the tables bear out."""

from detente.answer.words.brief import in_brief, in_paragraphs
from detente.answer.words.wording import assumptions, in_words

__all__ = ["assumptions", "in_brief", "in_paragraphs", "in_words"]
