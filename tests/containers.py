"""Containers for tests: what an autograder meets on Gradescope and in Docker, built and run here.

`engine` finds the best thing that can run containers, and has the base images ready in it:

1. podman with runc (as root; storage of its own in `cache()`, the machine's is not touched);
2. Docker: a daemon that answers, or one that is started here, as root, and ended again;
3. a chroot in namespaces of its own (as root), which says in `cannot` what it leaves undone.

No registry need be in reach, so the base images are made of Debian's packages by mmdebstrap, once
on a machine: `DEBIAN` is a minimal Debian 12 with ca-certificates, and `GRADESCOPE`, which *stands
in* for Gradescope's Ubuntu 22.04, is the same with Debian's python3, and with a CPython 3.10 in
front of it in /usr/local where this machine has one. `Engine.about` says so in words.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import resource
import shlex
import shutil
import signal
import string
import subprocess
import tempfile
import threading
import time
import uuid
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import ClassVar

DEBIAN = "debian:12-slim"
GRADESCOPE = "gradescope/autograder-base:ubuntu-22.04"

SUITE = "bookworm"
PACKAGES = ("ca-certificates",)
UNREAD = ("doc", "info", "locale", "man")
UNUSED = ("test", "tests", "idlelib", "tkinter", "turtledemo", "site-packages", "config-*", "*.a")

# Certificates that this machine's administrator trusts; a network that inspects TLS needs them.
LOCAL_CERTIFICATES = Path("/usr/local/share/ca-certificates")
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# A machine's own settings of package indexes and proxies; passed on to builds, and not kept.
SETTINGS = re.compile(r"(PIP|UV)_(\w*INDEX\w*|TRUSTED_HOST)|(HTTPS?|NO|ALL)_PROXY", re.IGNORECASE)

CGROUPS = Path("/sys/fs/cgroup")
SCRATCH = ("/tmp", "/run", "/var/tmp")  # writable where the root is read-only
# What root may still do in a container; the same in Docker and podman.
CAPABILITIES = (
    *("chown", "dac_override", "fowner", "fsetid", "kill", "setgid", "setuid", "setpcap"),
    *("net_bind_service", "sys_chroot", "setfcap"),
)


class Unusable(Exception):
    """Something that would run containers does not, and why."""


class NoEngine(Exception):
    """Nothing here runs containers; `reasons` has one for each means that was tried."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("no containers here: " + "; ".join(reasons))
        self.reasons = tuple(reasons)


class BuildFailed(Exception):
    """An image could not be built; `log` is what was printed."""

    def __init__(self, log: str) -> None:
        super().__init__(log[-4000:])
        self.log = log


@dataclass(frozen=True)
class Mount:
    """A file or folder of this machine that a container sees as `target`."""

    source: Path
    target: str
    writable: bool = False


@dataclass(frozen=True)
class Built:
    """An image, by the name that `Engine.run` takes, and how it was built."""

    image: str
    log: str
    seconds: float


@dataclass(frozen=True)
class Completed:
    """A container's end. Memory in bytes; None where the engine cannot tell.

    `peak_memory` is the kernel's count for all of its processes, with the page cache that they were
    the first to read; `peak_pss` the largest sum of their proportional set sizes, sampled ten times
    a second. Status 137: killed, as by the memory limit. `unmet`: limits asked for in vain.
    """

    status: int
    stdout: str
    stderr: str
    seconds: float
    cpu_seconds: float | None
    peak_memory: int | None
    peak_pss: int | None
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limits:
    """What a container may use and do, in the units of `docker run`."""

    memory: str | None = None
    cpus: float | None = None
    pids: int | None = None
    cap_drop: Sequence[str] = ()
    read_only: bool = False
    network: str = "none"
    user: str | None = None


@dataclass(frozen=True)
class Task:
    """What a container is to run, and with what."""

    command: Sequence[str]
    mounts: Sequence[Mount]
    limits: Limits
    environment: Mapping[str, str]
    timeout: float


class Engine(ABC):
    """Builds images and runs containers."""

    about: str  # which engine it is, and why it is not a better one
    measures: bool = False  # whether it tells the memory that a container used
    cannot: ClassVar[Mapping[str, str]] = {}  # arguments of `run` without effect here → why

    @abstractmethod
    def has(self, image: str) -> bool:
        """Whether there is an image of that name."""

    @abstractmethod
    def load(self, archive: Path, image: str) -> None:
        """Make an image of a root as a tar."""

    @abstractmethod
    def build(self, context: Path, containerfile: str, tag: str) -> Built:
        """Build an image, with the host's network and this machine's settings of indexes."""

    @abstractmethod
    def _run(self, image: str, task: Task) -> Completed: ...

    def run(
        self,
        image: str,
        command: Sequence[str] = (),
        mounts: Sequence[Mount] = (),
        *,
        memory: str | None = None,
        cpus: float | None = None,
        cap_drop: Sequence[str] = (),
        read_only: bool = False,
        network: str = "none",
        user: str | None = None,
        pids: int | None = None,
        environment: Mapping[str, str] | None = None,
        timeout: float = 600,
    ) -> Completed:
        """Run a command, or the image's own, to its end in a new container, and remove that.

        memory as in "768m", swap included; network "none" or "host"; with a read-only root
        `SCRATCH` stays writable. Raises `subprocess.TimeoutExpired` when `timeout` seconds are over
        and the container is killed.
        """
        limits = Limits(memory, cpus, pids, cap_drop, read_only, network, user)
        done = self._run(image, Task(command, mounts, limits, environment or {}, timeout))
        asked = {name for name, value in vars(limits).items() if value}
        return replace(done, unmet=tuple(sorted(asked & set(self.cannot))))


@contextmanager
def engine(*names: str) -> Iterator[Engine]:
    """The best engine that can be had here, with the images `DEBIAN` and `GRADESCOPE`.

    Names choose among "podman", "docker" and "chroot". Raises `NoEngine`, which tells what to
    install.
    """
    reasons: list[str] = []
    archive = _debian()
    kinds = {"podman": _podman, "docker": _docker, "chroot": _chroot}
    for name in names or kinds:
        with ExitStack() as stack:
            try:
                found = stack.enter_context(kinds[name]())
                python = _prepare(found, archive)
            except Unusable as why:
                reasons.append(f"{name}: {why}")
                continue
            found.about = "; ".join([f"containers run in {found.about}", *reasons, python])
            yield found
            return
    raise NoEngine(reasons)


def cache() -> Path:
    """The folder of what is made once on a machine."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tracegrade-tests"


def _prepare(found: Engine, archive: Path) -> str:
    """Have the base images ready; what stands in for what."""
    root = f"localhost/tracegrade-tests:{archive.stem}"
    with _alone():
        if not found.has(root):
            found.load(archive, root)
    python, version = _python310()
    text = f"FROM {root}\nRUN apt-get update -qq && apt-get install -qq -y python3 >/dev/null"
    text += " && apt-get clean && rm -rf /var/lib/apt/lists/*\n"
    try:
        found.build(_empty(), f"FROM {root}\n", DEBIAN)
        if python is not None:
            text += "COPY . /usr/local/\nRUN ldconfig\n"
        found.build(python or _empty(), text, GRADESCOPE)
    except BuildFailed as why:
        raise Unusable(f"cannot build images: {_last_line(why.log)}") from why
    return f"Debian 12 stands in for Gradescope's Ubuntu 22.04, {version} for its python3"


def _debian() -> Path:
    """A minimal Debian 12 as a tar; made once for each recipe."""
    recipe = [
        *("mmdebstrap", "--quiet", "--variant=minbase", f"--include={','.join(PACKAGES)}"),
        *('--aptopt=Acquire::Languages "none"', '--aptopt=APT::Install-Recommends "false"'),
        *(f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in UNREAD),
    ]
    trusted = sorted(LOCAL_CERTIFICATES.glob("**/*.crt"))
    if trusted:
        recipe += [
            f"--customize-hook=copy-in {LOCAL_CERTIFICATES} {LOCAL_CERTIFICATES.parent}",
            '--customize-hook=chroot "$1" update-ca-certificates >/dev/null 2>&1',
        ]
    content = [json.dumps([*recipe, SUITE]).encode(), *(path.read_bytes() for path in trusted)]
    archive = cache() / f"debian-{hashlib.sha256(b''.join(content)).hexdigest()[:12]}.tar"
    with _alone():
        if not archive.exists():
            if shutil.which("mmdebstrap") is None:
                raise NoEngine(
                    ["mmdebstrap is missing: apt-get install mmdebstrap podman runc catatonit"]
                )
            with tempfile.TemporaryDirectory(dir=cache()) as folder:
                partial = Path(folder) / "root.tar"
                try:
                    _output([*recipe, SUITE, str(partial)])
                except Unusable as why:
                    raise NoEngine([str(why)]) from why
                for old in cache().glob("debian-*.tar"):
                    old.unlink()
                partial.rename(archive)
    return archive


def _python310() -> tuple[Path | None, str]:
    """A folder to lay over /usr/local with this machine's CPython 3.10, if it has one; its name."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for prefix in (Path("/usr/local"), *pyenv.glob("versions/3.10.*")):
        with suppress(Unusable):
            version = _output([f"{prefix}/bin/python3.10", "--version"]).split()[-1]
            folder = cache() / f"python-{version}"
            with _alone():
                if not folder.exists():
                    _copy_python(prefix, folder)
            return folder, f"CPython {version} of this machine, in /usr/local,"
    return None, "Debian's Python 3.11 (this machine has no Python 3.10 that can be copied)"


def _copy_python(prefix: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=cache()) as name:
        made = Path(name) / "python"
        (made / "bin").mkdir(parents=True)
        shutil.copy2(prefix / "bin/python3.10", made / "bin")
        (made / "bin/python3").symlink_to("python3.10")
        ignored = shutil.ignore_patterns(*UNUSED, "*.opt-?.pyc")
        shutil.copytree(prefix / "lib/python3.10", made / "lib/python3.10", ignore=ignored)
        (made / "lib/python3.10/site-packages").mkdir()
        for library in prefix.glob("lib/libpython3.10.so*"):
            shutil.copy2(library, made / "lib", follow_symlinks=False)
        made.rename(folder)


def _empty() -> Path:
    folder = cache() / "empty"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _alone() -> Iterator[None]:
    """Run while no other process is between these two lines."""
    cache().mkdir(parents=True, exist_ok=True)
    with open(cache() / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build_settings() -> dict[str, str]:
    """Variables that builds need to reach what this machine reaches."""
    found = {name: value for name, value in os.environ.items() if SETTINGS.fullmatch(name)}
    if any(LOCAL_CERTIFICATES.glob("**/*.crt")):
        found |= {"PIP_CERT": CERTIFICATES, "SSL_CERT_FILE": CERTIFICATES}
    return found


def _output(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """What a command prints; raises `Unusable` with its last words."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    except OSError as why:
        raise Unusable(f"{command[0]}: {why.strerror}") from why
    if done.returncode:
        raise Unusable(f"{Path(command[0]).name}: {_last_line(done.stderr or done.stdout)}")
    return done.stdout.strip()


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "no reason given")


def _require(*programs: str) -> None:
    if os.geteuid() != 0:
        raise Unusable("needs root")
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise Unusable(f"{' and '.join(missing)} not installed")


# ---- podman and Docker


@dataclass
class CommandLine(Engine):
    """An engine that understands the command line of Docker."""

    command: Sequence[str]
    about: str
    build_flags: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    own: bool = True  # or else others use it too: their images and control groups are left alone

    def __post_init__(self) -> None:
        self.measures = self.own

    def has(self, image: str) -> bool:
        return self._do(["image", "inspect", image]).returncode == 0

    def load(self, archive: Path, image: str) -> None:
        _output([*self.command, "import", str(archive), image], self.environment)

    def build(self, context: Path, containerfile: str, tag: str) -> Built:
        settings = _build_settings()
        # Declared in each stage, but not kept in the image.
        declared = "".join(f"\nARG {name}" for name in settings)

        def stage(found: re.Match[str]) -> str:
            return f"FROM {self._name(found[1])}{found[2]}{declared}"

        text = re.sub(r"(?im)^FROM (\S+)(.*)$", stage, containerfile)
        begin = time.monotonic()
        with _alone(), tempfile.TemporaryDirectory() as folder:
            identifier = Path(folder) / "id"
            done = self._do(
                [
                    *("build", *self.build_flags, "--network=host", f"--tag={self._name(tag)}"),
                    *(f"--build-arg={name}={value}" for name, value in settings.items()),
                    *(f"--iidfile={identifier}", "--file=-", str(context)),
                ],
                input=text,
            )
            log = done.stdout + done.stderr
            if done.returncode:
                raise BuildFailed(log)
            if self.own:
                self._do(["image", "prune", "--force"])
            return Built(identifier.read_text().strip(), log, time.monotonic() - begin)

    def _run(self, image: str, task: Task) -> Completed:
        name, limits = f"tracegrade-tests-{uuid.uuid4().hex[:12]}", task.limits
        flags = [f"--name={name}", "--rm", "--init", "--pull=never", "--log-driver=none"]
        flags += [f"--network={limits.network}"]
        for mount in task.mounts:
            flags += [f"--volume={mount.source}:{mount.target}:{'rw' if mount.writable else 'ro'}"]
        flags += [f"--env={key}={value}" for key, value in task.environment.items()]
        flags += [f"--cap-drop={capability}" for capability in limits.cap_drop]
        if limits.memory is not None:
            flags += [f"--memory={limits.memory}", f"--memory-swap={limits.memory}"]
        if limits.cpus is not None:
            flags += [f"--cpus={limits.cpus}"]
        if limits.pids is not None:
            flags += [f"--pids-limit={limits.pids}"]
        if limits.user is not None:
            flags += [f"--user={limits.user}"]
        if limits.read_only:
            flags += ["--read-only", *(f"--tmpfs={path}:rw,exec,nosuid,nodev" for path in SCRATCH)]
        with _metered(f"tracegrade-tests/{name}") as meter:
            if self.own:
                flags += [f"--cgroup-parent=/{meter.path}"]
            begin = time.monotonic()
            try:
                words = ["run", *flags, self._name(image), *task.command]
                done = self._do(words, timeout=task.timeout)
            except BaseException:
                self._do(["kill", name])
                self._do(["rm", "--force", name])
                raise
            seconds = time.monotonic() - begin
            used = meter.cpu_seconds(), meter.peak_memory()
        return Completed(done.returncode, done.stdout, done.stderr, seconds, *used, meter.peak_pss)

    def _name(self, image: str) -> str:
        """The name here of an image: among others' images, the bases have names of their own."""
        if not self.own and image in (DEBIAN, GRADESCOPE):
            return f"tracegrade-tests/{image}"
        return image

    def _do(
        self, words: Sequence[str], input: str = "", timeout: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.command, *words],
            input=input,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            env=self.environment,
            timeout=timeout,
            cwd=cache(),  # where memory runs out, conmon leaves a file in the current folder
        )


@contextmanager
def _podman() -> Iterator[Engine]:
    _require("podman", "runc", "catatonit")
    folder = cache() / "podman"
    folder.mkdir(parents=True, exist_ok=True)
    storage, settings = folder / "storage.conf", folder / "containers.conf"
    with _alone():
        storage.write_text(
            f'[storage]\ndriver = "overlay"\n'
            f'graphroot = "{folder}/storage"\nrunroot = "{folder}/run"\n'
        )
        # crun refuses a machine that mixes both kinds of control groups, and systemd may not run.
        settings.write_text(
            '[containers]\ndefault_ulimits = ["nofile=8192:8192", "nproc=8192:8192"]\n'
            f'[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "none"\n'
            f'lock_type = "file"\ntmp_dir = "{folder}/run/libpod"\n'
        )
    environment = os.environ | {
        "CONTAINERS_CONF": str(settings),
        "CONTAINERS_STORAGE_CONF": str(storage),
    }
    version = _output(["podman", "--version"]).split()[-1]
    runc = _output(["runc", "--version"]).split()[2]
    # The Docker format keeps health checks.
    flags = ("--isolation=oci", "--format=docker", "--pull=never")
    yield CommandLine(("podman",), f"podman {version} with runc {runc}", flags, environment)


@contextmanager
def _docker() -> Iterator[Engine]:
    if shutil.which("docker") is None:
        raise Unusable("docker not installed")
    environment = os.environ | {"DOCKER_BUILDKIT": "0"}  # needs a plug-in that may not be there
    with suppress(Unusable):
        version = _output(["docker", "version", "--format={{.Server.Version}}"])
        yield CommandLine(
            ("docker",), f"the Docker daemon {version} that runs here", (), environment, False
        )
        return
    try:
        _require("dockerd", "containerd", "runc")
    except Unusable as why:
        raise Unusable(f"a client without a daemon that answers, and {why}") from why
    with tempfile.TemporaryDirectory(prefix="tracegrade-docker-") as name:
        folder = Path(name)
        environment["DOCKER_HOST"] = f"unix://{folder}/socket"
        words = [
            *("dockerd", "--iptables=false", "--ip6tables=false", "--bridge=none"),
            *(
                "--storage-driver=overlay2",
                f"--data-root={folder}/data",
                f"--exec-root={folder}/run",
            ),
            *(f"--pidfile={folder}/pid", f"--host={environment['DOCKER_HOST']}"),
        ]
        with open(folder / "log", "w") as log:
            daemon = subprocess.Popen(words, stdout=log, stderr=log)
        try:
            version = _answer(environment, daemon, folder / "log")
            yield CommandLine(("docker",), f"dockerd {version}, started here", (), environment)
        finally:
            daemon.terminate()
            daemon.wait()
            _unmount(folder)


def _unmount(folder: Path) -> None:
    """Unmount all below a folder that is to be removed."""
    mounted = [line.split()[1] for line in Path("/proc/mounts").read_text().splitlines()]
    for path in reversed(mounted):
        if Path(path).is_relative_to(folder):
            with suppress(Unusable):
                _output(["umount", path])


def _answer(environment: Mapping[str, str], daemon: subprocess.Popen[bytes], log: Path) -> str:
    """The version of a Docker daemon, once it answers."""
    begin = time.monotonic()
    while daemon.poll() is None and time.monotonic() - begin < 30:
        with suppress(Unusable):
            return _output(["docker", "version", "--format={{.Server.Version}}"], environment)
        time.sleep(0.1)
    raise Unusable(f"dockerd does not start: {_last_line(log.read_text())}")


# ---- what containers use


@dataclass
class Meter:
    """Reads a control group around a container, which outlives it."""

    path: str
    peak_pss: int | None = None

    def folders(self) -> list[Path]:
        """Its folders: one for each controller (version 1), or one."""
        candidates = [*CGROUPS.glob(f"*/{self.path}"), CGROUPS / self.path]
        return [folder for folder in candidates if folder.is_dir()]

    def cpu_seconds(self) -> float | None:
        nanoseconds = self._read("cpuacct.usage", r"(\d+)")
        if nanoseconds is not None:
            return nanoseconds / 1e9
        microseconds = self._read("cpu.stat", r"usage_usec (\d+)")
        return None if microseconds is None else microseconds / 1e6

    def peak_memory(self) -> int | None:
        peak = self._read("memory.max_usage_in_bytes", r"(\d+)")
        return self._read("memory.peak", r"(\d+)") if peak is None else peak

    def sample(self) -> None:
        processes = set()
        for folder in self.folders():
            with suppress(OSError):  # a group can go while it is read
                for path in folder.rglob("cgroup.procs"):
                    if "conmon" not in str(path):  # podman's own
                        processes |= set(path.read_text().split())
        if processes:
            self.peak_pss = max(self.peak_pss or 0, sum(map(_pss, processes)))

    def remove(self) -> None:
        for folder in self.folders():
            for path, _, _ in os.walk(folder, topdown=False):
                with suppress(OSError):
                    os.rmdir(path)
            with suppress(OSError):
                os.rmdir(folder.parent)

    def _read(self, name: str, pattern: str) -> int | None:
        for folder in self.folders():
            with suppress(OSError):
                found = re.search(pattern, (folder / name).read_text())
                if found:
                    return int(found[1])
        return None


@contextmanager
def _metered(path: str) -> Iterator[Meter]:
    meter = Meter(path)
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            meter.sample()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield meter
    finally:
        over.set()
        thread.join()
        meter.remove()


def _pss(process: str) -> int:
    with suppress(OSError):
        found = re.search(r"Pss: +(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text())
        if found:
            return int(found[1]) * 1024
    return 0


# ---- chroot

ENTER = r"""
set -eu
mount --make-rprivate /
root=$1 image=$2
if [ "$image" = "$root" ]; then
    mount --bind "$root" "$root"
else
    mount -t tmpfs tmpfs "$root"
    mkdir "$root/upper" "$root/work" "$root/root"
    layers=lowerdir=$image,upperdir=$root/upper,workdir=$root/work
    mount -t overlay -o "$layers" overlay "$root/root"
    root=$root/root
fi
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for name in null zero full random urandom; do
    : >"$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
done
ln -s /proc/self/fd "$root/dev/fd"
mkdir -m 1777 "$root/dev/shm"
if [ -n "$resolver" ]; then
    : >>"$root/etc/resolv.conf"
    mount --bind "$resolver" "$root/etc/resolv.conf"
fi
printf %s "$mounts" | while IFS='|' read -r source target mode; do
    if [ -d "$source" ]; then mkdir -p "$root$target"; else
        mkdir -p "$(dirname "$root$target")"
        [ -e "$root$target" ] || : >"$root$target"
    fi
    mount --bind "$source" "$root$target"
    mount -o "remount,bind,nosuid,$mode" "$root$target"
done
if [ -n "$scratch" ]; then
    mount -o remount,bind,ro "$root" 2>/dev/null || mount -o remount,ro "$root"
    for folder in $scratch; do mount -t tmpfs -o mode=1777 tmpfs "$root$folder"; done
fi
shift 2
exec env -i "$@"
"""


@dataclass(frozen=True)
class Image:
    """A folder that is a root, and what its Containerfile says of running in it."""

    root: Path
    environment: Mapping[str, str]
    workdir: str = "/"
    user: str = "0"
    entrypoint: Sequence[str] = ()
    command: Sequence[str] = ()


class Chroot(Engine):
    """Runs commands in a copy of a root, in mount, process and network namespaces of their own."""

    cannot: ClassVar[Mapping[str, str]] = {
        "memory": "a chroot limits no memory",
        "cpus": "a chroot limits no CPU",
        "pids": "a chroot counts no processes",
    }
    about = "a chroot with namespaces (no limits of memory, CPU and processes, no seccomp filter)"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.images: dict[str, Image] = {}

    def has(self, image: str) -> bool:
        return image in self.images

    def load(self, archive: Path, image: str) -> None:
        root = self._folder()
        _output(["tar", "--extract", "--numeric-owner", f"--file={archive}", f"--directory={root}"])
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        self.images[image] = Image(root, {"PATH": path, "HOME": "/root"})

    def build(self, context: Path, containerfile: str, tag: str) -> Built:
        begin = time.monotonic()
        stages: dict[str, Image] = {}
        image: Image | None = None
        log = ""
        for word, rest in _instructions(containerfile):
            log += f"{word} {rest}\n"
            if word == "FROM":
                base, *alias = re.split(r"\s+[Aa][Ss]\s+", rest)
                source = stages.get(base) or self._image(base)
                root = self._folder()
                _output(["cp", "--archive", "--reflink=auto", f"{source.root}/.", str(root)])
                image = replace(source, root=root)
                name = alias[0] if alias else str(len(stages))
            elif image is None:
                continue
            elif word == "RUN":
                done = self._enter(image, _words(rest), (), Limits(network="host"), inside=True)
                log += done.stdout + done.stderr
                if done.status:
                    raise BuildFailed(log)
            elif word in ("COPY", "ADD"):
                self._copy(image, context, stages, shlex.split(rest))
            else:
                image = _configured(image, word, rest)
            if image is not None:
                stages[name] = image
        if image is None:
            raise BuildFailed("no FROM")
        self.images[tag] = image
        return Built(tag, log, time.monotonic() - begin)

    def _run(self, image: str, task: Task) -> Completed:
        found = self._image(image)
        words = [*found.entrypoint, *(task.command or found.command)]
        found = replace(found, environment={**found.environment, **task.environment})
        return self._enter(found, words, task.mounts, task.limits, task.timeout)

    def _enter(
        self,
        image: Image,
        command: Sequence[str],
        mounts: Sequence[Mount],
        limits: Limits,
        timeout: float = 1800,
        inside: bool = False,
    ) -> Completed:
        """Run a command over the image, or inside it."""
        user, _, group = (limits.user or image.user).partition(":")
        user, group = _identity(image.root, user, group)
        dropped = {name.lower().removeprefix("cap_") for name in limits.cap_drop}
        kept = [] if "all" in dropped else [c for c in CAPABILITIES if c not in dropped]
        environment = dict(image.environment)
        if inside:
            environment |= _build_settings()
        root = image.root if inside else self._folder()
        host = limits.network == "host"
        words = [
            *("unshare", "--mount", "--pid", "--fork", "--ipc", "--kill-child"),
            *(() if host else ("--net",)),
            *("sh", "-c", ENTER, "sh", str(root), str(image.root)),
            *(f"{name}={value}" for name, value in environment.items()),
            *("chroot", "__root__", "setpriv", f"--reuid={user}", f"--regid={group}"),
            *("--clear-groups", "--inh-caps=-all"),
            f"--bounding-set={','.join(['-all', *(f'+{name}' for name in kept)])}",
            *("env", f"--chdir={image.workdir}", *command),
        ]
        words[words.index("__root__")] = str(root if inside else root / "root")
        listed = [(str(m.source), m.target, "rw" if m.writable else "ro") for m in mounts]
        told = {
            "PATH": os.environ["PATH"],
            "mounts": "".join("|".join(line) + "\n" for line in listed),
            "scratch": " ".join(SCRATCH) if limits.read_only else "",
            "resolver": os.path.realpath("/etc/resolv.conf") if host else "",
        }
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.monotonic()
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=told,
        )
        try:
            stdout, stderr = process.communicate(timeout=timeout)
        except BaseException:
            # The first process of a namespace takes all others with it.
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            for child in children.read_text().split():
                os.kill(int(child), signal.SIGKILL)
            process.communicate()
            raise
        seconds = time.monotonic() - begin
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        status = process.returncode if process.returncode >= 0 else 128 - process.returncode
        return Completed(status, stdout, stderr, seconds, cpu, None, None)

    def _copy(
        self, image: Image, context: Path, stages: Mapping[str, Image], words: Sequence[str]
    ) -> None:
        flags = dict(word[2:].split("=", 1) for word in words if word.startswith("--"))
        *sources, target = [word for word in words if not word.startswith("--")]
        origin = stages[flags["from"]].root if "from" in flags else context
        inner = PurePosixPath(image.workdir, target)
        folder = image.root / inner.relative_to("/")
        into = target.endswith(("/", ".")) or folder.is_dir() or len(sources) > 1
        for pattern in sources:
            found = [origin] if pattern in (".", "./") else sorted(origin.glob(pattern.strip("/")))
            for source in found:
                contents = source.is_dir()
                (folder if into or contents else folder.parent).mkdir(parents=True, exist_ok=True)
                copied = f"{source}/." if contents else str(source)
                _output(["cp", "--archive", "--no-preserve=ownership", copied, str(folder)])
        for program in ("chown", "chmod"):
            if program in flags:
                changed = [program, "--recursive", flags[program], str(inner)]
                _output(["chroot", str(image.root), *changed])

    def _image(self, name: str) -> Image:
        if name not in self.images:
            raise BuildFailed(f"no image {name}")
        return self.images[name]

    def _folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.folder))


@contextmanager
def _chroot() -> Iterator[Engine]:
    _require("unshare", "chroot", "mount", "tar")
    _output(["unshare", "--mount", "--pid", "--net", "--fork", "true"])
    with tempfile.TemporaryDirectory(prefix="tracegrade-chroot-") as folder:
        yield Chroot(Path(folder))


def _instructions(containerfile: str) -> Iterator[tuple[str, str]]:
    text = re.sub(r"(?m)^\s*#.*\n?", "", containerfile)
    for line in re.sub(r"\\\n", " ", text).splitlines():
        word, _, rest = line.strip().partition(" ")
        if word:
            yield word.upper(), rest.strip()


def _words(text: str) -> list[str]:
    """A command in the form of a list, or of a line for the shell."""
    return list(json.loads(text)) if text.startswith("[") else ["/bin/sh", "-c", text]


def _configured(image: Image, word: str, rest: str) -> Image:
    if word == "ENV":
        rest = string.Template(rest).safe_substitute(image.environment)
        pairs = (part.partition("=")[::2] for part in shlex.split(rest))
        return replace(image, environment={**image.environment, **dict(pairs)})
    if word == "WORKDIR":
        workdir = str(PurePosixPath(image.workdir, rest))
        (image.root / workdir.lstrip("/")).mkdir(parents=True, exist_ok=True)
        return replace(image, workdir=workdir)
    if word == "USER":
        return replace(image, user=rest)
    if word == "ENTRYPOINT":
        return replace(image, entrypoint=_words(rest), command=())
    if word == "CMD":
        return replace(image, command=_words(rest))
    return image  # ARG, LABEL, EXPOSE, HEALTHCHECK, … change nothing here


def _identity(root: Path, user: str, group: str) -> tuple[str, str]:
    """Numbers of a user and a group, whose names the root's own files know."""
    for line in (root / "etc/passwd").read_text().splitlines():
        name, _, number, primary, *_ = line.split(":")
        if user in (name, number):
            user, group = number, group or primary
    for line in (root / "etc/group").read_text().splitlines():
        name, _, number, *_ = line.split(":")
        if group == name:
            group = number
    return user, group or "0"
