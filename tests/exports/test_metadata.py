"""What lies in a file, read as others read it: by the standards' names and numbers, without this package."""

import json
import zipfile

import keras
import numpy as np
import onnx
import pytest
from ai_edge_litert import schema_py_generated as schema
from flatbuffers.number_types import Float32Flags, Uint8Flags, Uint32Flags
from flatbuffers.table import Table

from kerasarch import export
from kerasarch.errors import ExportError
from kerasarch.export import exporter, metadata
from kerasarch.export.task_metadata import with_task_metadata
from tests.exports.conftest import SIZE, given


class Fields(Table):
    """A table of a FlatBuffer, read by the numbers of its fields."""

    def place(self, field):
        return self.Pos + self.Offset(4 + 2 * field) if self.Offset(4 + 2 * field) else None

    def table(self, field):
        return Fields(self.Bytes, self.Indirect(self.place(field)))

    def text(self, field):
        return self.String(self.place(field)).decode()

    def number(self, field, flags=Uint32Flags):
        return self.Get(flags, self.place(field))

    def items(self, field):
        start = self.Vector(self.Offset(4 + 2 * field))
        return range(start, start + 4 * self.VectorLen(self.Offset(4 + 2 * field)), 4)

    def tables(self, field):
        return [Fields(self.Bytes, self.Indirect(place)) for place in self.items(field)]

    def floats(self, field):
        return [self.Get(Float32Flags, place) for place in self.items(field)]


def standard(path):
    """TFLITE_METADATA of a file: (the whole table, that of the input, that of the output)."""
    model = schema.ModelT.InitFromPackedBuf(path.read_bytes(), 0)
    (entry,) = [entry for entry in model.metadata if entry.name == b"TFLITE_METADATA"]
    content = bytes(model.buffers[entry.buffer].data)
    assert content[4:8] == b"M001"
    whole = Fields(content, Fields(content, 0).Indirect(0))
    (graph,) = whole.tables(3)
    return whole, *graph.tables(2), *graph.tables(3)


@pytest.mark.parametrize(("name", "mean", "std"), [("float.tflite", 0, 1), ("uint8.tflite", 127.5, 127.5)])
def test_a_tflite_file_holds_what_tasks_look_for(files, data, name, mean, std):
    """Fields as metadata_schema.fbs numbers them; MediaPipe 1.2.2's ImageClassifier was given both files by hand."""
    whole, image, classes = standard(files(name))
    assert (whole.text(0), whole.text(7)) == ("digits", "1.0.0")
    assert (image.text(0), classes.text(0)) == ("image", "probabilities")
    content = image.table(3)
    properties = content.table(1)
    assert (content.number(0, Uint8Flags), properties.number(0, Uint8Flags)) == (2, 1)  # ImageProperties, RGB
    assert (properties.table(1).number(1), properties.table(1).number(0)) == SIZE
    (unit,) = image.tables(4)
    assert unit.number(0, Uint8Flags) == 1  # NormalizationOptions
    assert unit.table(1).floats(0) == pytest.approx([mean])
    assert unit.table(1).floats(1) == pytest.approx([std])
    (labels,) = classes.tables(6)
    assert labels.number(2, Uint8Flags) == 2  # TENSOR_AXIS_LABELS
    with zipfile.ZipFile(files(name)) as archive:
        assert tuple(archive.read(labels.text(0)).decode().split("\n")) == data["classes"]


def test_what_was_compared_stays_as_it_is_behind_a_new_root(files):
    content = files("float.tflite").read_bytes()
    again = with_task_metadata(
        content, metadata.embedded("tflite", files("float.tflite")), "probabilities", "labels.txt"
    )
    assert again.index(content) % 16 == 0  # so that no tensor is less aligned than it was
    before, after = (schema.Model.GetRootAs(bytes_, 0) for bytes_ in (content, again))
    names = [after.Metadata(i).Name() for i in range(after.MetadataLength())]
    assert names == [before.Metadata(i).Name() for i in range(before.MetadataLength())] + [b"TFLITE_METADATA"]
    assert b"min_runtime_version" in names
    assert (after.Version(), after.BuffersLength()) == (before.Version(), before.BuffersLength() + 1)


def test_an_onnx_file_holds_what_its_standard_has_for_images(files, data):
    proto = onnx.load(files("nchw.onnx"))
    said = {entry.key: entry.value for entry in proto.metadata_props}
    assert tuple(said["labels"].split("\n")) == data["classes"]
    assert {key: value for key, value in said.items() if key.startswith("Image.")} == {
        "Image.BitmapPixelFormat": "Rgb8",
        "Image.ColorSpaceGamma": "SRGB",
        "Image.NominalPixelRange": "NominalRange_0_255",
    }
    image = proto.graph.input[0].type
    assert image.denotation == "IMAGE"
    axes = [size.denotation for size in image.tensor_type.shape.dim]
    assert axes == ["DATA_BATCH", "DATA_CHANNEL", "DATA_FEATURE", "DATA_FEATURE"]
    about = json.loads(said["kerasarch"])
    assert json.loads(said["preprocessing"]) == about["preprocessing"]
    assert json.loads(said["parity"]) == about["parity"]


@pytest.mark.parametrize("name", ["float.tflite", "uint8.tflite", "nchw.onnx"])
def test_the_file_holds_its_measured_parity_origin_and_steps_to_follow(files, name):
    manifest = json.loads(files(name).with_name(f"{name}.json").read_text())
    about = export.open_file(files(name)).about
    assert about == manifest["inside"]
    assert about["parity"] == manifest["parity"]
    assert about["parity"]["images"] == 359
    assert about["origin"] == {"recipe": "none"}
    steps = about["preprocessing"]
    assert (steps["size"], steps["colours"], steps["raw_pixels"]) == (list(SIZE), "RGB", True)
    assert (steps["crop"], steps["resize"]) == ("centre crop to the aspect", "bilinear with antialias")
    assert steps["layout"] == ("NCHW" if name == "nchw.onnx" else "NHWC")
    assert export.verify(files(name)).ok


FLOAT = np.float32(127.5).tobytes()
SAYS = "inside say the same of images, labels and preprocessing"


@pytest.mark.parametrize("other", [FLOAT, b"labels.txt", b"digits", b"TFLITE_METADATA"])
def test_what_tasks_look_for_is_verified(files, tmp_path, other):
    content = bytearray(files("uint8.tflite").read_bytes())
    path = tmp_path / "a.tflite"
    path.write_bytes(content)
    says = f"TFLITE_METADATA {SAYS}"
    assert says in export.verify(path).checked
    place = content.index(other, 0 if other == b"TFLITE_METADATA" else content.index(b"M001"))
    content[place + len(other) - 1] ^= 1
    path.write_bytes(content)
    assert f"not so: {says}" in export.verify(path).faults


@pytest.mark.parametrize("key", ["labels", "preprocessing", "Image.NominalPixelRange", "denotation"])
def test_what_onnxs_standard_has_is_verified(files, tmp_path, key):
    proto, path = onnx.load(files("nchw.onnx")), tmp_path / "a.onnx"
    onnx.save(proto, path)
    says = f"metadata_props and the image's denotations {SAYS}"
    assert says in export.verify(path).checked
    for entry in proto.metadata_props:
        entry.value = entry.value[::-1] if entry.key == key else entry.value
    if key == "denotation":
        proto.graph.input[0].type.denotation = "TEXT"
    onnx.save(proto, path)
    assert f"not so: {says}" in export.verify(path).faults


def test_equal_models_still_give_equal_bytes(files, model, data, tmp_path):
    export.export(model, tmp_path / "a.tflite", "tflite", **given(data, {}))
    assert (tmp_path / "a.tflite").read_bytes() == files("float.tflite").read_bytes()


def test_a_file_that_its_metadata_changes_gets_no_name(files, model, data, tmp_path, monkeypatch):
    other = keras.models.clone_model(model)
    other.set_weights([weights * 1.01 for weights in model.get_weights()])
    export.export(other, tmp_path / "other.tflite", "tflite", **given(data, {}))
    content = (tmp_path / "other.tflite").read_bytes()
    monkeypatch.setattr(exporter.inside, "embed", lambda kind, place, *_: place.write_bytes(content))
    with pytest.raises(ExportError, match="a.tflite was not written: with its metadata inside it comput"):
        export.export(model, tmp_path / "a.tflite", "tflite", **given(data, {}))
    assert not (tmp_path / "a.tflite").exists()


@pytest.mark.parametrize(
    "said",
    [
        {"mean": 1},
        {"mean": 1, "std": 0},
        {"mean": [1, 2], "std": 1},
        {"mean": "a", "std": 1},
        {"mean": 1, "std": 1, "x": 2},
        [127.5, 127.5],
    ],
)
def test_a_normalisation_that_cannot_be_is_refused(model, data, tmp_path, said):
    plain = keras.Model(model.get_layer("rescaling").output, model.output)
    with pytest.raises(ExportError, match="must be a text, or 'mean' and 'std' of the pixels"):
        export.export(plain, tmp_path / "a.onnx", "onnx", about={"preprocessing": said})
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_rescales_itself_is_given_no_other_normalisation(model, tmp_path):
    with pytest.raises(ExportError, match="digits rescales pixels itself; about.'preprocessing'. says that it takes"):
        export.export(model, tmp_path / "a.onnx", "onnx", about={"preprocessing": {"mean": 127.5, "std": 127.5}})


def test_of_a_model_of_unknown_range_nothing_is_said(files, data, model):
    from kerasarch.export.formats import Form
    from kerasarch.export.subject import subject

    plain = keras.Model(model.get_layer("rescaling").output, model.output)
    for note in ("", "values from -1 to 1"):
        said = metadata.described(subject(plain), data["classes"], Form("onnx"), {"preprocessing": note})
        assert "mean" not in said["preprocessing"]
        assert said["preprocessing"].get("note", "") == note
        assert said["input_range"] == "as the Keras model"
