"""How soon `kg --help` answers, as a multiple of what its command line library alone needs: `make
bench` prints the ratio.
"""

import os
import subprocess
import sys

ROUNDS = 5
MOST = 2.0  # times typer with rich


def _cost(code):
    """Seconds of a processor for a fresh Python that runs the code, the least of several rounds."""
    seconds = []
    for _ in range(ROUNDS):
        before = os.times()
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        after = os.times()
        seconds.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    return min(seconds)


def test_help():
    """Little more than a bare typer program with its help."""
    bare = _cost(
        "import typer; app = typer.Typer()\n@app.command()\ndef a(x: int): "
        "pass\napp(['--help'], standalone_mode=False)"
    )
    own = _cost("from kg.cli import run; run(['--help'])")
    print(f"\n{own:.2f} s for kg --help, {own / bare:.2f} times a bare typer program")
    assert own < MOST * bare
