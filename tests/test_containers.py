"""The image and the compose file: what they promise, and that their very commands run.

No Docker is needed: the commands run on this machine, in a virtual environment of their own, with
the names of hosts and folders replaced.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from tests.corpus.corpora import write_records
from tests.test_packaging import archive_of

ROOT = Path(__file__).parents[1]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile with their arguments."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines()]
    return [tuple(line.split(None, 1)) for line in lines if line and not line.startswith("#")]


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage."""
    found: list[list[tuple[str, str]]] = []
    for word, rest in instructions():
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def of_last_stage(word: str) -> list[str]:
    return [rest for found, rest in stages()[-1] if found == word]


# --- the image -----------------------------------------------------------------------------------


def test_the_image_stands_on_a_slim_python_of_the_default_registry():
    """No other host is asked for an image, and kg supports its Python."""
    bases = [stage[0][1].split()[0] for stage in stages()]
    assert set(bases) == {"python:3.12-slim"}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "Programming Language :: Python :: 3.12" in project


def test_the_image_runs_as_nobody_special():
    """A number, so that a cluster can check it, and not that of root."""
    (user,) = of_last_stage("USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    assert f"--uid {user.partition(':')[0]} " in of_last_stage("RUN")[0]


def test_the_image_has_no_tools_for_building():
    """What installs stays in the stage before, and pip keeps no cache there."""
    assert not re.search(r"\b(pip|apt-get|gcc|curl)\b", " ".join(of_last_stage("RUN")))
    assert ("ENV", "PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1") in stages()[0]
    copied = [rest for word, rest in stages()[-1] if word == "COPY"]
    assert copied == ["--from=install /opt/kg /opt/kg"]


def test_a_change_of_code_leaves_the_layer_of_dependencies():
    """They are installed from pyproject.toml alone, before the code comes in."""
    words = [(word, rest) for word, rest in stages()[0] if word in ("COPY", "RUN")]
    install = next(n for n, (_, rest) in enumerate(words) if "-r requirements.txt" in rest)
    before = [rest for word, rest in words[:install] if word == "COPY"]
    assert before == ["pyproject.toml ./"]


def test_what_the_image_copies_is_in_the_context():
    """.dockerignore lets in what is copied, and neither history nor tests."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert lines[0] == "*"
    let_in = {line[1:] for line in lines if line.startswith("!")}
    copied = [rest.split()[:-1] for word, rest in stages()[0] if word == "COPY"]
    assert let_in == {name for names in copied for name in names}
    assert all((ROOT / name).exists() for name in let_in)
    assert any(fnmatch("kg/__pycache__", line) for line in lines)


def test_the_dependencies_are_those_of_the_project(tmp_path):
    """The command that names them runs, and finds the extras of a worker too."""
    (command,) = [rest for word, rest in stages()[0] if word == "RUN" and rest.startswith("[")]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    subprocess.run([sys.executable, *json.loads(command)[1:]], cwd=tmp_path, check=True)
    wanted = (tmp_path / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert {"distributed", "spacy", "trafilatura"} <= {re.split(r"[<>=~]", w)[0] for w in wanted}
    assert not any(line.startswith(("pytest", "news-kg")) for line in wanted)


@pytest.mark.parametrize("word", ["ENTRYPOINT", "CMD", "HEALTHCHECK"])
def test_commands_of_the_image_need_no_shell(word):
    """They are lists, so that a stop reaches kg itself."""
    (rest,) = of_last_stage(word)
    assert json.loads(rest[rest.index("[") :])[0] in ("kg", "--help")


# --- the services --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_change_nothing_but_its_volumes(name):
    """Its root is read-only, it has no rights beyond a user's, and its parent reaps."""
    service = SERVICES[name]
    assert (service["read_only"], service["init"], service["tmpfs"]) == (True, True, ["/tmp"])
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


def test_nothing_but_the_pages_is_published_and_that_for_this_machine():
    """Whoever reaches a scheduler can run code on all workers."""
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"pages": ["127.0.0.1:8000:8000"]}


def test_a_build_goes_into_a_folder_of_the_volume():
    """A mount itself cannot be exchanged for the new build."""
    command = SERVICES["build"]["command"]
    assert command[command.index("--output") + 1].startswith("/build/")


def test_workers_come_back():
    """A worker ends when its scheduler does, and without an error."""
    assert SERVICES["worker"]["restart"] == "always"


# --- their commands ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    """A fresh virtual environment with kg from its wheel, over the packages that are here."""
    folder = tmp_path_factory.mktemp("image")
    subprocess.run([sys.executable, "-m", "venv", folder / "kg"], check=True)
    bin_ = folder / "kg" / "bin"
    (site,) = (folder / "kg" / "lib").glob("python*/site-packages")
    wheel = archive_of("wheel", folder)
    pip = [bin_ / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(pip, check=True)
    # behind its own, so that kg is the one of the wheel
    (site / "here.pth").write_text("\n".join(p for p in sys.path if "site-packages" in p))
    (bin_ / "dask").write_text(
        f'#!/bin/sh\nexec {shlex.quote(str(bin_ / "python"))} -m dask "$@"\n'
    )
    (bin_ / "dask").chmod(0o755)
    return bin_


def free_ports(count):
    """Ports at which nobody listens."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [str(one.getsockname()[1]) for one in sockets]


class Host:
    """Runs the commands of services on this machine."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        ports = free_ports(4)
        self.pages = ports[3]
        self._replaced = {
            **dict(zip(("8786", "8787", "8788", "8000"), ports, strict=True)),
            "scheduler:": "127.0.0.1:",
            "0.0.0.0": "127.0.0.1",
            "${KG_THREADS:-2}": "1",
            "/input": str(folder / "input"),
            "/build": str(folder / "build"),
        }
        self._tmp = folder / "tmp"
        self._tmp.mkdir()

    def command(self, words: list[str]) -> list[str]:
        """A command as this machine can run it."""
        pattern = "|".join(map(re.escape, self._replaced))
        here = [re.sub(pattern, lambda found: self._replaced[found[0]], word) for word in words]
        here = [str(self._tmp) if word == "/tmp" else word for word in here]
        return [str(self.programs / here[0]), *here[1:]]

    def options(self) -> dict[str, object]:
        """How the image runs it: with an environment of its own, in a folder for what is brief."""
        environment = {
            "PATH": f"{self.programs}:/usr/bin:/bin",
            "HOME": str(self._tmp),
            **dict(pair.split("=") for pair in shlex.split(of_last_stage("ENV")[-1])),
        }
        return {"env": environment, "cwd": self._tmp, "stdin": subprocess.DEVNULL}

    def start(self, name: str) -> subprocess.Popen[bytes]:
        service = SERVICES[name]
        words = [*service.get("entrypoint", ["kg"]), *service["command"]]
        return subprocess.Popen(self.command(words), **self.options(), stderr=subprocess.DEVNULL)

    def is_healthy(self, name: str) -> bool:
        test = self.command(SERVICES[name]["healthcheck"]["test"][1:])
        found = subprocess.run(test, **self.options(), capture_output=True, check=False)
        return found.returncode == 0


def wait_until_healthy(host, name, process):
    """Ask as Docker does."""
    while not host.is_healthy(name):
        assert process.poll() is None, name
        time.sleep(0.2)


@pytest.mark.slow
def test_the_commands_of_the_services_build_a_graph(programs, tmp_path):
    """Scheduler and worker come up healthy, the build uses them, and its pages are served."""
    host = Host(programs, tmp_path)
    (tmp_path / "input").mkdir()
    (tmp_path / "build").mkdir()
    write_records(tmp_path / "input" / "records.jsonl", range(3))
    with ExitStack() as stack:
        for name in ("scheduler", "worker", "build", "pages"):
            process = host.start(name)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            if "healthcheck" in SERVICES[name]:
                wait_until_healthy(host, name, process)
            else:
                assert process.wait() == 0
        with urllib.request.urlopen(f"http://127.0.0.1:{host.pages}/graph.html") as page:
            assert b"<html" in page.read(10_000)
    assert {path.name for path in (tmp_path / "build").iterdir()} == {"news"}


def test_the_image_says_what_it_can_do(programs, tmp_path):
    """Entry point, default command and health check work."""
    host = Host(programs, tmp_path)
    (entry,), (default,), (health,) = map(of_last_stage, ("ENTRYPOINT", "CMD", "HEALTHCHECK"))
    for words in (json.loads(entry) + json.loads(default), json.loads(health[health.index("[") :])):
        done = subprocess.run(
            host.command(words), **host.options(), capture_output=True, text=True, check=True
        )
        assert "kg" in done.stdout
