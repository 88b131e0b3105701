"""fold: the same function without the batch norms that follow a convolution."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.plans import Plan
from kerasarch.rewrites.fold import fold
from kerasarch.rewrites.scale import scale
from kerasarch.steps import Act, Conv, Norm, Scale
from tests.parity import images, off_initial_values, outputs, varies
from tests.rewrites.networks import model_of, users_model
from tests.rewrites.proof import gap, precision, prove, same_ends

SHAPE = (101, 75, 3)
APPLICATIONS = [  # the norms that must be left: those that follow no convolution
    ("MobileNetV2", {"alpha": 0.35}, 0),
    ("MobileNet", {"alpha": 0.25}, 0),
    ("ResNet50V2", {}, 17),
    ("DenseNet121", {}, 62),
    ("InceptionV3", {}, 0),
    ("EfficientNetB0", {}, 0),
]


def batch_norms(model):
    return [layer.name for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)]


def small_xception():
    arguments = {"weights": None, "classes": 5, "classifier_activation": None}
    return kerasarch.Xception(input_shape=SHAPE, width=0.25, depth=0.25, **arguments)


def test_a_small_xception_loses_every_norm_and_computes_the_same():
    folded = prove(small_xception, kerasarch.fold, SHAPE)
    assert batch_norms(folded) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "arguments", "left"), APPLICATIONS, ids=[name for name, *_ in APPLICATIONS])
def test_a_model_of_keras_applications_computes_the_same(name, arguments, left):
    # InceptionV3's last maps would be of one pixel, and norms over so few blow up its own rounding to a hundredth.
    shape = (139, 107, 3) if name == "InceptionV3" else SHAPE

    def make():
        builder = getattr(keras.applications, name)
        return builder(weights=None, include_top=False, pooling="avg", input_shape=shape, **arguments)

    folded = prove(make, kerasarch.fold, shape)
    assert len(batch_norms(folded)) == left


@pytest.mark.parametrize("rewrite", [kerasarch.fold, kerasarch.deploy, kerasarch.edge])
def test_googlenet_with_its_local_response_normalisation_is_rewritten(rewrite):
    # pixels: numbers that the norms change, and that outweigh the biases
    table = scale((Scale(30.0, name="pixels"), *papers.find("googlenet").table), width=0.25)
    keras.utils.set_random_seed(0)  # without batch norms, how far images differ at the end is a matter of luck
    new = prove(lambda: model_of(table, (64, 49, 3)), rewrite, (64, 49, 3), least_variation=0.005)
    assert new.get_layer("pool1_norm1_mean").pool_size == (1, 5)


def test_a_users_model_keeps_only_the_norms_that_follow_something_else():
    folded = prove(users_model, kerasarch.fold, (37, 29, 3))
    assert batch_norms(folded) == ["stem_bn", "tap_bn"]
    assert [layer.name for layer in folded.layers][-1] == "logits"  # the name of a norm that is gone


def test_a_free_size_stays_free():
    shape = (None, None, 3)
    x = images((41, 33, 3))
    model = kerasarch.Xception(include_top=False, weights=None, input_shape=shape, width=0.1, depth=0.1)
    off_initial_values(model, x)
    folded = kerasarch.fold(model)
    same_ends(folded, model)
    expected = outputs(model, x)
    assert varies(expected) > 0.01
    assert gap(outputs(folded, x), expected) < 1e-4


def test_the_model_itself_is_not_changed():
    model = users_model()
    before = off_initial_values(model, images((37, 29, 3)))
    kerasarch.fold(model)
    for mine, old in zip(model.get_weights(), before, strict=True):
        np.testing.assert_array_equal(mine, old)


def test_a_folded_model_folds_to_itself():
    model = users_model()
    x = images((37, 29, 3))
    off_initial_values(model, x)
    once = kerasarch.fold(model)
    twice = kerasarch.fold(once)
    assert [layer.name for layer in twice.layers] == [layer.name for layer in once.layers]
    np.testing.assert_array_equal(outputs(twice, x), outputs(once, x))


def test_the_rewrite_alone_says_where_weights_come_from():
    plan = Plan((Conv(4, 3, name="c"), Norm(name="n"), Act(name="a"), Norm(name="m")))
    folded, moves = fold(plan)
    assert folded.steps == (Conv(4, 3, bias=True, name="c"), Act(name="a"), Norm(name="m"))
    assert {name: move.sources for name, move in moves.items()} == {"c": ("c", "n")}


def test_every_output_keeps_its_name_its_place_and_its_value():
    def make():
        image = keras.Input((20, 24, 3), name="image")
        x = keras.layers.Conv2D(6, 3, name="c1")(image)
        early = keras.layers.BatchNormalization(name="early")(x)
        x = keras.layers.ReLU(name="r")(early)
        x = keras.layers.Conv2D(6, 3, name="c2")(x)
        late = keras.layers.BatchNormalization(name="late")(x)
        side = keras.layers.GlobalAveragePooling2D(name="p")(early)
        side = keras.layers.BatchNormalization(name="side")(keras.layers.Dense(3, name="d")(side))
        return keras.Model({"image": image}, {"a": early, "b": [side, late]}, name="three")

    model = make()
    x = images((20, 24, 3))
    off_initial_values(model, {"image": x})
    folded = kerasarch.fold(model)
    assert folded.output_names == model.output_names == ["early", "side", "late"]
    assert batch_norms(folded) == []
    new, old = (m({"image": x}, training=False) for m in (folded, model))
    assert new.keys() == old.keys()
    for mine, theirs in zip(keras.tree.flatten(new), keras.tree.flatten(old), strict=True):
        expected = keras.ops.convert_to_numpy(theirs)
        assert varies(expected) > 0.01
        assert gap(keras.ops.convert_to_numpy(mine), expected) < 1e-5


@pytest.mark.parametrize("policy", ["float64", "mixed_float16"])
def test_the_dtype_policy_is_the_models_and_the_global_one_is_left_alone(policy):
    keras.config.set_dtype_policy(policy)
    try:
        model = model_of((Conv(4, 3, name="c"), Norm(name="n")), (9, 9, 3))
    finally:
        keras.config.set_dtype_policy("float32")
    folded = kerasarch.fold(model)
    same_ends(folded, model)
    assert keras.config.dtype_policy().name == "float32"


def test_the_global_policy_comes_back_after_an_error():
    with precision("float64"):
        model = model_of((Conv(4, 3, name="c"), Norm(name="n")), (9, 9, 3))
    with pytest.raises(kerasarch.KerasarchError):
        kerasarch.edge(model, gelu="tanh")
    assert keras.config.dtype_policy().name == "float32"


def test_a_sequential_model_folds():
    layers = keras.layers

    def make():
        return keras.Sequential(
            [
                layers.Input((15, 11, 3), name="image"),
                layers.Conv2D(8, 3, name="c"),
                layers.BatchNormalization(name="n"),
                layers.Flatten(name="f"),
                layers.Dense(4, name="d"),
            ],
            name="chain",
        )

    x = images((15, 11, 3))
    model = make()
    off_initial_values(model, x)
    folded = kerasarch.fold(model)
    assert batch_norms(folded) == []
    assert varies(outputs(model, x)) > 0.01
    assert gap(outputs(folded, x), outputs(model, x)) < 1e-5
