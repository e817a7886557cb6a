"""Confining a process that runs untrusted code, in layers that work on their own.

`apply` is called in a freshly forked child before it touches anything untrusted. `hide_memory` is
for the processes around it: others of the same user cannot trace them then, nor read their memory.
"""

from tracegrade.sandbox.identity import give, may_become
from tracegrade.sandbox.isolation import (
    LAYERS,
    Level,
    Policy,
    Protection,
    TooWeak,
    apply,
    layers_of,
)
from tracegrade.sandbox.kernel import hide_memory
from tracegrade.sandbox.limits import Limits

__all__ = [
    "LAYERS",
    "Level",
    "Limits",
    "Policy",
    "Protection",
    "TooWeak",
    "apply",
    "give",
    "hide_memory",
    "layers_of",
    "may_become",
]
