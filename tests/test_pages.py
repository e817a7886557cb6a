"""Pages show what students wrote, and neither run nor load any of it."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tracegrade.policy import DEFAULT
from tracegrade.results.feedback import feedback_html
from tracegrade.results.gradescope import results_document
from tracegrade.results.records import SubmissionResult

from tests.verdicts import failed, failed_visibly, not_run, not_written, passed, submission

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
REPLACED = "\N{REPLACEMENT CHARACTER}"

BARE = """
bdi body caption code dd dl dt footer h1 h3 h4 head header li main strong style table tbody td thead
title tr ul
"""
CLASSED = "article div p"
ATTRIBUTES: dict[str, set[str]] = {
    **{tag: set() for tag in BARE.split()},
    **{tag: {"class"} for tag in CLASSED.split()},
    "html": {"lang"},
    "meta": {"charset", "content", "http-equiv", "name"},
    "a": {"href"},
    "h2": {"id"},
    "section": {"aria-labelledby", "class"},
    "span": {"aria-hidden", "class"},
    "th": {"scope"},
}
"""The elements of our pages, each with its attributes."""
GRADESCOPE: dict[str, set[str]] = {"br": set(), "p": set(), "strong": set()}
"""Those of a test's output on Gradescope."""


class Elements(HTMLParser):
    """Holds a page against the elements that it may have."""

    def __init__(self, allowed: dict[str, set[str]]) -> None:
        super().__init__()
        self.allowed = allowed

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed
        for name, value in attrs:
            assert name in self.allowed[tag]
            assert name != "href" or (value or "").startswith("#")

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment: {data}")


def everywhere(text: str, report: str = "") -> SubmissionResult:
    """A result that has a text wherever a student's can come."""
    report = report or f"tested    {text}\ninputs    {text}\ngot       {text}\n{text}"
    return submission(
        passed(f"{text}--a"),
        failed_visibly(text, visible_text=report, student_text=report),
        failed(f"{text}--b", student_text=report, student_cause=text, staff_text=text),
        not_written(f"{text}--c", exercise="c", student_text=text),
        not_run(f"{text}--d", exercise="d", student_text=text),
        student_id=text,
        assignment=text,
        isolation=text,
        notes=(text, "A note."),
    )


def hold(result: SubmissionResult) -> None:
    page = feedback_html(result)
    outputs = [entry["output"] for entry in results_document(result)["tests"]]
    for allowed, text in ((ATTRIBUTES, page), (GRADESCOPE, "\n".join(outputs))):
        elements = Elements(allowed)
        elements.feed(text)
        elements.close()
        text.encode("utf-8")
        assert all(line.replace("\t", "").isprintable() for line in text.split("\n"))


MARKUP = [*"<>&\"'=/!-;[]\\ \n\t\x1b\x00\u202e\u0301\ud800", "<script>", "</style>", "<!--", "onx="]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(MARKUP) | st.characters(), max_size=30).map("".join))
def test_nothing_but_known_elements_stands_on_a_page(text: str) -> None:
    hold(everywhere(text))


def hostile(beacon: str) -> str:
    """What runs or loads something, wherever it is taken for markup."""
    run = f"new Image().src='{beacon}/ran'"
    return "".join(
        [
            f"</code></dd></title></style></p><script>{run}</script>",
            f'"><img src="{beacon}/image" onerror="{run}"><svg onload="{run}">',
            f"<iframe src='{beacon}/frame'></iframe><style>@import url({beacon}/style);</style>",
            f"<link rel=stylesheet href='{beacon}/sheet'><base href='{beacon}/base'>",
            f'<meta http-equiv=refresh content="0;url={beacon}/refresh">\x1b[31m\u202e',
        ]
    )


def test_what_runs_and_loads_is_text() -> None:
    hold(everywhere(hostile("http://x")))


def test_messages_in_otter_are_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    here = str(Path(__file__).parent)  # with a module that is called otter, too
    monkeypatch.setattr(sys, "path", [it for it in sys.path if it != here])
    plugin = pytest.importorskip("tracegrade.routes.otter.plugin")
    text = "got       \x1b[31m\u202e1" + "x" * 100_000
    test = failed_visibly(visible_text=text, hidden=False)
    [case] = plugin._test_file(test, test, DEFAULT, ()).test_case_results
    assert case.message.startswith(f"❌ Test case failed\ngot       {REPLACED}1x")
    assert len(case.message) < 10_000


PROBE = """<!DOCTYPE html><link rel="icon" href="data:,"><title>not read</title>
<iframe src="/page" onload="
  const page = this.contentDocument;
  document.title = [getComputedStyle(page.body).maxWidth, page.scripts.length].join(' ');
"></iframe>"""
"""A page around ours, which says whether its stylesheet applies."""


@contextmanager
def served(pages: Callable[[str], dict[str, tuple[str, str]]]) -> Iterator[tuple[str, list[str]]]:
    """Serve pages, each with its policy, at an address; yields that, and what else is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            policy, text = found.get(self.path, ("", ""))
            if self.path not in found:
                asked.append(self.path)
            self.send_response(200 if text else 204)
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        found = pages(address)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield address, asked
        server.shutdown()


def opened(address: str, scratch: Path) -> tuple[str, str]:
    """The title of a page after its scripts have run, and what the browser's console says."""
    done = subprocess.run(
        [
            *(str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu"),
            *("--disable-dev-shm-usage", f"--user-data-dir={scratch}", "--enable-logging=stderr"),
            *("--virtual-time-budget=5000", "--dump-dom", address),
        ],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert "<html" in done.stdout, done.stderr
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    return done.stdout.partition("<title>")[2].partition("</title>")[0], "\n".join(console)


@pytest.mark.full
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium to open pages")
def test_in_a_browser_nothing_runs_and_the_stylesheet_applies(tmp_path: Path) -> None:
    def pages(address: str) -> dict[str, tuple[str, str]]:
        page = feedback_html(everywhere(hostile(address)))
        policy = page.partition('Security-Policy" content="')[2].partition('"')[0]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        raw = f"<!DOCTYPE html><body><img src='{address}/image'>{hostile(address)}"
        other = policy.replace("sha256-", "sha256-A")
        return {
            **{"/probe": ("", PROBE), "/page": (policy, page), "/raw": ("", raw)},
            "/unstyled": (other, page),
        }

    with served(pages) as (address, asked):
        assert opened(f"{address}/probe", tmp_path) == ("768px 0", "")
        assert asked == []
        # The same text as markup, and another policy: so much would be seen.
        opened(f"{address}/raw", tmp_path)
        assert {"/ran", "/image", "/style"} <= set(asked)
        assert "Content Security Policy" in opened(f"{address}/unstyled", tmp_path)[1]
