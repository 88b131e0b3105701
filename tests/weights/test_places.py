"""Where the tensors of other libraries' networks go, by names and shapes."""

import re

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.errors import WeightsError
from kerasarch.weights.orders import CHOICES, TORCH, UNBIASED
from kerasarch.weights.places import assign, by_order, from_torch

# as torch may have it: the shortcut last, the tenth before the ninth
SOURCES = {
    "bn.bias": (4,),
    "bn.running_mean": (4,),
    "bn.running_var": (4,),
    "bn.num_batches_tracked": (),
    "body.0.first.weight": (4, 1, 1, 3),
    "body.0.second.weight": (4, 1, 3, 1),
    "head.10.weight": (7, 20),
    "head.10.bias": (7,),
    "head.9.weight": (20,),
    "head.9.bias": (20,),
    "shortcut.weight": (4, 3, 3, 3),
    "shortcut.bias": (4,),
}
ORDER = {"": "shortcut bn body head first second", "body.0": "second first"}


@pytest.fixture
def layers():
    """In the order of their table."""
    made = [
        (keras.layers.Conv2D(4, 3, groups=2), (5, 5, 6)),
        (keras.layers.BatchNormalization(scale=False), (4,)),
        (keras.layers.DepthwiseConv2D((3, 1), use_bias=False), (5, 5, 4)),
        (keras.layers.DepthwiseConv2D((1, 3), use_bias=False), (5, 5, 4)),
        (keras.layers.LayerNormalization(), (20,)),
        (keras.layers.Dense(7), (20,)),
    ]
    for layer, shape in made:
        layer.build((None, *shape))
    return [layer for layer, _ in made]


def arrays(sources):
    rng = np.random.default_rng(0)
    return {name: rng.normal(size=shape) for name, shape in sources.items()}


def test_every_weight_gets_a_tensor_of_its_own_with_its_axes_in_keras_s_order(layers):
    tensors = arrays(SOURCES)
    places = from_torch(SOURCES, layers, ORDER)
    assert set(places) == set(SOURCES) - {"bn.num_batches_tracked"}
    targets = {(place.layer, place.weight) for place in places.values()}
    assert targets == {(layer.name, i) for layer in layers for i in range(len(layer.weights))}
    assert len(targets) == len(places)
    assign(layers, places, tensors)
    expected = [
        [tensors["shortcut.weight"].transpose(2, 3, 1, 0), tensors["shortcut.bias"]],
        [tensors["bn.bias"], tensors["bn.running_mean"], tensors["bn.running_var"]],
        [tensors["body.0.second.weight"].transpose(2, 3, 0, 1)],
        [tensors["body.0.first.weight"].transpose(2, 3, 0, 1)],
        [tensors["head.9.weight"], tensors["head.9.bias"]],
        [tensors["head.10.weight"].T, tensors["head.10.bias"]],
    ]
    for layer, values in zip(layers, expected, strict=True):
        for given, value in zip(layer.get_weights(), values, strict=True):
            np.testing.assert_allclose(given, value, rtol=1e-6)


def test_a_convolution_of_the_whole_map_is_a_dense_layer_on_its_values_row_by_row(layers):
    sources = SOURCES | {"head.10.weight": (7, 2, 5, 2)}
    tensors = arrays(sources)
    assign(layers, from_torch(sources, layers, ORDER), tensors)
    image = np.random.default_rng(1).normal(size=(5, 2, 2))  # height, width, channels
    expected = np.einsum("ochw,hwc->o", tensors["head.10.weight"], image)
    np.testing.assert_allclose(image.reshape(-1) @ layers[-1].get_weights()[0], expected, rtol=1e-5)


def test_biases_that_torch_has_not_become_0_where_that_is_said(layers):
    sources = {name: shape for name, shape in SOURCES.items() if name != "shortcut.bias"}
    layers[0].bias.assign([1.0] * 4)
    with pytest.raises(WeightsError, match="module 'shortcut' has"):
        from_torch(sources, layers, ORDER)
    places = from_torch(sources, layers, ORDER, unbiased=True)
    assert set(places) == set(sources) - {"bn.num_batches_tracked"}
    assign(layers, places, arrays(sources))
    assert np.all(keras.ops.convert_to_numpy(layers[0].bias) == 0)
    assert np.all(keras.ops.convert_to_numpy(layers[0].kernel) != 0)
    with pytest.raises(WeightsError, match="module 'shortcut' has"):  # one that is there is not left out
        from_torch(SOURCES, layers, ORDER, unbiased=True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"stem.weight": (4,)}, "module 'stem' is of another network: 'stem' is none of shortcut, bn"),
        ({"body.0.bn.weight": (4,)}, "module 'body.0.bn' is of another network: 'bn' is none of second, first"),
        ({"shortcut.weight": (4, 6, 3, 3)}, "module 'shortcut' has {'bias': (4,), 'weight': (4, 6, 3, 3)}, but layer"),
        ({"bn.weight": (4,)}, "module 'bn' has"),
        ({"shortcut.bias": None}, "'shortcut' has {'weight': (4, 3, 3, 3)}, but layer 'conv2d"),
        ({"head.11.weight": (7,)}, "7 modules with weights for 6 layers; nothing is left for head.11"),
        (
            {"head.10.weight": None, "head.10.bias": None},
            "5 modules with weights for 6 layers; nothing is left for den",
        ),
    ],
)
def test_a_network_that_is_another_is_refused(layers, change, says):
    sources = {name: shape for name, shape in (SOURCES | change).items() if shape is not None}
    with pytest.raises(WeightsError, match=re.escape(says)):
        from_torch(dict(sorted(sources.items())), layers, ORDER)


def test_a_layer_that_torch_has_not_is_refused(layers):
    layers[0] = keras.layers.SeparableConv2D(4, 3, name="sepconv")
    layers[0].build((None, 5, 5, 6))
    with pytest.raises(WeightsError, match="layer 'sepconv' is a SeparableConv2D"):
        from_torch(SOURCES, layers, ORDER)


def test_orders_are_of_architectures_that_exist_and_name_no_word_twice():
    assert set(TORCH) <= set(papers.registry())
    assert UNBIASED | set(CHOICES) <= set(TORCH)
    for name, choices in CHOICES.items():
        assert kerasarch.cost(name, **choices) != kerasarch.cost(name)
    for order in TORCH.values():
        for words in order.values():
            assert len(set(words.split())) == len(words.split())


def test_a_depthwise_kernel_whose_outputs_are_summed_is_one_in_groups():
    """As keras_applications' ResNeXt has them."""
    grouped = keras.layers.Conv2D(12, 1, groups=3, use_bias=False)
    grouped.build((None, 5, 5, 6))
    depthwise = np.random.default_rng(0).normal(size=(1, 1, 6, 4))
    assign([grouped], by_order([{"kernel": depthwise.shape}], [grouped]), {"kernel": depthwise})
    x = np.random.default_rng(1).normal(size=6)
    expected = (x[:, None] * depthwise[0, 0]).reshape(3, 2, 4).sum(axis=1).reshape(12)
    given = keras.ops.convert_to_numpy(grouped(x.reshape(1, 1, 1, 6).astype("float32")))
    np.testing.assert_allclose(given.reshape(12), expected, rtol=1e-5)
