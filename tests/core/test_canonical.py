"""The same value has one spelling and one name."""

import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core import canonical

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)


def shuffled(value: Any, order: random.Random) -> Any:
    """The same value with every dictionary filled in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, order) for item in value]
    return value


def test_keys_are_sorted_spaces_left_out_and_letters_kept() -> None:
    assert canonical.encode({"b": [1, True, None], "a": "Шу\n پل", "": {}}) == (
        '{"":{},"a":"Шу\\n پل","b":[1,true,null]}\n'.encode()
    )


@given(values)
def test_what_was_encoded_is_read_back_the_same(value: Any) -> None:
    assert json.loads(canonical.encode(value)) == value


@given(values, st.randoms(use_true_random=False))
def test_the_order_in_which_a_value_was_made_does_not_show(value: Any, order: random.Random) -> None:
    assert canonical.encode(shuffled(value, order)) == canonical.encode(value)


@given(values)
def test_it_is_one_line(value: Any) -> None:
    assert canonical.encode(value).count(b"\n") == 1


def test_a_records_fields_are_sorted_too() -> None:
    class Record(msgspec.Struct):
        zebra: int
        ant: datetime

    assert canonical.encode(Record(zebra=1, ant=datetime(2026, 11, 23, 10, tzinfo=UTC))) == (
        b'{"ant":"2026-11-23T10:00:00Z","zebra":1}\n'
    )


def test_another_process_with_another_hash_seed_spells_the_same() -> None:
    script = (
        "import sys; from serai.core import canonical; "
        "sys.stdout.buffer.write(canonical.encode({k: {k} for k in 'qwertyuiop'}))"
    )
    spelled = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert spelled == {canonical.encode({letter: {letter} for letter in "qwertyuiop"})}


@pytest.mark.parametrize(
    ("data", "name"),
    [  # FIPS 180-4's examples
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
    ],
)
def test_bytes_are_named_by_sha256(data: bytes, name: str) -> None:
    assert canonical.digest(data) == name
