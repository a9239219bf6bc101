"""Import as Python has it, once Qt is loaded.

PySide6 puts functions of its own in the place of import, for two features that the program does not
use (names in snake case, and taking everything out of a module of Qt's); they make each of the
thousands of imports that follow several times as long. Loading this module loads Qt, and puts
Python's own back.
"""

import builtins

_OWN = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 - what this is about

builtins.__import__ = _OWN
