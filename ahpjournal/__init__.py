"""AHP Journal: a private, offline reflective journal for senior allied health professionals."""

__version__ = "0.1.0"
