"""The builders' contract: keras.applications' arguments, and every mistake told in one sentence."""

import inspect
import re
import subprocess
import sys

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.errors import ArchitectureError, KerasarchError
from tests.parity import images, off_initial_values, outputs, varies

SMALL = {"weights": None, "input_shape": (64, 48, 3), "width": 0.25, "depth": 0.25}


def xception(**arguments):
    return kerasarch.Xception(**(SMALL | arguments))


def test_importing_the_package_loads_neither_keras_nor_a_backend():
    code = (
        "import sys, kerasarch; kerasarch.cost('xception'); kerasarch.describe('xception'); kerasarch.list_models();"
        "print([m for m in ('keras', 'tensorflow', 'jax', 'torch', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_signature_is_that_of_keras_applications_with_keyword_only_extras():
    theirs = inspect.signature(keras.applications.Xception).parameters
    ours = inspect.signature(kerasarch.Xception).parameters
    assert [(p.name, p.default) for p in list(ours.values())[: len(theirs)]] == [
        (p.name, p.default) for p in theirs.values()
    ]
    extras = {p.name: p.kind for p in list(ours.values())[len(theirs) :]}
    shared = {
        "width",
        "depth",
        "include_preprocessing",
        "dropout",
        "stochastic_depth",
        "se_ratio",
        "auxiliary",
        "stem_stride",
        "stem_pool",
        "features",
    }
    assert set(extras) == shared | {"residual", "inner_activation", "order", "segments", "fully_connected"}
    assert set(extras.values()) == {inspect.Parameter.KEYWORD_ONLY}


def test_the_shortest_call_gives_a_plain_keras_model():
    model = kerasarch.Xception(weights=None, classes=10)
    assert type(model) is type(keras.applications.Xception(weights=None, classes=10))
    assert (model.name, model.output_shape, model.input_shape) == ("xception", (None, 10), (None, 299, 299, 3))
    assert {type(layer).__module__.split(".")[0] for layer in model.layers} == {"keras"}


def test_build_by_name_is_the_same_model():
    assert kerasarch.build("xception", **SMALL).count_params() == xception().count_params()


@pytest.mark.parametrize(("pooling", "rank"), [(None, 4), ("avg", 2), ("max", 2)])
def test_without_the_top_there_are_features_of_any_size(pooling, rank):
    model = kerasarch.Xception(weights=None, include_top=False, pooling=pooling, width=0.25, depth=0.25)
    assert model.input_shape == (None, None, None, 3)
    for size in ((64, 48), (81, 97)):
        assert len(outputs(model, images((*size, 3), n=1)).shape) == rank


def test_pooling_pools_the_features():
    features, pooled = (xception(include_top=False, pooling=pooling) for pooling in (None, "max"))
    x = images((64, 48, 3))
    pooled.set_weights(off_initial_values(features, x))
    np.testing.assert_array_equal(outputs(pooled, x), outputs(features, x).max(axis=(1, 2)))
    assert varies(outputs(pooled, x)) > 0.01


def test_preprocessing_inside_is_the_function_outside():
    plain, inside = xception(), xception(include_preprocessing=True)
    pixels = np.random.default_rng(0).integers(0, 256, (4, 64, 48, 3)).astype("float32")
    inside.set_weights(off_initial_values(plain, kerasarch.preprocess_input("xception")(pixels)))
    expected = outputs(plain, kerasarch.preprocess_input("xception")(pixels))
    assert varies(expected) > 0.01
    np.testing.assert_allclose(outputs(inside, pixels), expected, atol=1e-6)
    theirs = keras.applications.xception.preprocess_input(pixels.copy())
    np.testing.assert_allclose(kerasarch.preprocess_input("xception")(pixels), theirs, atol=1e-6)


def test_dropout_is_a_layer_before_the_classifier_and_none_at_0():
    assert xception(dropout=0.3).get_layer("top_dropout").rate == 0.3
    assert "top_dropout" not in [layer.name for layer in xception().layers]


def test_a_network_is_built_on_a_given_tensor():
    image = keras.Input((80, 64, 1))
    rgb = keras.layers.Concatenate()([image, image, image])
    model = kerasarch.Xception(weights=None, input_tensor=rgb, classes=3, width=0.25, depth=0.25)
    assert (model.input_shape, model.output_shape) == ((None, 80, 64, 1), (None, 3))


def test_a_function_is_taken_as_the_activation():
    model = xception(classifier_activation=keras.activations.sigmoid)
    assert model.get_layer("predictions").activation is keras.activations.sigmoid


def test_the_smallest_image_is_taken_and_a_smaller_one_refused():
    assert kerasarch.Xception(weights=None, input_shape=(71, 71, 3), classes=2).output_shape == (None, 2)
    limit = re.escape("at least 71x71 for this xception; got 70x71 (keras.applications' own limit for the paper's")
    with pytest.raises(KerasarchError, match=limit):
        kerasarch.Xception(weights=None, input_shape=(70, 71, 3))
    with pytest.raises(KerasarchError) as told:
        xception(input_shape=(1, 1, 3))
    size = int(re.search(r"at least (\d+)x", str(told.value))[1])
    assert xception(input_shape=(size, size, 3)).output_shape == (None, 1000)
    with pytest.raises(KerasarchError, match=rf"at least {size}x{size} .* \(the least with no empty map\)"):
        xception(input_shape=(size, size - 1, 3))


MISTAKES = [
    ({"classes": 0}, "classes must be an integer of at least 1; got 0"),
    ({"classes": -1}, "classes must be an integer of at least 1; got -1"),
    ({"classes": "10"}, "classes must be an integer of at least 1; got '10', a str"),
    ({"classes": 2.5}, "classes must be an integer of at least 1; got 2.5, a float"),
    ({"classes": True}, "classes must be an integer of at least 1; got True, a bool"),
    ({"input_shape": (96, 96, 0)}, "input_shape's channels must be an integer of at least 1; got 0"),
    ({"input_shape": (96, 96)}, "input_shape must be (height, width, channels); got (96, 96)"),
    ({"input_shape": (96, -96, 3)}, "height and width must be an integer of at least 1; got -96"),
    ({"input_shape": ("96", 96, 3)}, "height and width must be an integer of at least 1; got '96'"),
    ({"input_shape": 96}, "input_shape must be (height, width, channels); got 96"),
    ({"input_shape": (None, None, 3)}, "input_shape must be all numbers with include_top=True"),
    (
        {"input_shape": (3, 224, 224)},
        "got 3x224 (the least with no empty map); if (3, 224, 224) has its channels first, pass (224, 224, 3)",
    ),
    ({"alpha": 0.5}, "alpha, the width of keras.applications' MobileNets, is width here: pass width="),
    ({"width": 0}, "width must be a finite number and above 0 and below 1000; got 0"),
    ({"width": -1}, "width must be a finite number and above 0 and below 1000; got -1"),
    ({"width": float("nan")}, "width must be a finite number and above 0 and below 1000; got nan"),
    ({"width": "1"}, "width must be a finite number and above 0 and below 1000; got '1'"),
    ({"width": 0.001}, "width=0.001 leaves 0 of 32 channels; the least is 0.03125"),
    ({"depth": 0}, "depth must be a finite number and above 0 and below 1000; got 0"),
    ({"depth": float("inf")}, "depth must be a finite number and above 0 and below 1000; got inf"),
    (
        {"include_top": False, "pooling": "avgg"},
        "pooling must be one of None, 'avg', 'max'; got 'avgg'; did you mean 'avg'",
    ),
    ({"pooling": "avg"}, "pooling is for include_top=False"),
    ({"include_top": 1}, "include_top must be one of True, False; got 1"),
    ({"classifier_activation": "sofmax"}, "did you mean 'softmax'"),
    ({"classifier_activation": "glu"}, "classifier_activation must be one of"),
    ({"name": "a/b"}, "name must be a text without '/'; got 'a/b'"),
    ({"dropout": 1}, "dropout must be a finite number and at least 0 and below 1; got 1"),
    ({"dropout": 0.2, "include_top": False}, "dropout is in the top, which include_top=False leaves out"),
    ({"include_preprocessing": "yes"}, "include_preprocessing must be one of True, False, None; got 'yes'"),
    ({"input_tensor": np.zeros((1, 64, 48, 3))}, "input_tensor must be a Keras tensor"),
]


@pytest.mark.parametrize(("arguments", "says"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_told_in_one_sentence(arguments, says):
    with pytest.raises(KerasarchError, match=re.escape(says)) as told:
        xception(**arguments)
    assert "\n" not in str(told.value)


def test_an_image_that_patches_do_not_fill_is_refused_with_the_nearest_sizes():
    says = "mixer_s32 cuts images into patches of 32x32: input_shape's height and width must be multiples of 32; got 80"
    with pytest.raises(KerasarchError, match=re.escape(f"{says}; the nearest are 64 and 96")):
        kerasarch.cost("mixer_s32", (64, 80, 3))
    with pytest.raises(KerasarchError, match="at least 16x16 for this mixer_s16; got 12x16"):
        kerasarch.cost("mixer_s16", (12, 16, 3))


def test_what_an_architecture_refuses_is_not_offered_by_its_docstring():
    def refused(name):
        entries = re.split(r"\n    (?=\w+: )", getattr(kerasarch, name).__doc__)
        return [entry.split(":")[0] for entry in entries if "Refused by this one" in entry]

    assert refused("MixerS16") == ["auxiliary", "stem_stride", "stem_pool"]
    assert refused("SEVGG16") == ["stochastic_depth", "se_ratio", "auxiliary", "stem_pool"]
    assert refused("GoogLeNet") == ["stochastic_depth"]


def test_a_description_says_what_was_changed_of_the_papers_network():
    plain = kerasarch.describe("xception", width=1.0, residual=True)
    assert plain.title == "Xception, arXiv:1610.02357, figure 5"
    assert str(kerasarch.describe("xception", width=0.5, se_ratio=16, classes=10)).startswith(
        "Xception, arXiv:1610.02357, figure 5, with width=0.5, se_ratio=16, classes=10, for 299 x 299 x 3"
    )


def test_a_tensor_and_another_shape_are_refused():
    with pytest.raises(KerasarchError, match=re.escape("input_shape=(64, 64, 3) is not the shape of input_tensor")):
        xception(input_tensor=keras.Input((80, 80, 3)), input_shape=(64, 64, 3))


def test_a_shape_that_is_none_beside_a_tensor_is_refused():
    with pytest.raises(KerasarchError, match="input_shape=96 is not the shape of input_tensor"):
        xception(input_tensor=keras.Input((80, 80, 3)), input_shape=96)


def test_features_with_weights_take_any_size_as_in_keras_applications(tmp_path):
    xception(include_top=False).save_weights(tmp_path / "a.weights.h5")
    small = {"include_top": False, "width": 0.25, "depth": 0.25}
    model = kerasarch.Xception(weights=tmp_path / "a.weights.h5", **small)
    assert model.input_shape == (None, None, None, 3)


def test_a_tensor_of_bytes_is_refused():
    with pytest.raises(KerasarchError, match="input_tensor must be of floats; got uint8"):
        kerasarch.Xception(weights=None, input_tensor=keras.Input((80, 80, 3), dtype="uint8"))


def test_a_misspelt_name_gets_the_nearest():
    with pytest.raises(ArchitectureError, match="'xeption'; did you mean 'xception'"):
        kerasarch.build("xeption")
    with pytest.raises(AttributeError, match="did you mean 'Xception'"):
        kerasarch.Xeption  # noqa: B018
    with pytest.raises(KerasarchError, match="'clases'; did you mean 'classes'"):
        kerasarch.build("xception", clases=10)
    with pytest.raises(KerasarchError, match="'widht'; did you mean 'width'"):
        kerasarch.cost("xception", widht=2)


def test_costs_of_a_table_of_your_own_take_a_shape_and_nothing_else():
    from kerasarch.papers import find

    table = find("xception").table
    assert kerasarch.cost(table, (299, 299, 3)).params == 20_861_480
    with pytest.raises(KerasarchError, match="has no size: pass input_shape"):
        kerasarch.cost(table)
    with pytest.raises(KerasarchError, match="takes no width"):
        kerasarch.cost(table, (299, 299, 3), width=2)
    with pytest.raises(KerasarchError, match="must be all numbers to be counted"):
        kerasarch.cost("xception", (None, None, 3))
    with pytest.raises(KerasarchError, match="network must be an architecture's name, a table or a plan; got 3"):
        kerasarch.cost(3)
    for shape in (0, ()):
        with pytest.raises(KerasarchError, match=r"input_shape must be \(height, width, channels\)"):
            kerasarch.cost("xception", shape)


def test_every_activation_that_is_named_is_one_of_keras_and_keeps_the_shape():
    from kerasarch.networks import ACTIVATIONS

    theirs = {name for name in dir(keras.activations) if not name.startswith("_")}
    theirs -= {"serialize", "deserialize", "get"}
    assert set(ACTIVATIONS) == theirs - {"glu", "threshold"}
    logits = keras.ops.ones((2, 6))
    for name in ACTIVATIONS:
        assert keras.activations.get(name)(logits).shape == logits.shape, name


def test_one_name_for_two_architectures_is_refused():
    from kerasarch import papers

    with pytest.raises(ArchitectureError, match="there is an architecture 'xception' already"):
        papers.register(papers.find("xception"))


def test_names_are_listed_by_pattern():
    assert "xception" in kerasarch.list_models()
    assert kerasarch.list_models("X*") == [name for name in kerasarch.list_models() if name.startswith("x")]
    assert {"Xception", "cost", "export"} <= set(dir(kerasarch))


def test_names_are_listed_by_cost_size_and_accuracy():
    for order in ("params", "macs"):
        costs = [getattr(kerasarch.cost(name), order) for name in kerasarch.list_models("*net*", sort=order)]
        assert costs == sorted(costs)
    assert kerasarch.list_models("xception*", sort="size") == kerasarch.list_models("xception*")  # all of 299 x 299
    # the paper's 79.92, 79.56, 79.0 and 78.55 percent; SE-Xception's paper gives none of it
    ranked = ["xception71", "xception65", "xception", "xception41", "se_xception"]
    assert kerasarch.list_models("*xception*", sort="top1") == ranked
    with pytest.raises(KerasarchError, match="sort must be one of .*; got 'parms'; did you mean 'params'"):
        kerasarch.list_models(sort="parms")


def test_predictions_are_decoded_only_from_1000_classes():
    with pytest.raises(KerasarchError, match=re.escape("predictions must be of shape (n, 1000); got (1, 10)")):
        kerasarch.decode_predictions(np.zeros((1, 10)))
