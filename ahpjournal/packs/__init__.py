"""Content as data: packs, reflective models and professions, read from TOML and checked."""

from ahpjournal.packs.problems import PackError, PackProblem, ProblemCode
from ahpjournal.packs.professions import load_professions, load_role_levels
from ahpjournal.packs.programmes import (
    DEFAULT_PACK,
    default_pack,
    load_pack,
    load_pack_and_text,
    read_pack,
)
from ahpjournal.packs.reflective_models import (
    load_reflective_models,
    read_template,
    write_template,
)
from ahpjournal.packs.words import describe_problem, describe_problems

__all__ = [
    "DEFAULT_PACK",
    "PackError",
    "PackProblem",
    "ProblemCode",
    "default_pack",
    "describe_problem",
    "describe_problems",
    "load_pack",
    "load_pack_and_text",
    "load_professions",
    "load_reflective_models",
    "load_role_levels",
    "read_pack",
    "read_template",
    "write_template",
]
