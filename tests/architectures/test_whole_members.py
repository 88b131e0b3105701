"""Every member that a reference has, at its full width and depth, on small images: each row of its table counts.

The members that are compared at several sizes in their family's file are not here again.
"""

import keras
import pytest

import kerasarch
from kerasarch import networks, papers
from kerasarch.plans import unroll
from kerasarch.weights.orders import TORCH
from kerasarch.weights.places import from_torch, in_table_order
from tests.parity import assert_equals_keras, without_values
from tests.torch_reference import assert_equals_torch, models, same_epsilon

pytestmark = pytest.mark.slow
SHAPE = (65, 53, 3)


@pytest.mark.parametrize("name", ["resnet101", "resnet152", "resnet101_v2", "resnet152_v2"])
def test_the_deep_resnets_have_the_features_of_keras_applications(name):
    assert_equals_keras(getattr(keras.applications, papers.find(name).title), name, SHAPE, top=False)


@pytest.mark.parametrize("i", range(3, 8))
def test_the_large_efficientnets_have_the_features_of_keras_applications(i):
    theirs = getattr(keras.applications, f"EfficientNetB{i}")
    assert_equals_keras(theirs, f"efficientnet_b{i}", (45, 37, 3), top=False, deviation=60)


@pytest.mark.parametrize("name", ["resnet101", "resnet152"])
def test_the_deep_resnets_have_the_logits_of_torchvision(name):
    theirs = getattr(models("torchvision.models"), name)(weights=None)
    assert_equals_torch(same_epsilon(theirs), name, shapes=(SHAPE,))


@pytest.mark.parametrize("name", ["resnext101_32x4d", "resnext101_64x4d"])
def test_the_deep_resnexts_have_the_logits_of_timm(name):
    assert_equals_torch(same_epsilon(models("timm").create_model(name)), name, shapes=(SHAPE,))


OTHERS = {f"se_{name}": f"legacy_se{name}" for name in ("resnet101", "resnet152", "resnext101_32x4d")}
OTHERS |= {f"efficientnet_lite{i}": f"tf_efficientnet_lite{i}" for i in (1, 3, 4)}
OTHERS |= {f"repvgg_{form}": f"repvgg_{form}" for form in ("a1", "a2", "b0", "b1", "b2", "b3", "b2g4", "b3g4")}


@pytest.mark.parametrize(("name", "theirs"), OTHERS.items())
def test_the_others_have_the_logits_of_timm(name, theirs):
    assert_equals_torch(models("timm").create_model(theirs), name, shapes=(SHAPE,))


@pytest.mark.parametrize(("name", "column"), [("vgg11", "A"), ("vgg13", "B"), ("vgg13_bn", "B")])
def test_the_vggs_have_the_features_of_torchvision(name, column):
    vgg = models("torchvision.models.vgg")
    theirs = vgg.make_layers(vgg.cfgs[column], batch_norm=name.endswith("_bn"))
    # without normalisation, values that begin small are lost beside the biases
    deviation = 1.0 if name.endswith("_bn") else 1e6
    assert_equals_torch(theirs, name, shapes=(SHAPE,), include_top=False, deviation=deviation)


def mixer(form, **arguments):
    """timm's; it names no H/14, which is made of its class by the paper's table 1."""
    if form == "h14":
        return models("timm.models.mlp_mixer").MlpMixer(patch_size=14, num_blocks=32, embed_dim=1280, **arguments)
    return models("timm").create_model(f"mixer_{form}_224", **arguments)


GELU = 1e-8  # TensorFlow's divides by the square root of two in float32


@pytest.mark.parametrize(
    ("form", "blocks", "of"), [("b32", 12, 12), ("b16", 12, 12), ("l32", 2, 24), ("l16", 2, 24), ("h14", 2, 32)]
)
def test_the_mixers_have_the_logits_of_timm_the_large_ones_with_fewer_blocks(form, blocks, of):
    patch = int(form[1:])
    theirs = mixer(form, img_size=3 * patch)
    theirs.blocks = theirs.blocks[:blocks]
    assert_equals_torch(theirs, f"mixer_{form}", shapes=((3 * patch, 3 * patch, 3),), within=GELU, depth=blocks / of)


@pytest.mark.parametrize("form", ["l32", "l16", "h14"])
def test_the_large_mixers_have_all_the_weights_of_timm_s(form):
    torch, name = pytest.importorskip("torch"), f"mixer_{form}"
    with torch.device("meta"):
        state = mixer(form).state_dict()
    with without_values():
        ours = kerasarch.build(name, weights=None)
        layers = in_table_order(ours, unroll(networks.network(papers.find(name)).table))
        shapes = {key: tuple(tensor.shape) for key, tensor in state.items()}
        assert len(from_torch(shapes, layers, TORCH[name])) == len(ours.weights)
