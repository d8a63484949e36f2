"""Items are handed on in lists that are not too long."""

from hypothesis import given
from hypothesis import strategies as st

from kg.language.batches import batches


def test_batches_hold_no_more_than_the_most():
    """A longer item comes alone, and none is left out."""
    assert list(batches(["ab", "c", "de", "fghij", "k"], 3)) == [
        ["ab", "c"],
        ["de"],
        ["fghij"],
        ["k"],
    ]


@given(st.lists(st.text(max_size=9)), st.integers(1, 20))
def test_batches_keep_items_and_order(items, most):
    """Each list is as long as it may be, or of one item."""
    found = list(batches(items, most))
    assert [item for batch in found for item in batch] == items
    assert all(len(batch) == 1 or sum(map(len, batch)) <= most for batch in found)
