"""What is the same in the training of all scorers."""

import numpy as np
from threadpoolctl import threadpool_info

from kg.train import tasks


def test_train_runs_matrix_products_in_one_thread(tmp_path, monkeypatch):
    """Several threads would give other bytes for the same data on another machine."""

    def threads(rows, output):
        np.zeros((1, 1)) @ np.zeros((1, 1))  # brings the library whose threads are counted
        return str(
            {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
        )

    monkeypatch.setattr(tasks, "_trainers", lambda: {"triggers": threads})
    assert tasks.train("triggers", [], tmp_path / "weights.npz") == "{1}"
