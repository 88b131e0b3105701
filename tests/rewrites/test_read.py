"""read: the plan of a model that is there already, or a refusal that names what no step says."""

import keras
import numpy as np
import pytest
from keras import layers

import kerasarch
from kerasarch.readers.build import build
from kerasarch.readers.cost import cost
from kerasarch.readers.layer_steps import LAYER_STEPS, TRAINING_ONLY, WITHOUT_EFFECT
from kerasarch.readers.read import read
from kerasarch.steps import (
    Act,
    Branches,
    Conv,
    LocalNorm,
    Norm,
    Part,
    Scale,
    Shape,
    Shuffle,
    Side,
)
from kerasarch.walks import leaves
from tests.parity import images, off_initial_values, outputs, varies
from tests.rewrites.networks import inputs_of, mixer, mobileone, model_of, repvgg, users_model

SHAPE = (101, 75, 3)


def rebuilt(model):
    """The model of the plan that is read, with the weights of each layer, by name."""
    plan = read(model)
    image = keras.Input(inputs_of(model))
    output, sides = build(plan, image)
    new = keras.Model(image, [output, *sides.values()] if sides else output)
    for layer in new.layers:
        if layer.weights:
            layer.set_weights(model.get_layer(layer.name).get_weights())
        if isinstance(layer, layers.Normalization):
            layer.finalize_state()
    return plan, new


def shuffling():
    """A channel shuffle, as a user writes it and as kerasarch does."""
    image = keras.Input((5, 7, 6), name="image")
    x = layers.Conv2D(6, 1, groups=2, name="g")(image)
    x = layers.Reshape((5, 7, 2, 3), name="apart")(x)
    x = layers.Permute((1, 2, 4, 3), name="turn")(x)
    x = layers.Reshape((5, 7, -1), name="together")(x)
    x = layers.Conv2D(6, 1, groups=3, name="g2")(x)
    x = layers.Reshape((35, 3, 2), name="apart2")(x)
    x = layers.Permute((1, 3, 2), name="turn2")(x)
    return keras.Model(image, layers.Reshape((5, 7, 6), name="together2")(x), name="shuffled")


# with numbers at which the first changes much
LOCAL_NORMS = (
    Conv(8, 3, name="first"),
    LocalNorm(neighbours=3, alpha=2.0, beta=0.6, bias=0.5, name="norm"),
    Conv(6, 3, name="second"),
    LocalNorm(name="usual"),
)


SMALL = {
    "xception": lambda: kerasarch.Xception(weights=None, input_shape=SHAPE, classes=5, width=0.25, depth=0.25),
    "a user's": users_model,
    "repvgg": lambda: model_of(repvgg(2), (41, 30, 3)),
    "mobileone": lambda: model_of(mobileone(), (21, 30, 3)),
    "mixer": lambda: model_of(mixer(), (40, 32, 3)),
    "edge": lambda: kerasarch.edge(model_of(mixer(), (40, 32, 3))),
    "shuffles": shuffling,
    "local norms": lambda: model_of(LOCAL_NORMS, (9, 12, 3)),
}


def check(model, least=0.01):
    shape = inputs_of(model)
    x = images(shape)
    off_initial_values(model, x)
    plan, new = rebuilt(model)
    expected = outputs(model, x)
    assert varies(expected) > least
    np.testing.assert_array_equal(outputs(new, x), expected)
    known = cost(plan, shape)
    assert known.params == model.count_params()
    assert known.trainable == sum(int(np.prod(w.shape)) for w in model.trainable_weights)
    assert known.shape == model.output.shape[1:]
    return plan


@pytest.mark.parametrize("name", SMALL)
def test_what_is_read_is_built_again_bit_by_bit_and_costs_the_same(name):
    # A softmax over a few classes varies little beside its range.
    check(SMALL[name](), 0.001 if name == "xception" else 0.01)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "top"),
    [
        *[("MobileNet", True), ("MobileNetV2", False), ("ResNet50V2", False), ("DenseNet121", False)],
        *[("InceptionV3", False), ("EfficientNetB0", True), ("VGG16", False)],
    ],
)
def test_a_model_of_keras_applications_is_built_again_bit_by_bit(name, top):
    arguments = {"classes": 7, "classifier_activation": None} if top else {"pooling": "avg"}
    shape = (96, 96, 3) if top else SHAPE
    model = getattr(keras.applications, name)(weights=None, include_top=top, input_shape=shape, **arguments)
    check(model, 1e-4 if name == "VGG16" else 0.01)  # without norms the signal all but fades


def test_reading_our_own_model_gives_the_steps_of_its_table():
    ours = kerasarch.Xception(weights=None, width=0.25, include_preprocessing=True)
    steps = list(leaves(read(ours).steps))
    assert steps[0] == Scale(1 / 127.5, -1.0, name="rescaling")
    assert steps[1] == Conv(8, 3, 2, "valid", name="block1_conv1")
    assert steps[2] == Norm(name="block1_conv1_bn")


def test_a_users_shuffle_is_one_step_with_the_name_of_its_last_layer():
    assert [step for step in leaves(read(shuffling()).steps) if isinstance(step, Shuffle)] == [
        Shuffle(2, name="together"),
        Shuffle(3, name="together2"),
    ]


def test_a_local_response_normalisation_is_one_step():
    read_again = read(model_of(LOCAL_NORMS, (9, 12, 3)))
    (first, usual) = [step for step in leaves(read_again.steps) if isinstance(step, LocalNorm)]
    assert usual == LocalNorm(name="usual")
    assert (first.neighbours, first.beta, first.bias, first.name) == (3, 0.6, 0.5, "norm")
    assert first.alpha == pytest.approx(2.0, rel=1e-15)


def normalising(power=-0.75, reverse=False, rows=1, offset=0.0, factors=2):
    """A local response normalisation, or with another argument nearly one."""

    def make(x):
        small = layers.Permute((1, 3, 2))(layers.Rescaling(0.01, offset)(x))
        square = layers.Multiply()([small] * factors)
        padded = layers.ZeroPadding2D(((0, 0), (2, 2)))(square)
        mean = layers.AveragePooling2D((rows, 5), 1)(padded)
        divisor = layers.Rescaling(1.0, 1.0)(layers.Permute((1, 3, 2))(mean))
        y = keras.ops.power(2.0, divisor) if reverse else keras.ops.power(divisor, power)
        return layers.Multiply(name="lrn")([x, y])

    return make


@pytest.mark.parametrize(
    "changed",
    [
        {"reverse": True},
        {"power": np.float32([0.5])},
        {"offset": 0.1},
        {"factors": 3},
        {"rows": 8},
    ],
    ids=str,
)
def test_what_is_only_nearly_a_local_response_normalisation_is_refused(changed):
    assert isinstance(read(chain(normalising(), shape=(8, 8, 8))()).steps[0], LocalNorm)
    with pytest.raises(kerasarch.KerasarchError, match="which no step says"):
        read(chain(normalising(**changed), shape=(8, 8, 8))())


def test_an_activation_that_is_a_function_of_the_users_own_is_read():
    model = chain(layers.Activation(relu, name="own"), layers.Dense(3, activation=relu, name="dense"))()
    assert read(model).steps[0] == Act(relu, name="own")
    check(model)
    assert read(chain(layers.Activation("relu", name="keras's"))()).steps == (Act("relu", name="keras's"),)


def test_other_outputs_are_sides_wherever_they_start():
    image = keras.Input((9, 9, 3), name="image")
    first = layers.Conv2D(4, 3, name="first")(image)
    head = layers.Dense(2, name="head")(layers.GlobalAveragePooling2D(name="pool")(first))
    second = layers.ReLU(name="relu")(layers.Conv2D(4, 3, name="second")(layers.ReLU(name="pre")(first)))
    plan = read(keras.Model(image, [image, head, first, second]))
    assert [type(step).__name__ for step in plan.steps] == ["Side", "Conv", "Side", "Side", "Act", "Conv", "Act"]
    assert [step.name for step in plan.steps] == ["image", "first", "first", "head", "pre", "second", "relu"]
    assert [step.name for step in plan.steps[3].steps] == ["pool", "head"]


def test_a_split_with_two_readers_is_two_parts_of_one_tensor():
    image = keras.Input((4, 4, 6))
    a, b = keras.ops.split(image, 2, axis=-1)
    (sum_,) = read(keras.Model(image, layers.Add(name="sum")([layers.ReLU(name="r")(a), b]))).steps
    assert isinstance(sum_, Branches)
    assert [branch[0].index for branch in sum_.branches] == [0, 1]
    assert all(isinstance(branch[0], Part) and branch[0].of == 2 for branch in sum_.branches)


@pytest.mark.parametrize(
    ("target", "kind"), [((35, 6), "tokens"), ((-1, 6), "tokens"), ((1, 35, 6), "row"), ((210,), "flatten")]
)
def test_a_reshape_is_the_view_that_its_shapes_make_it(target, kind):
    image = keras.Input((5, 7, 6))
    assert read(keras.Model(image, layers.Reshape(target, name="r")(image))).steps == (Shape(kind, name="r"),)


# --- every argument of every layer: read, without effect in inference, or refused -----------------------------

INSTANCE = {  # where a layer's first arguments are required
    "Conv2D": {"filters": 4, "kernel_size": 3},
    "DepthwiseConv2D": {"kernel_size": 3},
    "SeparableConv2D": {"filters": 4, "kernel_size": 3},
    "Dense": {"units": 4},
    "Activation": {"activation": "tanh"},
    "AveragePooling2D": {"pool_size": 2},
    "Rescaling": {"scale": 2.0},
    "Dropout": {"rate": 0.5},
    "Permute": {"dims": (1, 3, 2)},
    "Reshape": {"target_shape": (36, 4)},
}
OTHER = {  # another value of each argument, by its name or its layer's
    "filters": 8,
    "units": 8,
    "kernel_size": (2, 1),
    "strides": (2, 2),
    "MaxPooling2D.strides": (3, 3),
    "AveragePooling2D.strides": (3, 3),
    "padding": "same",
    "ZeroPadding2D.padding": ((0, 1), (2, 3)),
    "data_format": "channels_first",
    "dilation_rate": (2, 2),
    "groups": 2,
    "activation": "relu6",
    "use_bias": False,
    "depth_multiplier": 2,
    "axis": 1,
    "momentum": 0.5,
    "epsilon": 0.5,
    "center": False,
    "scale": False,
    "Rescaling.scale": 3.0,
    "offset": 1.0,
    "renorm": True,
    "renorm_clipping": {"rmax": 3.0},
    "renorm_momentum": 0.5,
    "rms_scaling": True,
    "invert": True,
    "mean": [1.0, 2.0, 3.0, 4.0],
    "variance": [1.0, 2.0, 3.0, 4.0],
    "max_value": 6.0,
    "negative_slope": 0.5,
    "threshold": 0.5,
    "alpha": 0.5,
    "pool_size": (3, 3),
    "keepdims": True,
    "rate": 0.25,
    "noise_shape": (None, 1, 1, 1),
    "dims": (2, 1, 3),
    "target_shape": (1, 36, 4),
    "quantization_config": None,  # of quantized layers, which have a dtype policy of their own
}
TOGETHER = {"mean": ["variance"], "variance": ["mean"], "renorm_clipping": ["renorm"], "renorm_momentum": ["renorm"]}


def arguments():
    for kind in LAYER_STEPS:
        layer = getattr(layers, kind)(**INSTANCE.get(kind, {}))
        for key in layer.get_config():
            if key not in WITHOUT_EFFECT and not key.endswith(TRAINING_ONLY):
                yield kind, key


def applied(kind, **changed):
    """A model of one layer, and of a second input's worth of channels for a merge."""
    shape = (36, 4) if kind.endswith("1D") else (6, 6, 4)
    image = keras.Input(shape, name="image")
    layer = getattr(layers, kind)(**INSTANCE.get(kind, {}) | changed, name="layer")
    merge = kind in ("Add", "Multiply", "Concatenate")
    return keras.Model(image, layer([image, image] if merge else image))


@pytest.mark.filterwarnings("ignore:You passed `rms_scaling=True`:UserWarning")
@pytest.mark.parametrize(("kind", "key"), list(arguments()))
def test_every_argument_changes_the_plan_or_is_refused_by_name(kind, key):
    other = OTHER.get(f"{kind}.{key}", OTHER[key])
    if other is None:
        return
    changed = {key: other} | {name: OTHER[name] for name in TOGETHER.get(key, ())}
    usual = read(applied(kind))
    try:
        model = applied(kind, **changed)
    except NotImplementedError:
        pytest.skip("Keras refuses it here")
    try:
        plan = read(model)
    except kerasarch.KerasarchError as error:
        assert "'layer'" in str(error)  # noqa: PT017
        assert any(f"{name}=" in str(error) for name in changed)  # noqa: PT017
    else:
        assert plan != usual
        x = images(inputs_of(model))
        for variable in model.weights:
            variable.assign(variable + 0.5)
        _, new = rebuilt(model)
        np.testing.assert_array_equal(outputs(new, x), outputs(model, x))


# --- refusals -------------------------------------------------------------------------------------------------


class OwnDense(layers.Dense):
    pass


def relu(x):  # not Keras's, though a config calls it the same
    return 2 * x


def chain(*steps, shape=(8, 8, 4)):
    def make():
        image = x = keras.Input(shape, name="image")
        for step in steps:
            x = step(x)
        return keras.Model(image, x, name="chained")

    return make


def twice():
    image = keras.Input((8, 8, 4))
    shared = layers.Conv2D(4, 3, padding="same", name="shared")
    return keras.Model(image, shared(shared(image)))


def crossed():
    image = keras.Input((8, 8, 4))
    a, b = layers.ReLU(name="a")(image), layers.ReLU(name="b")(image)
    left, right = layers.Add(name="left")([a, b]), layers.ReLU(name="right")(b)
    return keras.Model(image, layers.Add(name="sum")([left, right]))


def two_inputs():
    a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    return keras.Model([a, b], layers.Add()([a, b]), name="pair")


def two_policies():
    image = keras.Input((4,))
    x = layers.Dense(3, name="half", dtype="mixed_float16")(image)
    return keras.Model(image, layers.Dense(3, name="whole")(x))


def ranks():
    image = keras.Input((8, 8, 4))
    pooled = layers.GlobalAveragePooling2D(name="pool")(image)
    return keras.Model(image, image * keras.ops.sigmoid(pooled))


class Subclassed(keras.Model):
    def call(self, x):
        return x


class WithItsOwnCall(keras.Model):
    def call(self, x):
        return 2 * super().call(x)


def own_call():
    image = keras.Input((4,))
    return WithItsOwnCall(image, layers.Dense(3)(image), name="mine")


REFUSED = [
    (twice, "'shared' is used 2 times"),
    (crossed, "not series-parallel: the paths that fork at 'b'"),
    (chain(keras.Sequential([layers.Dense(3)], name="inner")), "'inner' is a model inside the model"),
    (chain(layers.LeakyReLU(name="leaky")), "'leaky' is a LeakyReLU, which no step says"),
    (chain(layers.PReLU(name="p")), "'p' is a PReLU"),
    (chain(lambda x: layers.Average(name="mean")([x, x])), "'mean' is a Average, which no step says"),
    (chain(layers.Conv2D(4, 3, strides=(1, 2), name="c")), r"'c' has strides=\[1, 2\], .* two equal numbers"),
    (chain(layers.MaxPooling2D((2, 1), name="m")), "'m' has pool_size"),
    (chain(layers.ReLU(4.0, name="r")), "'r' has max_value=4"),
    (chain(layers.BatchNormalization(axis=1, name="n")), "'n' has axis=1, which no step says; the last axis"),
    (chain(layers.Dropout(0.5, noise_shape=(None, 8, 1, 4), name="d")), "'d' has noise_shape"),
    (chain(layers.Conv2D(4, 1, activation=relu, name="own")), "'own' has activation='relu'.*one of Keras's own"),
    (chain(layers.Activation(layers.LeakyReLU(), name="act")), "'act' has activation="),
    (chain(layers.Conv2D(4, 1, activation=layers.LeakyReLU(), name="c")), "'c' has activation="),
    (chain(layers.Dense(4, activation=layers.LeakyReLU(), name="d")), "'d' has activation="),
    (chain(layers.Activation(lambda x: x, name="nameless")), "'nameless' has (no config|activation=)"),
    (chain(OwnDense(3, name="d")), "'d' is a OwnDense, which no step says"),
    (chain(layers.Reshape((4, 64), name="r")), r"'r' has target_shape=\[4, 64\]"),
    (chain(layers.Reshape((-1, 4), name="r"), shape=(None, None, 4)), "'r' has target_shape.*fixed"),
    (chain(layers.Permute((3, 1, 2), name="p")), "'p' has dims"),
    (chain(lambda x: layers.Dropout(0.5, name="d")(x, training=True)), "'d' is called with training=True"),
    (chain(lambda x: x + 1.0), "is called with 1.0, which no step says"),
    (chain(lambda x: x * keras.ops.ones((4,))), "is called with .*, which no step says"),
    (chain(lambda x: x - keras.ops.relu(x)), "keras.ops' Subtract, which no step says"),
    (chain(lambda x: keras.ops.mean(x, axis=1, keepdims=True)), "has axis=1, .* the last axis"),
    (chain(lambda x: keras.ops.mean(x, axis=-1)), "has keepdims=False"),
    (chain(lambda x: keras.ops.split(x, [1], axis=-1)[0]), "has indices_or_sections"),
    (chain(lambda x: keras.ops.concatenate([x, x], axis=1)), "has axis=1"),
    (ranks, "merges shapes"),
    (two_inputs, "'pair' has 2 inputs; a plan has one"),
    (two_policies, "'whole' has the dtype policy 'float32', 'half' has 'mixed_float16'"),
    (Subclassed, "no functional model"),
    (own_call, "'mine' has a call of its own"),
    (lambda: keras.Sequential([layers.Dense(3)], name="unbuilt"), "'unbuilt' is no functional model"),
    (lambda: "xception", "a plan can be read from a keras.Model; got a str"),
]


@pytest.mark.parametrize(("make", "told"), REFUSED, ids=[told[:40] for _, told in REFUSED])
def test_what_no_step_says_is_refused_by_name(make, told):
    with pytest.raises(kerasarch.KerasarchError, match=told):
        read(make())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("NASNetMobile", "not series-parallel"),
        ("InceptionResNetV2", "CustomScaleLayer"),
        ("MobileNetV3Small", "which no step says"),
        ("ConvNeXtTiny", "a model inside the model"),
    ],
)
def test_models_of_keras_applications_that_are_no_plan_are_refused(name, told):
    with pytest.raises(kerasarch.KerasarchError, match=told):
        read(getattr(keras.applications, name)(weights=None))


def test_batch_norm_called_in_inference_is_what_it_is():
    image = keras.Input((4, 4, 3))
    model = keras.Model(image, layers.BatchNormalization(name="frozen")(image, training=False))
    assert read(model).steps == (Norm(name="frozen"),)


def test_layers_that_are_activations_are_read_as_such():
    made = chain(layers.ReLU(6.0, name="a"), layers.ELU(name="b"), layers.Softmax(name="c"), layers.ReLU(name="d"))
    kinds = [(step.type, step.name) for step in read(made()).steps if isinstance(step, Act)]
    assert kinds == [("relu6", "a"), ("elu", "b"), ("softmax", "c"), ("relu", "d")]


def test_a_tap_within_a_local_response_normalisation_is_refused():
    model = model_of(LOCAL_NORMS, (9, 12, 3))
    tapped = keras.Model(model.input, [model.output, model.get_layer("norm_mean").output])
    with pytest.raises(kerasarch.KerasarchError, match="within a .*local response normalisation"):
        read(tapped)


def test_layers_may_have_the_name_that_keras_gives_to_the_power_in_it():
    keras.utils.clear_session()  # the counting starts anew
    table = (Act(name="power"), LocalNorm(name="norm"), Act(name="power_1"))
    assert [step.name for step in read(model_of(table, (5, 5, 6))).steps] == ["power", "norm", "power_1"]


def test_a_tap_within_a_shuffle_is_refused():
    model = shuffling()
    tapped = keras.Model(model.input, [model.output, model.get_layer("turn").output])
    with pytest.raises(kerasarch.KerasarchError, match="within a channel shuffle"):
        read(tapped)
    assert not any(isinstance(step, Side) for step in read(model).steps)
