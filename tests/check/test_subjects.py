"""What is passed between the vocabulary and a subject: plain data that says what it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tracegrade.subjects import (
    Beside,
    GraphFacts,
    Made,
    Problem,
    Rebuilt,
    Reloaded,
    Spec,
    StudentError,
    as_array,
    spec_of,
)


def test_a_spec_is_written_as_students_know_it() -> None:
    assert str(Spec((None, 3))) == "[None, 3] float32"
    assert str(Spec((), "int64")) == "[] int64"


def test_the_spec_of_an_array_has_all_sizes() -> None:
    assert spec_of(np.zeros((2, 0), np.int32)) == Spec((2, 0), "int32")
    assert spec_of(np.float64(1)) == Spec((), "float64")


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Made(), "()"),
        (Made((2.0, "a"), {"name": "m", "n": None}), "(2.0, 'a', name='m', n=None)"),
        (Beside((0.5,)), ", beside another one made with (0.5)"),
        (Rebuilt(), ", rebuilt by from_config(get_config())"),
        (Reloaded(), ", after its model was saved and loaded"),
    ],
)
def test_a_step_is_written_as_part_of_a_label(step: Any, text: str) -> None:
    assert str(step) == text


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (1.0, "float32"),
        ([1.0, 2], "float32"),
        (1, "int32"),
        ([[1], [2]], "int32"),
        (True, "bool"),
        ([True, False], "bool"),
        (["a"], "O"),
        (np.float64(1), "float64"),
        (np.zeros(2), "float64"),
        (np.arange(2), "int64"),
        (np.float16([1]), "float16"),
    ],
)
def test_python_numbers_become_32_bit_and_arrays_stay_as_they_are(value: Any, dtype: str) -> None:
    assert as_array(value).dtype == np.dtype(dtype)


def test_the_python_ops_of_a_graph_are_found_by_name() -> None:
    ops = {"AddV2": 3, "PyFuncStateless": 1, "EagerPyFunc": 1, "PyFunc": 2}
    facts = GraphFacts(ops=ops, variables=0)
    assert facts.python_ops == ("EagerPyFunc", "PyFunc", "PyFuncStateless")


def test_an_error_of_the_student_carries_its_problem() -> None:
    problem = Problem(stage="tracing", type="ValueError", message="no")
    error = StudentError(problem)
    assert error.problem is problem
    assert str(error) == "ValueError: no"
