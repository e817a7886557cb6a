"""run.json: what a run was made with, what it counted, how long it took."""

import json
import platform

import tracegrade
from tracegrade.flags import FILES, Flag
from tracegrade.results.run import installed_versions, run_json

from tests.verdicts import failed, not_run, passed, run, submission

FOLDERS = {"ada": "ada", "b/b": "b%2Fb"}


RESULTS = [
    submission(passed(), failed(trust="observed"), flags=(Flag("double", FILES, "open('x')"),)),
    submission(not_run(), student_id="b/b", finished=False, seconds=0.0, hung_forks=2),
]


def test_the_run() -> None:
    assert json.loads(run_json(run(), RESULTS, FOLDERS)) == {
        "assignment": "warm_up",
        "versions": {"python": "3.12.1"},
        "isolation": "portable",
        "counts": {
            "submissions": 2,
            "finished": 1,
            "graded": 1,
            "hung forks": 2,
            "tests": 3,
            "tests by cause": {
                "passed": 1,
                "failed": 1,
                "not written": 0,
                "error": 0,
                "timed out": 0,
                "died": 0,
                "not run": 1,
                "unsealable": 0,
            },
            "tests by trust": {"sealed": 2, "observed": 1, "open": 0},
        },
        "submissions": [
            {
                "student_id": "ada",
                "folder": "ada",
                "score": 2.0,
                "max_score": 4.0,
                "isolation": "portable",
                "finished": True,
                "graded": True,
                "notes": [],
                "flags": [
                    {
                        "exercise": "double",
                        "what": "reads files",
                        "line": "open('x')",
                    }
                ],
            },
            {
                "student_id": "b/b",
                "folder": "b%2Fb",
                "score": 0.0,
                "max_score": 2.0,
                "isolation": "portable",
                "finished": False,
                "graded": False,
                "notes": [],
                "flags": [],
            },
        ],
        "times": {
            "started": "2026-11-24T09:00:00+00:00",
            "seconds": 3.14,
            "jobs": 2,
            "submissions": {"ada": 1.25, "b%2Fb": 0.0},
        },
    }


def test_runs_with_other_jobs_and_in_another_order_differ_in_times_alone() -> None:
    documents = [
        json.loads(run_json(run(jobs=jobs, seconds=seconds), results, FOLDERS))
        for jobs, seconds, results in ((1, 9.0, RESULTS), (8, 2.0, RESULTS[::-1]))
    ]
    times = [document.pop("times") for document in documents]
    assert documents[0] == documents[1]
    assert times[0] != times[1]


def test_ids_that_are_no_unicode_come_through() -> None:
    odd = submission(passed(), student_id="a\udcff\u202e")
    text = run_json(run(), [odd], {odd.student_id: "a"})
    assert text.isascii()
    assert json.loads(text)["submissions"][0]["student_id"] == odd.student_id


def test_versions_are_those_that_are_installed() -> None:
    versions = installed_versions()
    assert versions["python"] == platform.python_version()
    assert versions["tracegrade"] == tracegrade.__version__
    assert "numpy" in versions
    assert "keras" in versions
