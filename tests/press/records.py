"""Any plate and any thread: hypothesis strategies that follow the records' own fields.

Rule: a field added to a record is generated from its type without a change here.
"""

import types
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from serai.press import threads
from serai.press.plates import AnyPlate

times = st.integers(0, 6_000_000_000).map(
    lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=30),
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    datetime: times,
    type(None): st.none(),
}


def of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type: a record, a tuple of something, a choice, or plain."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in {Union, types.UnionType}:
        return st.one_of(*(of(argument) for argument in arguments))
    if origin is tuple:
        return st.lists(of(arguments[0]), max_size=2).map(tuple)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.deferred(lambda: st.builds(kind, **_fields(kind)))
    raise TypeError(f"{kind} is not something a plate is made of")


def _fields(kind: type[msgspec.Struct]) -> dict[str, st.SearchStrategy[Any]]:
    hints = get_type_hints(kind)
    return {name: of(hints[name]) for name in kind.__struct_fields__}


any_plate: st.SearchStrategy[AnyPlate] = of(AnyPlate)
any_thread: st.SearchStrategy[threads.Thread] = of(threads.Thread)
