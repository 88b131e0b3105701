"""What Android's and MediaPipe's tasks look for in a TFLite file: TFLITE_METADATA, a FlatBuffer of its own.

The library that writes it cannot be installed beside TensorFlow. Its tables are few: here a table is a dictionary from
the number of a field to its value, numbered as in mediapipe/tasks/metadata/metadata_schema.fbs, version 1.5.0, and in
TFLite's schema.fbs.
"""

from __future__ import annotations

import struct
from typing import Any

import flatbuffers
import numpy as np
from flatbuffers.number_types import Float32Flags, Uint8Flags, Uint32Flags
from flatbuffers.table import Table

NAME = "TFLITE_METADATA"
ALIGNED = 16  # bytes: where TFLite's schema wants the values of tensors to begin
IMAGE, FEATURE, NORMALIZATION, AXIS_LABELS = 2, 1, 1, 2  # members of unions and of an enumeration
RGB = 1
FIELDS = range(16)  # that a table may have: none of the schema's has more
MODEL, MODEL_BUFFERS, MODEL_METADATA = range(8), 4, 6  # the fields of TFLite's Model


class Byte(int):
    """A number that takes one byte: a member of an enumeration or of a union."""


class There(int):
    """Something that was written before: its distance from the end."""


def with_task_metadata(content: bytes, about: dict[str, Any], output: str, labels: str) -> bytes:
    """A TFLite file with TFLITE_METADATA.

    What was there stays as it is, byte by byte, behind a new root: weights keep their alignment.

    Args:
        content: the file.
        about: what `metadata.embed` is given.
        output: what its output is called.
        labels: the labels' file in the zip behind it.
    """
    builder = flatbuffers.Builder(len(content) + 65536)
    builder.Prep(ALIGNED, 0)
    old = content + bytes(-len(content) % ALIGNED)
    builder.CreateByteVector(old)

    def items(field: int) -> list[Any]:
        return [There(len(old) - model.Indirect(place)) for place in _places(model, field)]

    model = Table(old, Table(old, 0).Indirect(0))
    fields: dict[int, Any] = {0: model.Get(Uint32Flags, model.Pos + model.Offset(4))}
    for field in MODEL[1:]:
        if model.Offset(4 + 2 * field):
            fields[field] = There(len(old) - model.Indirect(model.Pos + model.Offset(4 + 2 * field)))
    buffers = items(MODEL_BUFFERS)
    entry = _finished(flatbuffers.Builder(), _described(about, output, labels), b"M001")
    fields[MODEL_BUFFERS] = [*buffers, {0: entry}]
    fields[MODEL_METADATA] = [*items(MODEL_METADATA), {0: NAME, 1: len(buffers)}]
    return _finished(builder, fields, b"TFL3")


def agrees(content: bytes, about: dict[str, Any], output: str, labels: str) -> bool:
    """Whether a TFLite file has one TFLITE_METADATA, and that says what `with_task_metadata` would, and no more."""
    try:
        model = Table(content, Table(content, 0).Indirect(0))
        entries = [Table(content, model.Indirect(place)) for place in _places(model, MODEL_METADATA)]
        (entry,) = [one for one in entries if _same(one, one.Pos + one.Offset(4), NAME)]
        place = _places(model, MODEL_BUFFERS)[entry.Get(Uint32Flags, entry.Pos + entry.Offset(6))]
        buffer = Table(content, model.Indirect(place))
        start = buffer.Vector(buffer.Offset(4))
        said = content[start : start + buffer.VectorLen(buffer.Offset(4))]
        return _holds(Table(said, Table(said, 0).Indirect(0)), _described(about, output, labels))
    except (struct.error, LookupError, TypeError, ValueError):
        return False


def _holds(table: Table, wanted: dict[int, Any]) -> bool:
    """Whether a table has these fields and no others; what is 0 may be left out."""
    places = {field: table.Pos + table.Offset(4 + 2 * field) for field in FIELDS if table.Offset(4 + 2 * field)}
    left_out = all(type(value) is not list and value == 0 for field, value in wanted.items() if field not in places)
    return left_out and all(field in wanted and _same(table, place, wanted[field]) for field, place in places.items())


def _same(table: Table, place: int, value: Any) -> bool:
    match value:
        case str():
            return bool(table.String(place).decode() == value)
        case Byte():
            return bool(table.Get(Uint8Flags, place) == value)
        case int():
            return bool(table.Get(Uint32Flags, place) == value)
        case float():
            return bool(table.Get(Float32Flags, place) == np.float32(value))
        case dict():
            return _holds(Table(table.Bytes, table.Indirect(place)), value)
    start = table.Indirect(place)
    items = range(start + 4, start + 4 + 4 * table.Get(Uint32Flags, start), 4)
    return len(items) == len(value) and all(map(lambda at, item: _same(table, at, item), items, value))


def _described(about: dict[str, Any], output: str, labels: str) -> dict[int, Any]:
    """The ModelMetadata of an image classifier."""
    steps = about["preprocessing"]
    height, width = steps["size"]
    image = {
        0: "image",
        1: f"{steps['colours']} image; {steps['crop']}, {steps['resize']}",
        3: {0: Byte(IMAGE), 1: {0: Byte(RGB if steps["colours"] == "RGB" else 0), 1: {0: width, 1: height}}},
    }
    if "mean" in steps:
        image[4] = [{0: Byte(NORMALIZATION), 1: {0: steps["mean"], 1: steps["std"]}}]
    classes = {0: output, 3: {0: Byte(FEATURE), 1: {}}, 6: [{0: labels, 2: Byte(AXIS_LABELS)}]}
    says = f"Classifier of {len(about['labels'])} classes, made by {about['made_by']}"
    return {0: about["architecture"], 1: says, 3: [{2: [image], 3: [classes]}], 7: "1.0.0"}


def _finished(builder: Any, table: dict[int, Any], identifier: bytes) -> bytes:
    builder.Finish(_written(builder, table), identifier)
    return bytes(builder.Output())


def _written(builder: Any, value: Any) -> int:
    """Write a string, bytes, a list or a table; where it is."""
    match value:
        case There():
            return value
        case str():
            return int(builder.CreateString(value))
        case bytes():
            builder.StartVector(1, len(value), ALIGNED)
            for byte in reversed(value):
                builder.PrependByte(byte)
            return int(builder.EndVector())
        case list():
            floats = isinstance(value[0], float)
            made = value if floats else [_written(builder, item) for item in value]
            builder.StartVector(4, len(made), 4)
            for item in reversed(made):
                (builder.PrependFloat32 if floats else builder.PrependUOffsetTRelative)(item)
            return int(builder.EndVector())
    slots = {int: builder.PrependUint32Slot, Byte: builder.PrependUint8Slot, There: builder.PrependUOffsetTRelativeSlot}
    ready = {field: x if type(x) in slots else There(_written(builder, x)) for field, x in value.items()}
    builder.StartObject(max(ready, default=-1) + 1)
    for field, x in ready.items():
        slots[type(x)](field, x, 0)
    return int(builder.EndObject())


def _places(table: Any, field: int) -> range:
    """Where the offsets in a vector are; none where the field is left out."""
    offset = table.Offset(4 + 2 * field)
    start = table.Vector(offset) if offset else 0
    return range(start, start + 4 * table.VectorLen(offset) if offset else 0, 4)
