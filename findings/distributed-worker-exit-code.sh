#!/usr/bin/env bash
# A worker of Dask that loses its scheduler reports success.
#
# Guess: a worker whose scheduler is killed in the middle of its work waits for another or ends with
#   an exit code other than 0, so that what started it (systemd with Restart=on-failure, a batch
#   system, a script with set -e) notices; as a worker does that has found no scheduler at all.
# Seen (distributed 2026.8.0): it ends with 0 when the task that it was at is over, whose result
#   nobody gets, with a nanny and without one. A worker that has found no scheduler ends with 1
#   after --death-timeout.
# Why: a broken connection is a reason to close "gracefully", which is the same way out as being
#   told that the work is done.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    distributed==2026.8.0 dask==2026.8.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import contextlib
import logging
import socket
import subprocess
import sys
import time

from distributed import Client

logging.disable(logging.CRITICAL)  # the client's complaints that the scheduler is gone

def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

def started(kind: str, *arguments: str) -> subprocess.Popen:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard"]
    return subprocess.Popen(
        [*command, "--host", "127.0.0.1", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

def exit_code(*options: str, with_scheduler: bool) -> int:
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    with contextlib.ExitStack() as stack:
        if with_scheduler:
            scheduler = started("scheduler", "--port", str(port))
            stack.callback(scheduler.kill)
        worker = started("worker", address, "--nthreads", "1", "--death-timeout", "5", *options)
        stack.callback(worker.kill)
        if with_scheduler:
            client = Client(address, timeout=30)
            client.wait_for_workers(1, timeout=30)
            task = client.submit(time.sleep, 3)
            time.sleep(0.5)
            assert task.status == "pending", task.status
            scheduler.kill()
        code = worker.wait(60)
        if with_scheduler:
            with contextlib.suppress(Exception):
                client.close(timeout=1)
        return code

for options, with_scheduler, expected in [
    ((), True, 0),
    (("--no-nanny",), True, 0),
    (("--no-nanny",), False, 1),
]:
    code = exit_code(*options, with_scheduler=with_scheduler)
    state = "killed" if with_scheduler else "never there"
    print("worker", *options, "- scheduler", state, "- exit code", code, flush=True)
    assert code == expected, code
print("as described")
PYTHON
