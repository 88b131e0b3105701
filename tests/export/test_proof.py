"""The comparison itself: it passes what is equal, and fails what is not, is constant, or cannot be told."""

import re

import numpy as np
import pytest

from kerasarch.errors import ExportError
from kerasarch.export.formats import Bounds, Form, check_suffix, format_of
from kerasarch.export.proof import Proof, activated, centred_sqnr, compare

RANDOM = np.random.default_rng(0)
LOGITS = RANDOM.normal(size=(300, 10)).astype("float32") * 4
LABELS = LOGITS.argmax(axis=1)
FLOAT = Form("tflite").bounds


class File:
    """A runtime that gives what it is told to."""

    def __init__(self, logits, outputs=None):
        self.given = logits
        with np.errstate(invalid="ignore"):
            self.outputs = activated(logits, "softmax") if outputs is None else outputs
        self.output = {"name": "probabilities"}
        self.image_shape = (2,)

    def logits(self, images):
        return self.given

    def run(self, images):
        return self.outputs


def verdict(logits, reference=LOGITS, bounds=FLOAT, labels=LABELS, outputs=None):
    return compare(File(logits, outputs), Proof(np.zeros((len(reference), 2)), reference, labels, "softmax"), bounds)


def test_equal_logits_are_proven():
    found = verdict(LOGITS)
    assert found.faults == ()
    assert (found.agreement, found.clear_agreement, found.accuracy, found.max_logit_difference) == (1, 1, 1, 0)


def test_the_bound_is_a_share_of_one_and_the_largest_logit():
    largest = np.abs(LOGITS).max()
    assert verdict(LOGITS).bound == pytest.approx(1e-3 * (1 + largest))
    shifted = LOGITS.copy()
    shifted[7, 3] += 1e-3 * (1 + largest) * 1.01
    (fault,) = verdict(shifted).faults
    assert fault.startswith("logits differ by up to 0.0")


def test_another_class_where_the_margin_is_clear_is_a_fault():
    swapped = LOGITS.copy()
    clearest = np.ptp(np.sort(LOGITS)[:, -2:], axis=1).argmax()
    swapped[clearest] = swapped[clearest][::-1]
    assert any("with a clear margin got another class" in fault for fault in verdict(swapped).faults)


def test_a_tie_may_fall_either_way():
    reference = LOGITS.copy()
    reference[0, :2] = 20, 20 - 1e-4
    other = reference.copy()
    other[0, :2] = 20 - 1e-4, 20
    found = verdict(other, reference)
    assert found.faults == ()
    assert (found.agreement, found.clear_agreement) == (299 / 300, 1)


def test_outputs_that_hardly_vary_prove_nothing():
    constant = np.repeat(LOGITS[:1], 300, axis=0) + RANDOM.normal(size=LOGITS.shape).astype("float32") * 1e-6
    (fault,) = verdict(constant, constant).faults
    assert "would prove nothing" in fault
    assert any("would prove nothing" in fault for fault in verdict(LOGITS[:1], LOGITS[:1], labels=None).faults)
    exactly = np.repeat(LOGITS[:1], 300, axis=0)
    for still in (constant, exactly):
        assert any("prove nothing" in fault for fault in verdict(still, still, Bounds(None, 0.95)).faults)


@pytest.mark.parametrize("quantize", [None, "float16"])
def test_a_file_that_follows_little_of_what_hardly_varies_is_no_proof(quantize):
    """Every logit is within the bound, which is as large as half of what the images change."""
    bounds = Form("tflite", quantize).bounds
    signs = RANDOM.choice([-1, 1], LOGITS.shape) * bounds.logits * 10
    reference, half = (8 + share * signs for share in (1, 0.5))
    (fault,) = verdict(half, reference, bounds, labels=None).faults
    assert fault == f"the logits' SQNR is 6.0 dB, the bound is {bounds.sqnr_db:g} dB"
    assert verdict(reference * (1 + 1e-6), reference, bounds, labels=None).faults == ()


def test_classes_that_no_image_tells_apart_are_said_to_be_unshown():
    flat = 8 + 0.02 * RANDOM.normal(size=LOGITS.shape)
    found = verdict(flat, flat, labels=None)
    assert (found.clear_images, found.clear_agreement, found.json()["clear_agreement"]) == (0, None, None)
    assert re.fullmatch(r"equal classes: on none of the 300 images .* by more than 0.09.*", *found.unshown)
    assert verdict(LOGITS).unshown == ()
    assert verdict(LOGITS[:, :1], LOGITS[:, :1], labels=None).unshown == ()  # one output has no classes


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_not_finite_is_a_fault(value):
    bad = LOGITS.copy()
    bad[3, 3] = value
    for bounds in (FLOAT, Form("tflite", "int8").bounds):
        assert any("not finite" in fault for fault in verdict(bad, bounds=bounds, labels=None).faults)


def test_quantized_files_are_judged_by_classes_and_accuracy():
    int8 = Form("tflite", "int8").bounds
    noisy = LOGITS + RANDOM.normal(size=LOGITS.shape).astype("float32") * 0.002
    assert verdict(noisy, bounds=int8).faults == ()
    wrong = LOGITS.copy()
    wrong[:16] = wrong[:16, ::-1]
    assert any("94.67% of the 300 images got the same class" in fault for fault in verdict(wrong, bounds=int8).faults)
    four = LOGITS.copy()
    four[:4] = four[:4, ::-1]
    (fault,) = verdict(four, bounds=int8).faults
    assert fault == "the accuracy is 1.3 points below the model's, the bound is 1"
    assert verdict(four[:100], LOGITS[:100], int8, LABELS[:100]).faults == ()  # too few to tell a point


def test_a_quantized_file_that_always_says_the_same_is_not_proven():
    int8 = Form("tflite", "int8").bounds
    one_class = LOGITS.copy()
    one_class[:, 3] += 40
    constant = np.repeat(one_class.mean(axis=0, keepdims=True), 300, axis=0)
    faults = verdict(constant, one_class, int8, labels=None).faults
    assert [fault[:37] for fault in faults] == [
        "the model's class is the same on all ",
        "the logits' SQNR is -0.0 dB, the boun",
    ]
    (fault,) = verdict(one_class, one_class, int8, labels=None).faults  # equal, and nobody can tell
    assert fault.startswith("the model's class is the same on all 300 images")
    assert verdict(one_class, one_class).faults == ()  # float logits have a bound
    drowned = LOGITS + 0.8 * LOGITS.std() * RANDOM.normal(size=LOGITS.shape)
    (fault,) = verdict(drowned, LOGITS, Bounds(None, 0.01), labels=None).faults
    assert re.fullmatch(r"the logits' SQNR is [12]\.\d dB, the bound is 3 dB", fault)


def test_one_output_has_no_classes_and_is_judged_by_its_noise():
    one = LOGITS[:, :1]
    int8 = Form("tflite", "int8").bounds
    assert verdict(one, one, int8, labels=None).faults == ()
    (fault,) = verdict(one * 0 + one.mean(), one, int8, labels=None).faults
    assert "SQNR" in fault


def test_the_class_of_a_quantized_file_is_what_it_delivers():
    """Its logits may be right where its outputs, of 256 steps, have several highest, or another."""
    int8 = Form("tflite", "int8").bounds
    outputs = activated(LOGITS, "softmax")
    flat = np.zeros_like(outputs)
    faults = verdict(LOGITS, LOGITS, int8, None, outputs=flat).faults
    assert any(fault.startswith("the file's class is the same on all 300 images") for fault in faults)
    other = outputs.copy()
    other[:30] = other[:30, ::-1]
    assert verdict(LOGITS, LOGITS, int8, None, outputs=other).agreement == 0.9
    assert verdict(LOGITS, LOGITS, FLOAT, None, outputs=other).agreement == 1  # logits, which have a bound there
    tied, first = outputs.copy(), LABELS[0]
    tied[0] = 0
    tied[0, [first, (first + 1) % 10]] = 0.5
    found = verdict(LOGITS, LOGITS, int8, None, outputs=tied)
    assert (found.agreement, found.tied) == (299.5 / 300, 1 / 300)
    tied[0] = 0
    tied[0, [(first + 1) % 10, (first + 2) % 10]] = 0.5
    assert verdict(LOGITS, LOGITS, int8, None, outputs=tied).agreement == 299 / 300


def test_a_quantized_file_whose_steps_are_wider_than_its_outputs_is_not_proven():
    """Of 1000 probabilities nearly all are below half of a 256th, and become 0: what ties with all says nothing."""
    reference = RANDOM.normal(size=(300, 1000))
    file = File(reference, np.round(activated(reference, "softmax") * 256) / 256)
    file.output |= {"scale": 1 / 256}
    proof = Proof(np.zeros((300, 2)), reference, reference.argmax(axis=1), "softmax")
    found = compare(file, proof, Form("tflite", "int8").bounds)
    assert found.agreement == pytest.approx(found.accuracy, abs=0.1)
    assert any(
        re.search(r"got the same class \(on \d\d.* equally the highest\), the bound", text) for text in found.faults
    )


def test_outputs_that_are_not_the_activation_of_the_logits_are_a_fault():
    outputs = activated(LOGITS, "softmax")
    outputs[4, 4] += 0.01
    (fault,) = verdict(LOGITS, outputs=outputs).faults
    assert fault == "the outputs are 0.01 away from the activation of the file's logits"


def test_the_centred_signal_to_noise_ratio_ignores_what_is_constant():
    noise = RANDOM.normal(size=LOGITS.shape) * 0.04
    plain, lifted = (centred_sqnr(reference, reference + noise) for reference in (LOGITS, LOGITS + 1000))
    assert plain == pytest.approx(40, abs=0.5)
    assert lifted == pytest.approx(plain, abs=0.01)


def test_a_file_of_another_number_of_classes_is_refused():
    with pytest.raises(ExportError, match=r"gives \(9,\) values an image, the model \(10,\)"):
        verdict(LOGITS[:, :9])


def test_a_proof_comes_back_as_it_was_kept_and_damage_is_told(tmp_path):
    for labels in (LABELS, None):
        proof = Proof(np.zeros((300, 2, 2, 3), np.uint8), LOGITS, labels, "sigmoid")
        proof.save(tmp_path / "a.npz")
        again = Proof.load(tmp_path / "a.npz")
        np.testing.assert_array_equal(again.logits, LOGITS)
        assert again.activation == "sigmoid"
        assert again.images.dtype == np.uint8
        assert (again.labels is None) == (labels is None)
    content = (tmp_path / "a.npz").read_bytes()
    (tmp_path / "a.npz").write_bytes(content[: len(content) // 2])
    with pytest.raises(ExportError, match="a.npz is damaged"):
        Proof.load(tmp_path / "a.npz")


@pytest.mark.parametrize(
    ("kind", "quantize", "says"),
    [
        ("tflit", None, "format must be one of 'saved_model', 'tflite', 'onnx'; got 'tflit'; did you mean 'tflite'"),
        ("tflite", "int", "quantize for format 'tflite' must be one of .*; got 'int'; did you mean 'int8'"),
        ("onnx", "int16", "must be one of None, 'float16', 'int8'; got 'int16'"),
    ],
)
def test_a_format_that_there_is_not_is_refused_with_the_nearest(kind, quantize, says):
    with pytest.raises(ExportError, match=says):
        Form(kind, quantize)


@pytest.mark.parametrize(("kind", "name"), [("tflite", "a.onnx"), ("onnx", "a"), ("saved_model", "a.tflite")])
def test_a_name_that_says_another_format_is_refused(tmp_path, kind, name):
    with pytest.raises(ExportError, match=f"{kind} is written to"):
        check_suffix(Form(kind), tmp_path / name)


def test_a_file_of_no_format_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    for name, says in (
        ("a.txt", "is no SavedModel folder"),
        ("b.onnx", "there is no file"),
        (".", "is no SavedModel folder"),
    ):
        with pytest.raises(ExportError, match=says):
            format_of(tmp_path / name)
