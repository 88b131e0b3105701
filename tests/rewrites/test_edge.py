"""edge: the same function in operations that an Edge TPU maps."""

import keras
import numpy as np
import pytest
from keras import layers

import kerasarch
from kerasarch.readers.cost import cost
from kerasarch.readers.read import read
from kerasarch.rewrites.edge import edge
from tests.parity import images, off_initial_values, outputs, varies
from tests.rewrites.networks import mixer, model_of
from tests.rewrites.proof import gap, prove, same_ends

SHAPE = (40, 32, 3)
MAPPED = (  # of the operations that kerasarch makes, by class
    *("InputLayer", "Conv2D", "DepthwiseConv2D", "Permute", "Reshape", "Add", "Multiply", "Rescaling", "Mean", "Rsqrt"),
    *("GlobalAveragePooling2D", "Dense", "Activation", "ReLU"),
)


def keep(model):
    return kerasarch.edge(model, gelu="keep")


def test_with_gelu_kept_a_mixer_computes_the_same():
    new = prove(lambda: model_of(mixer(), SHAPE), keep, SHAPE)
    assert not [layer for layer in new.layers if isinstance(layer, layers.LayerNormalization)]


def test_all_that_is_left_is_mapped_and_no_dense_layer_sees_tokens():
    new = kerasarch.edge(model_of(mixer(), SHAPE))
    assert {type(operation).__name__ for operation in new.operations} <= set(MAPPED)
    assert "gelu" not in {layer.activation.__name__ for layer in new.layers if hasattr(layer, "activation")}
    for operation in new.operations:
        assert len(operation.output.shape) == 4 or operation.name in ("pool", "logits")


# What the docstring says. Measured over six draws of weights: logits 0.003 to 0.006, tokens 0.007 to 0.017.
LOGITS, TOKENS = 0.01, 0.02


@pytest.mark.parametrize(("head", "within"), [(True, LOGITS), (False, TOKENS)])
def test_written_as_a_sigmoid_gelu_moves_logits_by_a_hundredth_at_most_and_tokens_by_two(head, within):
    keras.utils.set_random_seed(0)
    prove(lambda: model_of(mixer(head=head), SHAPE), kerasarch.edge, SHAPE, within=within)
    model = model_of(mixer(head=head), SHAPE)
    off_initial_values(model, images(SHAPE))
    assert gap(outputs(kerasarch.edge(model), images(SHAPE)), outputs(model, images(SHAPE))) > within / 10
    for claim in (kerasarch.edge.__doc__, edge.__doc__):
        assert "logits move by up to a hundredth of their range, its tokens by up to two" in " ".join(claim.split())


def test_gelu_can_become_relu6():
    new = kerasarch.edge(model_of(mixer(), SHAPE), gelu="relu6")
    assert sum(isinstance(layer, layers.ReLU) and layer.max_value == 6 for layer in new.layers) == 4


def test_parameters_do_not_change_and_cost_agrees():
    model = model_of(mixer(), SHAPE)
    new = kerasarch.edge(model)
    assert new.count_params() == model.count_params() == cost(read(new), SHAPE).params
    assert cost(read(new), SHAPE).shape == (5,)


def test_a_feature_extractor_gives_its_tokens_as_tokens():
    new = prove(lambda: model_of(mixer(head=False), SHAPE), keep, SHAPE)
    assert new.output.shape == (None, 20, 12)


def test_tokens_can_come_in_and_go_out_anywhere():
    def make():
        tokens = keras.Input((6, 8), name="tokens")
        x = layers.Dense(12, activation="gelu", name="in")(tokens)
        tap = layers.LayerNormalization(epsilon=1e-6, name="tap")(x)
        x = layers.GlobalMaxPooling1D(name="pool")(tap)
        x = layers.LayerNormalization(name="vector")(x)
        return keras.Model(tokens, [layers.Dense(3, name="out")(x), tap], name="two")

    keras.utils.set_random_seed(0)
    model = make()
    x = images((6, 8))
    off_initial_values(model, x)
    for gelu, within in (("keep", 1e-5), ("sigmoid", TOKENS)):
        new = kerasarch.edge(model, gelu=gelu)
        same_ends(new, model)
        for mine, theirs in zip(new(x), model(x), strict=True):
            expected = keras.ops.convert_to_numpy(theirs)
            assert varies(expected) > 0.01
            assert gap(keras.ops.convert_to_numpy(mine), expected) < within


def test_a_network_of_convolutions_and_its_free_size_stay_as_they_are():
    model = kerasarch.Xception(include_top=False, weights=None, input_shape=(None, None, 3), width=0.1, depth=0.1)
    x = images((41, 33, 3))
    off_initial_values(model, x)
    new = kerasarch.edge(model)
    same_ends(new, model)
    assert read(new) == read(model)
    assert varies(outputs(model, x)) > 0.01
    np.testing.assert_array_equal(outputs(new, x), outputs(model, x))


def test_layers_may_have_the_names_that_keras_gives_to_functions():
    keras.utils.clear_session()  # the counting starts anew
    image = keras.Input((6, 8), name="tokens")
    x = layers.LayerNormalization(name="mean_1")(image)
    x = layers.LayerNormalization(name="rsqrt")(x)
    model = keras.Model(image, layers.GlobalAveragePooling1D(name="mean")(x))
    x = images((6, 8))
    off_initial_values(model, x)
    new = kerasarch.edge(model)
    same_ends(new, model)
    assert gap(outputs(new, x), outputs(model, x)) < 1e-5


def test_it_reloads_with_safe_mode_on(tmp_path):
    new = kerasarch.edge(model_of(mixer(), SHAPE))
    new.save(tmp_path / "edge.keras")
    again = keras.models.load_model(tmp_path / "edge.keras", safe_mode=True)
    x = images(SHAPE)
    np.testing.assert_array_equal(outputs(again, x), outputs(new, x))


def test_channels_that_the_hardware_cannot_reduce_are_refused_by_name():
    with pytest.raises(kerasarch.KerasarchError, match="layer1_norm1: a layer norm over 10 channels.*multiples of 4"):
        kerasarch.edge(model_of(mixer(width=10), SHAPE))


def test_an_activation_without_a_name_on_tokens_is_refused():
    tokens = keras.Input((6, 8))
    model = keras.Model(tokens, layers.Dense(4, activation=lambda x: 2 * x, name="odd")(tokens))
    with pytest.raises(kerasarch.KerasarchError, match="odd"):
        kerasarch.edge(model)


def test_an_unknown_gelu_is_refused_with_what_there_is():
    with pytest.raises(kerasarch.KerasarchError, match="gelu must be one of 'sigmoid', 'relu6', 'keep'; got 'sigmoi'"):
        kerasarch.edge(model_of(mixer(), SHAPE), gelu="sigmoi")
