"""Training as a whole: what any scorer is trained under."""

import numpy as np
from threadpoolctl import threadpool_info

from kg.train import tasks


def test_matrix_products_run_in_one_thread(tmp_path, monkeypatch):
    """Several threads add up in another order, and the same data would give other bytes on another machine."""

    def threads(rows, output):
        np.zeros((1, 1)) @ np.zeros((1, 1))  # brings the library whose threads are counted
        return str(
            {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
        )

    monkeypatch.setattr(tasks, "_trainers", lambda: {"triggers": threads})
    assert tasks.train("triggers", [], tmp_path / "weights.npz") == "{1}"
