"""The programs for devices name what kerasarch names, without it and TensorFlow, or say why they cannot."""

import re
import runpy
import shutil
import zipfile

import keras
import numpy as np
import onnx
import pytest

from kerasarch import deliver, export
from kerasarch.data.images import read_images
from tests.exports.conftest import FORMS, classes, given, same

PI, CORAL, ONNX = "raspberry_pi/classify.py", "coral/classify.py", "onnxruntime/classify.py"
LITERT, RUNTIME = {"numpy", "PIL", "ai_edge_litert"}, {"numpy", "PIL", "onnxruntime"}


@pytest.mark.parametrize(
    ("program", "name", "needs"),
    [
        (PI, "float.tflite", LITERT),
        (PI, "uint8.tflite", LITERT),
        (PI, "int8.tflite", LITERT),
        (CORAL, "uint8.tflite", LITERT),
        (ONNX, "nhwc.onnx", RUNTIME),
        (ONNX, "nchw.onnx", RUNTIME),
    ],
)
def test_a_program_names_what_kerasarch_predicts_and_imports_no_more_than_it_says(
    run, files, pictures, program, name, needs
):
    code, output, said, imported = run(program, files(name), *pictures, "--top", 10, "--time")
    assert code == 0, said
    *lines, timing = output.splitlines()
    predicted = deliver.predict(files("uint8.tflite" if name == "int8.tflite" else name), pictures)
    assert len({pairs[0][0] for pairs in predicted}) > 3
    same(classes(lines), predicted)
    assert re.fullmatch(r"[\d.]+ ms for (an image|3 images) on .*, [\d.]+ ms to read and prepare one; medians", timing)
    assert imported <= needs
    assert ("warning: there is no Edge TPU" in said) == (program == CORAL)


@pytest.mark.parametrize("kind", ["float", "int8"])
def test_a_model_that_does_not_rescale_is_given_what_its_metadata_says(
    run, files, model, data, pictures, tmp_path, kind
):
    """Another mean and deviation for each colour, as ImageNet's: the programs do what the layer did."""
    mean, deviation = [120.0, 110.0, 100.0], [60.0, 127.5, 90.0]
    image = keras.Input(model.input_shape[1:])
    x = keras.layers.Rescaling(np.array(deviation) / 127.5, np.array(mean) / 127.5 - 1)(image)
    for layer in model.layers[2:]:
        x = layer(x)
    net = keras.Model(image, x, name="plain")
    form = {"format": "tflite", "quantize": "int8"} if kind == "int8" else {"format": "onnx"}
    path = tmp_path / ("a.tflite" if kind == "int8" else "a.onnx")
    changed = {key: (data[key] - np.float32(mean)) / np.float32(deviation) for key in ("images", "calibration")}
    about = {"preprocessing": {"mean": mean, "std": deviation}}
    export.export(net, path, **form, **given(data | changed | {"about": about}, form))
    code, output, said, _ = run(PI if kind == "int8" else ONNX, path, *pictures, "--top", 10)
    assert code == 0, said
    rows = export.open_file(path).run((read_images(pictures, model.input_shape[1:3]) - np.float32(mean)) / deviation)
    same(classes(output.splitlines()), [[(data["classes"][i], row[i]) for i in np.argsort(-row)] for row in rows])


def test_a_file_without_metadata_takes_that_of_another(run, files, pictures, tmp_path):
    """As after the Edge TPU's compiler, which drops the zip."""
    bare = tmp_path / "bare.tflite"
    with zipfile.ZipFile(files("uint8.tflite")) as archive:
        bare.write_bytes(files("uint8.tflite").read_bytes()[: archive.infolist()[0].header_offset])
    code, output, said, _ = run(PI, bare, pictures[0])
    assert (code, output) == (2, "")
    assert said.splitlines()[-1].startswith(
        f"classify.py: {bare} holds no metadata of kerasarch: its labels and prepro"
    )
    for source in (files("uint8.tflite"), files("uint8.tflite").with_name("uint8.tflite.json")):
        code, output, said, _ = run(PI, bare, pictures[0], "--metadata", source)
        assert code == 0, said
        same(classes(output.splitlines()), deliver.predict(files("uint8.tflite"), pictures[:1]))


def spoilt(name, path, files, pictures):
    """A file that a program must refuse; None where the name is of none."""
    int8 = files("uint8.tflite").read_bytes()
    contents = {
        "compiled.tflite": int8.replace(b"serving_default", b"edgetpu-custom-op", 1),
        "damaged.tflite": int8[:3000],
        "text.png": b"no image",
        "cut.jpg": pictures[-1].read_bytes()[:5000],
    }
    if name in contents:
        path.write_bytes(contents[name])
    elif name in ("plain.onnx", "bicubic.onnx", "cut.onnx", "list.onnx"):
        proto = onnx.load(files("nchw.onnx"))
        said = {entry.key: entry.value for entry in proto.metadata_props}["kerasarch"]
        others = {"bicubic.onnx": said.replace("bilinear", "bicubic"), "cut.onnx": said[:99], "list.onnx": f"[{said}]"}
        onnx.helper.set_model_props(proto, {"kerasarch": others[name]} if name in others else {})
        onnx.save(proto, path)
    elif not name.startswith("none."):
        return None
    return path


@pytest.mark.parametrize(
    ("program", "arguments", "says"),
    [
        (PI, "none.tflite 0.png", "none.tflite cannot be read: No such file or directory"),
        (PI, "nchw.onnx 0.png", "nchw.onnx is no TFLite file"),
        (PI, "damaged.tflite 0.png --metadata uint8.tflite", "damaged.tflite cannot be run; LiteRT says: "),
        (PI, "uint8.tflite none.png", "there is no image file "),
        (PI, "uint8.tflite text.png", "text.png is no image that can be read (cannot identify image file"),
        (PI, "uint8.tflite cut.jpg", "cut.jpg is no image that can be read ("),
        (PI, "uint8.tflite 0.png --metadata none.json", "there is no "),
        (PI, "uint8.tflite 0.png --top 0", "a whole number of at least 1 is wanted, not '0'"),
        (
            CORAL,
            "compiled.tflite 0.png",
            "compiled.tflite is compiled for an Edge TPU, and there is none (libedgetpu.so",
        ),
        (ONNX, "uint8.tflite 0.png", "uint8.tflite cannot be run; ONNX Runtime says: "),
        (
            ONNX,
            "plain.onnx 0.png",
            "plain.onnx holds no metadata of kerasarch: its labels and preprocessing are unknown",
        ),
        (ONNX, "bicubic.onnx 0.png", "wants resize 'bicubic with antialias'; this program knows 'bilinear with antia"),
        (ONNX, "cut.onnx 0.png", "cut.onnx is damaged (Expecting "),
        (ONNX, "list.onnx 0.png", "list.onnx is damaged (dictionary update sequence"),
        (ONNX, "nchw.onnx 0.png --provider cuda", "this ONNX Runtime has no cuda, only cpu"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(run, files, pictures, tmp_path, program, arguments, says):
    words = arguments.split()
    known = {picture.name: picture for picture in pictures} | {word: files(word) for word in words if word in FORMS}
    given = [known.get(word) or spoilt(word, tmp_path / word, files, pictures) or word for word in words]
    code, output, said, _ = run(program, *given)
    assert (code, output) == (2, "")
    assert says in said.strip().splitlines()[-1]
    assert "Traceback" not in said


def test_onnx_runtime_uses_the_fastest_provider_that_it_has(device):
    chosen = runpy.run_path(str(device / ONNX))["chosen"]
    tensorrt, cuda, cpu = (f"{name}ExecutionProvider" for name in ("Tensorrt", "CUDA", "CPU"))
    assert chosen(None, [cpu, cuda, tensorrt]) == [tensorrt, cuda, cpu]
    assert chosen(None, ["AzureExecutionProvider", cpu]) == [cpu]
    assert chosen("cuda", [tensorrt, cuda, cpu]) == [cuda, cpu]


def test_without_the_runtime_the_package_to_install_is_named(run, files, pictures, device, tmp_path):
    shutil.copytree(device, tmp_path / "exports")
    litert = tmp_path / "exports" / "ai_edge_litert"  # found before the one that is installed
    litert.mkdir()
    (litert / "__init__.py").touch()
    code, _, said, _ = run(tmp_path / "exports" / PI, files("uint8.tflite"), pictures[0])
    assert code == 2
    assert "ai_edge_litert cannot be imported by Python 3" in said
    assert said.strip().endswith("install it with: pip install ai-edge-litert")
