"""What a builder takes beyond keras.applications: gates, features, auxiliary classifiers, and its paper's choices."""

import inspect
import re

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.errors import KerasarchError
from kerasarch.networks import choices_of
from tests.parity import images, off_initial_values, outputs, varies

SHAPE = (64, 48, 3)
SMALL = {"weights": None, "input_shape": SHAPE, "width": 0.25, "depth": 0.25}


@pytest.mark.parametrize("name", ["xception", "mobilenet_v2", "mixer_s32"])
def test_gates_go_on_any_architecture(name):
    plain = kerasarch.cost(name, se_ratio=None)
    gated = kerasarch.cost(name, se_ratio=8)
    assert gated.shape == plain.shape
    assert plain.params < gated.params < kerasarch.cost(name, se_ratio=4).params


def test_gates_added_are_the_named_builders():
    arguments = {"width": 0.25, "depth": 0.25, "weights": None, "input_shape": SHAPE}
    added, named = kerasarch.Xception(se_ratio=16, **arguments), kerasarch.SEXception(**arguments)
    x = images(SHAPE)
    named.set_weights(off_initial_values(added, x))
    assert varies(outputs(added, x)) > 1e-3
    np.testing.assert_array_equal(outputs(named, x), outputs(added, x))


def test_features_are_the_maps_of_the_plain_network(tmp_path):
    names = ["s16", "block4_sepconv1_act", "s4", "avg_pool"]
    plain = kerasarch.Xception(**SMALL)
    x = images(SHAPE)
    off_initial_values(plain, x)
    plain.save_weights(tmp_path / "a.weights.h5")
    model = kerasarch.Xception(**SMALL | {"weights": tmp_path / "a.weights.h5"}, features=names)
    found = [keras.ops.convert_to_numpy(y) for y in model(x, training=False)]
    layers = ["block6_add1", "block4_sepconv1_act", "block2_add1", "avg_pool"]
    expected = keras.Model(plain.input, [plain.get_layer(layer).output for layer in layers])(x, training=False)
    for ours, theirs in zip(found, expected, strict=True):
        assert varies(ours) > 1e-3
        np.testing.assert_array_equal(ours, keras.ops.convert_to_numpy(theirs))


def test_features_of_any_size_come_without_the_top():
    model = kerasarch.ResNet18(weights=None, include_top=False, width=0.25, features=["s8", "s32"])
    assert [y.shape for y in model(images((70, 99, 3), n=1))] == [(1, 9, 13, 32), (1, 3, 4, 128)]


def test_a_feature_by_stride_is_no_map_of_classes():
    model = kerasarch.SqueezeNet1_1(weights=None, input_shape=SHAPE, features=["s16", "conv10_relu"])
    assert [y.shape[-1] for y in model.outputs] == [512, 1000]


def test_a_shuffle_is_the_layer_of_its_name():
    model = kerasarch.ShuffleNetV2_x0_5(weights=None, input_shape=SHAPE, features=["stage2_unit2_shuffle"])
    assert model.get_layer("stage2_unit2_shuffle").output is model.outputs[0]
    assert model.outputs[0].shape[1:3] == (8, 6)


def test_features_in_the_top_take_its_arguments():
    model = kerasarch.Xception(**SMALL, fully_connected=2, features=["s8", "fc2"])
    assert [y.shape[-1] for y in model.outputs][1] == 4096


def test_classes_and_activation_are_taken_without_the_top_as_in_keras_applications():
    arguments = {"include_top": False, "weights": None, "classes": 10, "classifier_activation": None}
    theirs = keras.applications.VGG16(**arguments, input_shape=SHAPE)
    ours = kerasarch.VGG16(**arguments, input_shape=SHAPE)
    assert ours.output_shape == theirs.output_shape
    assert kerasarch.Xception(**SMALL, classes=10, features=["s8"]).output_shape == (None, 8, 6, 64)


def test_the_choices_of_the_paper_change_the_model_as_they_change_its_cost():
    choices = {"residual": False, "inner_activation": "elu", "order": "pointwise_first", "segments": 4}
    model = kerasarch.Xception(**SMALL, **choices)
    shaped = {key: value for key, value in SMALL.items() if key != "weights"}
    assert model.count_params() == kerasarch.cost("xception", **shaped, **choices).params
    assert not any(isinstance(layer, keras.layers.Add) for layer in model.layers)
    assert "elu" in {layer.activation.__name__ for layer in model.layers if isinstance(layer, keras.layers.Activation)}


@pytest.mark.parametrize("name", kerasarch.list_models())
def test_every_choice_is_documented_and_its_default_is_the_papers_network(name):
    architecture = papers.find(name)
    build = getattr(kerasarch, architecture.title)
    for choice in inspect.signature(build).parameters:
        assert re.search(rf"^    {choice}: \S", build.__doc__, re.MULTILINE), choice
    if architecture.vary:
        defaults = {choice: parameter.default for choice, parameter in choices_of(architecture.vary).items()}
        assert architecture.vary(architecture.table, **defaults) == architecture.table


MISTAKES = [
    ("Xception", {"segments": 7}, "segments must be one of 1, 2, 4, 8, 'depthwise'; got 7"),
    ("Xception", {"segmnets": 4}, "an argument of Xception must be one of"),
    ("Xception", {"segmnets": 4}, "did you mean 'segments'"),
    ("ResNet50", {"segments": 4}, "an argument of ResNet50 must be one of"),
    ("Xception", {"se_ratio": 0.5}, "se_ratio must be a finite number and at least 1; got 0.5"),
    ("SEResNet50", {"se_ratio": 16}, "has gates already"),
    (
        "Xception",
        {"auxiliary": True},
        "xception has no auxiliary classifiers; googlenet, inception_v1, inception_v2, inception_v3 have",
    ),
    ("Xception", {"auxiliary": 1}, "auxiliary must be one of True, False; got 1"),
    ("InceptionV3", {"auxiliary": True, "include_top": False}, "which include_top=False leaves out"),
    ("InceptionV3", {"auxiliary": True, "features": ["s8"]}, "features are all of the model's outputs; got auxiliary"),
    ("Xception", {"features": ["s8"], "include_top": False, "pooling": "avg"}, "got pooling='avg' too"),
    ("Xception", {"features": ["s3"]}, "no map has stride 's3'; there are s2, s4, s8, s16, s32"),
    ("Xception", {"features": ["block4_sepconv_act"]}, "did you mean 'block4_sepconv"),
    ("Xception", {"features": ["S8"]}, "no layer is named 'S8'; did you mean 's8'"),
    ("Xception", {"features": "s8"}, "features must be a list of names"),
    ("Xception", {"features": []}, "features must be a list of names"),
    ("Xception", {"weights": "imagenet", "residual": False}, "and the paper's network; got residual=False"),
    ("InceptionV3", {"weights": "imagenet", "auxiliary": True}, "got auxiliary=True"),
    ("ResNet50", {"weights": "imagenet", "stem_pool": False}, "got stem_pool=False"),
    ("Xception", {"features": ["s8"], "dropout": 0.2}, "dropout is in the top, and features=['s8'] end before it"),
    ("Xception", {"features": ["avg_pool"], "dropout": 0.2}, "dropout is in the top"),
    ("Xception", {"features": ["s8"], "fully_connected": 2}, "fully_connected is in the top"),
    ("Xception", {"include_top": False, "fully_connected": 2}, "fully_connected is in the top"),
    ("Xception", {"features": 8}, "features must be a list of names"),
    ("Xception", {"features": {"s8"}}, "features must be a list of names"),
]


@pytest.mark.parametrize(("builder", "arguments", "says"), MISTAKES, ids=lambda value: str(value)[:40])
def test_a_mistake_is_told_before_keras_is_touched(builder, arguments, says, monkeypatch):
    def touched(*arguments, **others):
        raise AssertionError("Keras was touched")

    monkeypatch.setattr("kerasarch.applications.build_plan", touched)
    monkeypatch.setattr("kerasarch.weights.load.fetch", touched)
    with pytest.raises(KerasarchError, match=re.escape(says)):
        getattr(kerasarch, builder)(**{"weights": None} | arguments)
