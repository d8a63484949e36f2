"""The three kinds of model, against sums done by hand and through their arrays and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.scoring import boosted_trees, linear, mlp
from kg.scoring.boosted_trees import BoostedTrees
from kg.scoring.linear import Linear, WeightsError, sigmoid
from kg.scoring.mlp import MLP

WEIGHTS = Linear(
    ("yes", "no"),
    {"a": 0, "b": 1},
    np.array([[1.0, -1.0], [2.0, 0.0]], dtype=np.float32),
    np.array([[0.5, 0.0]], dtype=np.float32),
    np.array([0.25, 0.0], dtype=np.float32),
)


def floats(*values):
    return np.array(values, dtype=np.float32)


# --- the linear model --------------------------------------------------------------------------


def test_logits_add_weights_of_names_to_bias():
    """A name that the model does not know counts for nothing.

    Without any there is the bias alone.
    """
    assert WEIGHTS.logits([["a", "b", "unknown"], []]).tolist() == [[3.25, -1.0], [0.25, 0.0]]


def test_logits_add_dense_values():
    """Each row of names may have a row of dense values."""
    assert WEIGHTS.logits([["a"]], floats([2.0])).tolist() == [[2.25, -1.0]]


def test_logits_scale_rows_to_length_one():
    """Each of n names counts 1/√n, with unknown names among the n."""
    model = Linear(
        WEIGHTS.labels, WEIGHTS.index, WEIGHTS.weights, WEIGHTS.dense, WEIGHTS.bias, scaled=True
    )
    assert model.logits([["a", "b", "x", "y"]]).tolist() == [[0.25 + 3 / 2, -1 / 2]]


def test_strongest_gives_positive_features_by_weight():
    """What speaks against the label or is unknown is no reason."""
    assert WEIGHTS.strongest(["a", "unknown", "b"], "yes") == ("b", "a")
    assert WEIGHTS.strongest(["a", "b"], "no") == ()


def test_sigmoid_does_not_overflow():
    """Log odds of thousands give 0 and 1."""
    assert sigmoid(floats(-5000, 0, 5000)).tolist() == [0.0, 0.5, 1.0]


NAMES = st.text(
    st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=12
)


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True), st.booleans(), st.data())
def test_linear_round_trips_through_arrays(names, scaled, data):
    """Weights that fit half precision come back as they were, whatever the names."""
    numbers = st.sampled_from([-2.0, -0.5, 0.0, 0.25, 3.0])
    weights = floats(*(data.draw(st.lists(numbers, min_size=2, max_size=2)) for _ in names))
    model = Linear(
        ("x", "y"),
        {n: i for i, n in enumerate(names)},
        weights,
        np.zeros((0, 2), dtype=np.float32),
        floats(0.5, -1),
        scaled,
    )
    again = linear.from_arrays(linear.to_arrays(model))
    assert (again.labels, dict(again.index), again.scaled) == (
        model.labels,
        dict(model.index),
        scaled,
    )
    assert again.logits([names]).tolist() == model.logits([names]).tolist()


def test_to_arrays_refuses_name_with_line_break():
    """Names are stored a line each; the message says which name, and what to do."""
    model = Linear(
        ("x",), {"two\nlines": 0}, floats([1.0]), np.zeros((0, 1), dtype=np.float32), floats(0)
    )
    with pytest.raises(WeightsError, match=r"'two\\nlines'.*leave it out"):
        linear.to_arrays(model)


# --- the network -------------------------------------------------------------------------------

NETWORK = MLP(floats([1, -1], [0, 2]), floats(0, -1), floats([1], [2]), floats(-3))


def test_mlp_rectifies_hidden_units():
    """Units max(0, 1·1) and max(0, -1·1 + 2·2 - 1), then 1 + 2·2 - 3; zeros give the bias."""
    assert (
        NETWORK.probabilities(floats([1, 2], [0, 0])).tolist()
        == sigmoid(floats([2], [-3])).tolist()
    )


def test_mlp_round_trips_through_arrays():
    """These numbers fit half precision."""
    again = mlp.from_arrays(mlp.to_arrays(NETWORK))
    assert (
        again.probabilities(floats([1, 2])).tolist()
        == NETWORK.probabilities(floats([1, 2])).tolist()
    )


# --- the trees ---------------------------------------------------------------------------------

# One tree asks value 0 and then, to the right, value 1; the other is a single leaf.
TREES = BoostedTrees(
    roots=np.array([0, 5], dtype=np.int32),
    feature=np.array([0, -1, 1, -1, -1, -1], dtype=np.int32),
    threshold=floats(0.5, 1.0, 10.0, 2.0, -4.0, 0.25),
    left=np.array([1, 1, 3, 3, 4, 5], dtype=np.int32),
    right=np.array([2, 1, 4, 3, 4, 5], dtype=np.int32),
)


@pytest.mark.parametrize(
    ("row", "odds"), [([0.5, 99], 1.25), ([0.6, 10], 2.25), ([0.6, 11], -3.75)]
)
def test_trees_add_leaves_of_all_trees(row, odds):
    """A row goes left where its value is at most the node's; the leaves add up to log odds."""
    assert TREES.probabilities(floats(row)).tolist() == sigmoid(floats(odds)).tolist()


def test_trees_give_nothing_without_rows():
    """An article without candidates gives an empty array."""
    assert TREES.probabilities(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_trees_round_trip_through_arrays():
    """Thresholds come back exactly, for rounded ones would send rows elsewhere."""
    again = boosted_trees.from_arrays(boosted_trees.to_arrays(TREES))
    rows = floats([0.5, 99], [0.6, 10], [0.6, 11])
    assert again.probabilities(rows).tolist() == TREES.probabilities(rows).tolist()
