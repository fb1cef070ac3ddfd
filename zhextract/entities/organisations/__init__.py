"""Organisations: one flat mention with the whole name, of a batch of documents at once."""

from zhextract.entities.organisations.find import find_organisations

__all__ = ["find_organisations"]
