"""The three models of the scorers, each beside a sum done by hand, and each the same after a trip through its arrays."""

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


# --- the linear model ----------------------------------------------------------------------------------------------------------------


def test_named_features_add_up_with_the_bias():
    """A name that the model does not know counts for nothing; without any there is the bias alone."""
    assert WEIGHTS.logits([["a", "b", "unknown"], []]).tolist() == [[3.25, -1.0], [0.25, 0.0]]


def test_dense_values_are_added():
    """A row of them for each row of names."""
    assert WEIGHTS.logits([["a"]], floats([2.0])).tolist() == [[2.25, -1.0]]


def test_scaled_rows_have_length_one():
    """Of n names each counts 1/√n, the unknown ones among them."""
    model = Linear(
        WEIGHTS.labels, WEIGHTS.index, WEIGHTS.weights, WEIGHTS.dense, WEIGHTS.bias, scaled=True
    )
    assert model.logits([["a", "b", "x", "y"]]).tolist() == [[0.25 + 3 / 2, -1 / 2]]


def test_the_strongest_reasons_speak_for_the_label():
    """The strongest first; what speaks against it or is unknown is none."""
    assert WEIGHTS.strongest(["a", "unknown", "b"], "yes") == ("b", "a")
    assert WEIGHTS.strongest(["a", "b"], "no") == ()


def test_a_probability_is_neither_lost_nor_overflown_far_out():
    """Log odds of thousands are sure, not broken."""
    assert sigmoid(floats(-5000, 0, 5000)).tolist() == [0.0, 0.5, 1.0]


NAMES = st.text(
    st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1, max_size=12
)


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True), st.booleans(), st.data())
def test_a_linear_model_survives_its_arrays(names, scaled, data):
    """Whatever the names; weights are kept in half precision, so those that fit it come back as they were."""
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


def test_a_name_with_a_line_break_is_refused():
    """Names are kept a line each: the message says which, and what to do."""
    model = Linear(
        ("x",), {"two\nlines": 0}, floats([1.0]), np.zeros((0, 1), dtype=np.float32), floats(0)
    )
    with pytest.raises(WeightsError, match=r"'two\\nlines'.*leave it out"):
        linear.to_arrays(model)


# --- the network ---------------------------------------------------------------------------------------------------------------------

NETWORK = MLP(floats([1, -1], [0, 2]), floats(0, -1), floats([1], [2]), floats(-3))


def test_a_network_cuts_off_below_zero_in_its_middle():
    """Units max(0, 1·1) and max(0, -1·1 + 2·2 - 1), then 1 + 2·2 - 3; for nothing at all both units are silent."""
    assert (
        NETWORK.probabilities(floats([1, 2], [0, 0])).tolist()
        == sigmoid(floats([2], [-3])).tolist()
    )


def test_a_network_survives_its_arrays():
    """Half precision holds these numbers."""
    again = mlp.from_arrays(mlp.to_arrays(NETWORK))
    assert (
        again.probabilities(floats([1, 2])).tolist()
        == NETWORK.probabilities(floats([1, 2])).tolist()
    )


# --- the trees -----------------------------------------------------------------------------------------------------------------------

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
def test_each_row_goes_down_every_tree(row, odds):
    """To the left where its value is at most the node's; the leaves add up to log odds."""
    assert TREES.probabilities(floats(row)).tolist() == sigmoid(floats(odds)).tolist()


def test_no_rows_no_answers():
    """An article without candidates asks nothing."""
    assert TREES.probabilities(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_trees_survive_their_arrays():
    """To the letter: a threshold that moved would send rows elsewhere."""
    again = boosted_trees.from_arrays(boosted_trees.to_arrays(TREES))
    rows = floats([0.5, 99], [0.6, 10], [0.6, 11])
    assert again.probabilities(rows).tolist() == TREES.probabilities(rows).tolist()
