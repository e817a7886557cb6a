"""That containers of the tests are real ones: what they limit is limited."""

from __future__ import annotations

import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from tests import containers
from tests.containers import DEBIAN, GRADESCOPE, BuildFailed, Completed, Engine, Mount, NoEngine


def limited(engine: Engine, name: str) -> None:
    if name in engine.cannot:
        pytest.skip(engine.cannot[name])


def python(engine: Engine, code: str, **limits: object) -> Completed:
    return engine.run(GRADESCOPE, ["python3", "-c", dedent(code)], **limits)  # type: ignore[arg-type]


def test_a_container_has_python_and_a_root_of_its_own(engine: Engine, tmp_path: Path) -> None:
    version = engine.run(GRADESCOPE, ["python3", "--version"])
    assert version.status == 0, version.stderr
    assert version.stdout.startswith("Python 3.1")
    system = engine.run(
        GRADESCOPE, ["sh", "-c", f'. /etc/os-release; echo $ID; test -e "{tmp_path}"']
    )
    assert (system.stdout, system.status) == ("debian\n", 1)


def test_a_container_sees_its_own_processes_only(engine: Engine) -> None:
    listed = "import os; print(sorted(int(n) for n in os.listdir('/proc') if n.isdigit())[:1])"
    assert python(engine, f"{listed}; print(os.getpid() < 100)").stdout == "[1]\nTrue\n"


def test_status_and_both_outputs_come_back(engine: Engine) -> None:
    done = engine.run(DEBIAN, ["sh", "-c", "echo out; echo err >&2; exit 3"])
    assert (done.status, done.stdout, done.stderr) == (3, "out\n", "err\n")


def test_what_one_container_writes_the_next_does_not_see(engine: Engine) -> None:
    assert engine.run(DEBIAN, ["touch", "/written"]).status == 0
    assert engine.run(DEBIAN, ["test", "-e", "/written"]).status == 1


SPIN = "import time\nwhile time.process_time() < 1: pass"


def test_memory_is_limited(engine: Engine) -> None:
    limited(engine, "memory")
    fill = "print(len(bytearray(b'x' * 60 * 2**20)), flush=True); bytearray(b'x' * 200 * 2**20)"
    done = python(engine, fill, memory="192m")
    assert (done.status, done.stdout) == (137, f"{60 * 2**20}\n")
    assert python(engine, fill, memory="768m").status == 0


def test_cpu_time_is_limited(engine: Engine) -> None:
    limited(engine, "cpus")
    assert python(engine, SPIN, cpus=0.5).seconds > 1.5


def test_what_a_container_used_is_told(engine: Engine) -> None:
    if not engine.measures:
        pytest.skip(f"no figures of memory: {engine.about}")
    done = python(engine, f"kept = b'x' * 200 * 2**20\n{SPIN}")
    assert done.cpu_seconds is not None
    assert 1 < done.cpu_seconds < done.seconds * 2
    for peak in (done.peak_memory, done.peak_pss):
        assert peak is not None
        assert 200 < peak / 2**20 < 250


def test_processes_are_limited(engine: Engine) -> None:
    limited(engine, "pids")
    fork = """
        import os, signal
        try:
            for count in range(50):
                if os.fork() == 0:
                    signal.pause()
        except BlockingIOError:
            print(10 < count < 20)
        """
    assert python(engine, fork, pids=20).stdout == "True\n"


def test_a_read_only_root_leaves_scratch_folders(engine: Engine) -> None:
    for path in ("/etc/new", "/usr/new", "/new"):
        done = engine.run(DEBIAN, ["touch", path], read_only=True)
        assert done.status == 1
        assert "Read-only file system" in done.stderr
    scratch = [f"{path}/new" for path in containers.SCRATCH]
    assert engine.run(DEBIAN, ["touch", *scratch], read_only=True).status == 0


def test_without_a_network_there_is_loopback_alone(engine: Engine) -> None:
    interfaces = "import socket; print([name for _, name in socket.if_nameindex()])"
    assert python(engine, interfaces).stdout == "['lo']\n"
    assert python(engine, interfaces, network="host").stdout != "['lo']\n"


CAPABILITIES = "print(next(l.split()[1] for l in open('/proc/self/status') if 'CapEff' in l))"


def test_capabilities_are_dropped(engine: Engine) -> None:
    assert int(python(engine, CAPABILITIES, cap_drop=("all",)).stdout, 16) == 0
    kept = int(python(engine, CAPABILITIES).stdout, 16)
    assert kept & 1  # chown
    assert not kept & 1 << 21  # sys_admin
    assert not int(python(engine, CAPABILITIES, cap_drop=("chown",)).stdout, 16) & 1
    assert engine.run(DEBIAN, ["chown", "1:1", "/etc"], cap_drop=("all",)).status == 1


def test_a_container_runs_as_the_user_that_is_named(engine: Engine) -> None:
    assert engine.run(DEBIAN, ["id", "-u"], user="65534").stdout == "65534\n"
    assert engine.run(DEBIAN, ["id", "-u", "-n"], user="nobody").stdout == "nobody\n"
    assert engine.run(DEBIAN, ["cat", "/etc/shadow"], user="65534:65534").status == 1


def test_mounts_are_read_only_unless_told(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "given").write_text("something")
    write = ["sh", "-c", "cat /there/given; echo more >/there/new"]
    done = engine.run(DEBIAN, write, [Mount(tmp_path, "/there")])
    assert done.stdout == "something"
    assert "Read-only file system" in done.stderr
    assert engine.run(DEBIAN, write, [Mount(tmp_path, "/there", writable=True)]).status == 0
    assert (tmp_path / "new").read_text() == "more\n"


def test_an_endless_container_is_killed(engine: Engine, tmp_path: Path) -> None:
    spin = ["sh", "-c", "trap '' TERM; echo >/there/begun; while :; do :; done"]
    with pytest.raises(subprocess.TimeoutExpired):
        engine.run(DEBIAN, spin, [Mount(tmp_path, "/there", writable=True)], timeout=2)
    assert (tmp_path / "begun").exists()
    running = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [words for words in running if b"/there/begun" in words]


def test_an_image_is_built_in_two_stages(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "context").mkdir()
    (tmp_path / "context/word").write_text("hello")
    text = """\
        FROM debian:12-slim AS first
        COPY word /first/
        RUN sed -i s/hello/HELLO/ /first/word

        FROM gradescope/autograder-base:ubuntu-22.04
        ENV KEPT=kept
        COPY --from=first /first/word /words/word
        RUN cp /words/word /words/second && test $(id -u) = 0
        USER 65534
        WORKDIR /words
        ENTRYPOINT ["sh", "-c"]
        CMD ["cat second; echo $KEPT; pwd; id -u; env | grep -ci index"]
        """
    built = engine.build(tmp_path / "context", dedent(text), "localhost/tracegrade-tests:built")
    assert engine.run(built.image).stdout == "HELLOkept\n/words\n65534\n0\n"
    assert engine.run(built.image, ["echo $KEPT"], environment={"KEPT": "new"}).stdout == "new\n"


def test_a_build_reaches_debian_and_the_package_index(engine: Engine, tmp_path: Path) -> None:
    text = f"""\
        FROM {GRADESCOPE}
        RUN apt-get update -qq && apt-get install -qq -y --no-install-recommends python3-venv
        RUN python3 -m venv /venv
        RUN /venv/bin/pip download --quiet --no-deps --dest /got six
        """
    built = engine.build(tmp_path, dedent(text), "localhost/tracegrade-tests:reaching")
    assert engine.run(built.image, ["sh", "-c", "ls /got/six-*.whl"]).status == 0


def test_a_build_that_fails_shows_what_it_printed(engine: Engine, tmp_path: Path) -> None:
    text = f"FROM {DEBIAN}\nRUN echo some words; exit 1\n"
    with pytest.raises(BuildFailed) as caught:
        engine.build(tmp_path, text, "localhost/tracegrade-tests:failed")
    assert "some words" in caught.value.log


def test_without_packages_it_says_which_are_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(NoEngine, match="apt-get install mmdebstrap podman runc catatonit"):
        containers.engine().__enter__()
