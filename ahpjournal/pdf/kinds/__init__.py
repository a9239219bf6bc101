"""Kinds of documents."""
