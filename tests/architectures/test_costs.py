"""What every architecture costs: Keras's own count, and the multiply-adds that others publish."""

from math import prod

import pytest

import kerasarch
from kerasarch import networks, papers
from kerasarch.plans import unroll
from kerasarch.steps import Norm
from kerasarch.walks import leaves
from tests.parity import without_values

NAMES = kerasarch.list_models()

# Billions, of convolutions and dense layers: torchvision 0.28, meta["_ops"] of the weights
TORCHVISION = {
    **{"vgg11": 7.609, "vgg13": 11.308, "vgg16": 15.470, "vgg19": 19.632},
    **{"vgg11_bn": 7.609, "vgg13_bn": 11.308, "vgg16_bn": 15.470, "vgg19_bn": 19.632},
    **{"resnet18": 1.814, "resnet34": 3.664, "resnext50_32x4d": 4.230, "resnext101_64x4d": 15.460},
    **{"inception_v1": 1.498, "inception_v3": 5.713, "squeezenet_1_0": 0.819, "squeezenet_1_1": 0.349},
    **{"mobilenet_v2": 0.301, "efficientnet_b0": 0.386, "efficientnet_b1": 0.687, ("efficientnet_b2", 288): 1.088},
    **{"efficientnet_b3": 1.827, "efficientnet_b4": 4.394, "efficientnet_b5": 10.266, "efficientnet_b6": 19.068},
    **{"efficientnet_b7": 37.746, "shufflenet_v2_x0_5": 0.040, "shufflenet_v2_x1_0": 0.145},
    **{"shufflenet_v2_x1_5": 0.296, "shufflenet_v2_x2_0": 0.583},
}
# Billions, with 2 for each value that a batch norm normalises, and 5 for a layer norm's: infer_gmacs of timm's
# results/benchmark-infer-amp-nhwc-pt113-cu117-rtx3090.csv; for repvgg_a0, a1 and b1g2, "FLOPs" of mmpretrain's zoo
WITH_NORMS = {
    **{"se_resnet18": 1.82, "se_resnet34": 3.67, "se_resnet50": 3.88, "se_resnet101": 7.61, "se_resnet152": 11.33},
    **{"se_resnext50_32x4d": 4.26, "se_resnext101_32x4d": 8.02, "senet154": 20.77, "resnext101_32x4d": 8.01},
    **{"xception": 8.40, "xception41": 9.28, "xception65": 13.96, "xception71": 18.09},
    **{"inception_v4": 12.28, "inception_resnet_v2": 13.18},
    **{"mixer_s32": 1.00, "mixer_s16": 3.79, "mixer_b32": 3.24, "mixer_b16": 12.62, "mixer_l32": 11.27},
    **{"mixer_l16": 44.60, "repvgg_a2": 5.70, "repvgg_b0": 3.41, "repvgg_b1": 13.16, "repvgg_b1g4": 8.15},
    **{"repvgg_b2": 20.45, "repvgg_b2g4": 12.63, "repvgg_b3": 29.16, "repvgg_b3g4": 17.89},
    **{"repvgg_a0": 1.52, "repvgg_a1": 2.64, "repvgg_b1g2": 9.82},
    # timm's own sizes of lite3 and lite4, which are not the authors'
    **{"efficientnet_lite0": 0.40, "efficientnet_lite1": 0.62, "efficientnet_lite2": 0.89},
    **{("efficientnet_lite3", 300): 1.65, ("efficientnet_lite4", 380): 4.04},
}
# Counted on networks of others that were built, or published in a paper: in the test of the family
ELSEWHERE = {
    *("resnet50", "resnet101", "resnet152", "resnet50_v2", "resnet101_v2", "resnet152_v2", "mobilenet", "bn_inception"),
    *("shufflenet_v1_g1", "shufflenet_v1_g2", "shufflenet_v1_g3", "shufflenet_v1_g4", "shufflenet_v1_g8"),
}
UNPUBLISHED = {
    "googlenet": "its paper's counts are checked module by module; its 34 million of the first convolution are 118",
    "inception_v2": "its paper leaves the channels inside the modules open",
    "mixer_h14": "its paper counts parameters only",
    "repvgg_b2g2": "in no library; between repvgg_b2 and repvgg_b2g4",
    "repvgg_b3g2": "in no library; between repvgg_b3 and repvgg_b3g4",
    "se_bn_inception": "its paper says 2.04 and BN-Inception 2.03, where that of the authors' port has 2.033",
    "se_inception_resnet_v2": "its paper's 11.76 are of an Inception-ResNet-v2 of its own",
    "se_inception_v3": "in no library",
    "se_mobilenet": "its paper's 572 M count the pools of the gates as well; ours are 569 M",
    "se_vgg16": "its paper's 15.48 count the pools of the gates as well; ours are 15.47",
    "se_xception": "in no library",
}


def name_and_size(key):
    return key if isinstance(key, tuple) else (key, papers.find(key).size)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_network_of_the_paper_s_size_has_the_predicted_layers(name):
    description = kerasarch.describe(name)
    with without_values():
        model = kerasarch.build(name, weights=None)
    trainable = sum(prod(weight.shape) for weight in model.trainable_weights)
    total = description.total
    assert (model.count_params(), trainable, model.output_shape[1:]) == (total.params, total.trainable, total.shape)
    predicted = {row.name: (row.shape, row.params) for row in description.rows}
    built = {layer.name: (layer.output.shape[1:], layer.count_params()) for layer in model.layers[1:]}
    both = predicted.keys() & built.keys()
    assert {layer.name for layer in model.layers if layer.weights} <= both
    assert {one: predicted[one] for one in both} == {one: built[one] for one in both}


@pytest.mark.parametrize(("key", "published"), TORCHVISION.items(), ids=str)
def test_multiply_adds_are_those_that_torchvision_publishes(key, published):
    name, size = name_and_size(key)
    assert kerasarch.cost(name, (size, size, 3)).macs / 1e9 == pytest.approx(published, abs=0.00051)


@pytest.mark.parametrize(("key", "published"), WITH_NORMS.items(), ids=str)
def test_multiply_adds_with_the_norms_are_those_that_timm_and_mmpretrain_publish(key, published):
    name, size = name_and_size(key)
    plan = unroll(networks.network(papers.find(name)).table)
    each = {"batch": 2, "layer": 5}
    norms = {step.name: each[step.type] for step in leaves(plan.steps) if isinstance(step, Norm)}
    description = kerasarch.describe(name, (size, size, 3))
    macs = description.total.macs + sum(norms.get(row.name, 0) * prod(row.shape) for row in description.rows)
    assert macs / 1e9 == pytest.approx(published, abs=0.0055)  # they count the last pool, too


def test_whose_multiply_adds_nobody_publishes_is_known():
    published = [name_and_size(key)[0] for key in (*TORCHVISION, *WITH_NORMS)]
    assert sorted([*published, *ELSEWHERE, *UNPUBLISHED]) == NAMES
