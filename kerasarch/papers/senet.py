"""SENet: Squeeze-and-Excitation Networks, arXiv:1709.01507: squeeze-and-excite, on other papers' tables.

The ResNets, ResNeXts and SENet154 are as the authors trained them in Caffe: no biases in the convolutions, the stride
of a bottleneck in its first 1x1 (ResNeXt, SENet154: in the 3x3), and a first pool that rounds its map up instead of
padding it around.
"""

from dataclasses import replace
from functools import partial

from kerasarch.papers import bn_inception, inception_v2_v3, inception_v4, mobilenet, vgg, xception
from kerasarch.papers.architecture import TORCH, Architecture, caffe
from kerasarch.papers.resnet import Unit, bottleneck, conv3x3, relu, stages, torch_norm, unit
from kerasarch.papers.resnext import aggregated
from kerasarch.rewrites.squeeze_excite import squeeze_excite
from kerasarch.steps import Conv, Pad, Pool, Step, Table
from kerasarch.walks import each

# One more row and column below and right; zeros change no maximum after a ReLU.
CAFFE_POOL = (Pad(((0, 1), (0, 1)), name="pool1_pad"), Pool("max", 3, 2, name="pool1_pool"))

STEM = (
    Pad(((3, 3), (3, 3)), name="conv1_pad"),
    Conv(64, 7, 2, "valid", name="conv1_conv"),
    *torch_norm("conv1_bn"),
    *relu("conv1_relu"),
    *CAFFE_POOL,
)


def se_resnet(times: tuple[int, ...], unit: Unit, widens: bool = True) -> Table:
    return squeeze_excite(STEM + stages(times, unit, widens))


def small_unit(stage: int, filters: int, strides: int, project: bool) -> Table:
    """The authors published no network of small units. This is timm's, which activates before the gate as well."""
    body = (
        *conv3x3(filters, strides, "1"),
        *torch_norm("1_bn"),
        *relu("1_relu"),
        *conv3x3(filters, 1, "2"),
        *torch_norm("2_bn"),
        *relu("2_relu"),
    )
    return unit(stage, (Conv(filters, 1, strides, name="0_conv"), *torch_norm("0_bn")) if project else (), body)


# --- SENet154 -------------------------------------------------------------------------------------------------


def conv(filters: int, strides: int, name: str) -> Table:
    return (*conv3x3(filters, strides, name), *torch_norm(f"{name}_bn"), *relu(f"{name}_relu"))


SENET154_STEM = conv(64, 2, "conv1_1") + conv(64, 1, "conv1_2") + conv(128, 1, "conv1_3") + CAFFE_POOL


def senet154_unit(stage: int, filters: int, strides: int, project: bool) -> Table:
    """64 paths. The first 1x1 has half the channels of the 3x3, and from conv3 on a 3x3 projects the shortcut."""
    body = (
        Conv(2 * filters, name="1_conv"),
        *torch_norm("1_bn"),
        *relu("1_relu"),
        *conv3x3(4 * filters, strides, "2", groups=64),
        *torch_norm("2_bn"),
        *relu("2_relu"),
        Conv(4 * filters, name="3_conv"),
        *torch_norm("3_bn"),
    )
    projection = (Conv(4 * filters, name="0_conv"),) if stage == 2 else conv3x3(4 * filters, strides, "0")
    return unit(stage, (*projection, *torch_norm("0_bn")) if project else (), body)


SENET154 = squeeze_excite(SENET154_STEM + stages((3, 8, 36, 3), senet154_unit))

# --- the Inceptions -------------------------------------------------------------------------------------------
# A gate on every module (figure 2), those included that halve the map: so it is in the authors' SE-BN-Inception, with
# ten. They published no other: the same rule, and figure 3's for residual modules, give Inception-v3 11 gates and
# Inception-ResNet-v2 43, three of them on the modules between its residual ones.


def unbiased(step: Step) -> Table:
    return (replace(step, bias=False) if isinstance(step, Conv) else step,)


# Unlike that of plain BN-Inception, this release has no biases before batch norms.
SE_BN_INCEPTION = squeeze_excite(each(bn_inception.TABLE, unbiased))

# --- the records ----------------------------------------------------------------------------------------------

DEEP = partial(bottleneck, bias=False, norm=torch_norm)
PATHS_32 = aggregated(32, 4, norm=torch_norm)

PAPER = "arXiv:1709.01507"

ARCHITECTURES = (
    *(
        Architecture(
            name=f"se_{base.lower()}",
            title=f"SE{base}",
            paper=f"{PAPER}, figure 3",
            table=table,
            size=224,
            preprocessing=TORCH,
            top1=top1,
            top1_source=source,
        )
        for base, table, top1, source in (
            ("ResNet18", se_resnet((2, 2, 2, 2), small_unit, widens=False), 71.74, "timm, legacy_seresnet18"),
            ("ResNet34", se_resnet((3, 4, 6, 3), small_unit, widens=False), 74.79, "timm, legacy_seresnet34"),
            ("ResNet50", se_resnet((3, 4, 6, 3), DEEP), 77.65, "timm, legacy_seresnet50"),
            ("ResNet101", se_resnet((3, 4, 23, 3), DEEP), 78.37, "timm, legacy_seresnet101"),
            ("ResNet152", se_resnet((3, 8, 36, 3), DEEP), 78.66, "timm, legacy_seresnet152"),
            ("ResNeXt50_32x4d", se_resnet((3, 4, 6, 3), PATHS_32), 79.08, "timm, legacy_seresnext50_32x4d"),
            ("ResNeXt101_32x4d", se_resnet((3, 4, 23, 3), PATHS_32), 80.27, "timm, legacy_seresnext101_32x4d"),
        )
    ),
    Architecture(
        name="senet154",
        title="SENet154",
        paper=f"{PAPER}, SENet-154",
        table=SENET154,
        size=224,
        preprocessing=TORCH,
        top1=81.32,
        top1_source="timm, legacy_senet154",
        dropout=0.2,
    ),
    Architecture(
        name="se_mobilenet",
        title="SEMobileNet",
        paper=f"{PAPER}, on arXiv:1704.04861, table 1",
        table=squeeze_excite(mobilenet.MOBILENET),
        size=224,
        head=mobilenet.head,
        dropout=0.001,
        top1=74.7,
        top1_source="the paper, table 3",
    ),
    Architecture(
        name="se_vgg16",
        title="SEVGG16",
        paper=f"{PAPER}, on arXiv:1409.1556, table 1",
        # its paper's VGG-16 is the normalised one; a gate stands at the end of each block, behind the pool
        table=squeeze_excite(vgg.vgg(vgg.COLUMNS[16], norm=True)),
        size=224,
        head=vgg.head,
        preprocessing=TORCH,
        top1=74.78,
        top1_source="the paper, table 2",
    ),
    Architecture(
        name="se_xception",
        title="SEXception",
        paper=f"{PAPER}, on arXiv:1610.02357, figure 5",
        table=squeeze_excite(xception.ENTRY_FLOW + xception.MIDDLE_FLOW + xception.EXIT_FLOW),
        size=299,
    ),
    Architecture(
        name="se_bn_inception",
        title="SEBNInception",
        paper=f"{PAPER}, figure 2",
        table=SE_BN_INCEPTION,
        size=224,
        preprocessing=caffe(104, 117, 123),
        top1=75.77,
        top1_source="the paper, table 2",
    ),
    Architecture(
        name="se_inception_v3",
        title="SEInceptionV3",
        paper=f"{PAPER}, on arXiv:1512.00567, section 6",
        table=squeeze_excite(inception_v2_v3.INCEPTION_V3),
        size=299,
    ),
    Architecture(
        name="se_inception_resnet_v2",
        title="SEInceptionResNetV2",
        paper=f"{PAPER}, on arXiv:1602.07261, figure 15, as released",
        table=squeeze_excite(inception_v4.INCEPTION_RESNET_V2),
        size=299,
        # of a network of 11.76 billion multiply-adds: the release that is followed here has 13.16
        top1=80.20,
        top1_source="the paper, table 2, for its own Inception-ResNet-v2",
    ),
)
