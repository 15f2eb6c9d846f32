"""Packing and unpacking is the identity."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.codec.packed import PackedArray, pack


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(
        st.one_of(st.integers(0, 20), st.integers(0, 5000), st.integers(0, (1 << 32) - 1)),
        min_size=1,
        max_size=200,
    ),
    ones=st.booleans(),
    data=st.data(),
)
def test_packed_numbers_come_back(values: list[int], ones: bool, data: st.DataObject) -> None:
    values = [max(value, 1) for value in values] if ones else values
    array = np.array(values, np.int64)
    shape, raw = pack(array, ones=ones)
    assert shape.size() == len(raw)
    assert shape.possible()
    if shape.width:
        packed = PackedArray(shape, 0, lambda start, stop: np.frombuffer(raw, np.uint8)[start:stop])
        assert packed.whole().tolist() == values
        index = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=50).map(sorted))
        assert packed.take(np.array(index, np.int64)).tolist() == [values[at] for at in index]
    else:
        assert set(values) == {1}
