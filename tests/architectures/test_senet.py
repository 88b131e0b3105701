"""The SENets against timm's ports of the authors' networks, and the published counts."""

import pytest

import kerasarch
from tests.torch_reference import assert_equals_torch, models


@pytest.mark.parametrize(
    "name",
    [
        "seresnet18",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("seresnet34", "seresnet50", "seresnext50_32x4d")),
    ],
)
def test_with_the_same_weights_the_logits_are_those_of_timm(name):
    theirs = models("timm").create_model(f"legacy_{name}")
    assert_equals_torch(theirs, name.replace("se", "se_", 1))


@pytest.mark.slow
def test_senet154_is_that_of_timm_in_all_but_its_depth():
    from kerasarch import papers
    from kerasarch.papers.senet import SENET154
    from kerasarch.rewrites.scale import scale

    senet = models("timm.models.senet")
    theirs = senet.SENet(
        senet.SEBottleneck,
        (1, 1, 2, 1),
        groups=64,
        reduction=16,
        drop_rate=0.0,
        inplanes=128,
        input_3x3=True,
        downsample_kernel_size=3,
        downsample_padding=1,
    )
    shallow = 1 / 18  # of 3, 8, 36 and 3 units
    assert [row.times for row in scale(SENET154, 1, shallow)[-4:]] == [1, 1, 2, 1]
    assert papers.find("senet154").dropout == 0.2
    shapes = ((101, 75, 3), (64, 96, 3))
    assert_equals_torch(theirs, "senet154", shapes, depth=shallow)


@pytest.mark.parametrize(
    ("name", "params", "trainable", "gmacs"),
    [
        ("se_resnet18", 11_788_192, 11_778_592, 1.814),
        ("se_resnet34", 21_975_892, 21_958_868, 3.664),
        ("se_resnet50", 28_141_144, 28_088_024, 3.861),
        ("se_resnet101", 49_432_216, 49_326_872, 7.575),
        ("se_resnet152", 66_973_272, 66_821_848, 11.289),
        ("se_resnext50_32x4d", 27_628_120, 27_559_896, 4.233),
        ("se_resnext101_32x4d", 49_093_272, 48_955_416, 7.975),
        ("senet154", 115_336_536, 115_088_984, 20.688),
    ],
)
def test_costs_are_the_published_ones(name, params, trainable, gmacs):
    cost = kerasarch.cost(name)
    assert (cost.params, cost.trainable) == (params, trainable)
    assert cost.macs / 1e9 == pytest.approx(gmacs, abs=0.0006)


@pytest.mark.parametrize(
    ("name", "base", "gates"),
    [
        ("se_mobilenet", "mobilenet", (64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024)),
        ("se_vgg16", "vgg16_bn", (64, 128, 256, 512, 512)),
        ("se_xception", "xception", (128, 256, *[728] * 9, 1024)),
        ("se_inception_v3", "inception_v3", (256, 288, 288, *[768] * 5, 1280, 2048, 2048)),
        (
            *("se_inception_resnet_v2", "inception_resnet_v2"),
            (*[320] * 11, *[1088] * 21, *[2080] * 11),
        ),
    ],
)
def test_a_gate_on_each_module_adds_its_two_layers(name, base, gates):
    added = sum(2 * c * (c // 16) + c + c // 16 for c in gates)
    assert kerasarch.cost(name).params - kerasarch.cost(base).params == added


def test_se_bn_inception_has_the_parameters_of_the_authors_release():
    # 69 convolutions without biases, each with a norm, and 10 gates
    cost = kerasarch.cost("se_bn_inception")
    assert (cost.trainable, cost.params) == (11_931_622, 11_931_622 + 20_032)
    assert cost.macs / 1e9 == pytest.approx(2.04, abs=0.01)  # the paper's table 2


@pytest.mark.parametrize(
    ("name", "gates"), [("se_bn_inception", 10), ("se_inception_v3", 11), ("se_inception_resnet_v2", 43)]
)
def test_every_module_of_an_inception_has_a_gate_those_included_that_halve_the_map(name, gates):
    names = [row.name for row in kerasarch.describe(name).rows]
    assert sum(row.endswith("_se_sigmoid") for row in names) == gates
    halving = {"se_bn_inception": "inception_4e", "se_inception_v3": "mixed8", "se_inception_resnet_v2": "mixed_7a"}
    assert f"{halving[name]}_se_sigmoid" in names
