"""Typed errors. Each says what went wrong and what to do next."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that `kg` raises on purpose; the command line shows it as one line."""


class InputError(KgError):
    """A page or a path that cannot be read."""


class WorkspaceError(KgError):
    """A `.kg` file that is missing, foreign, of another schema version, or in use."""


class TableError(KgError):
    """A data table, ontology or shipped file with a fault; names file, line and column."""


class ChoiceError(KgError):
    """An unknown name of a format, class or entity; lists the choices."""


class MissingExtraError(KgError):
    """A feature whose optional packages are not installed; names the extra."""
