"""How the modules of timm's and torchvision's networks follow each other in our tables. Data only.

An order has the words of the modules' names, as the table has them; numbers count up. Where words begin with a module's
name, they hold below it and the others do not.
"""

from collections.abc import Mapping
from typing import Any

Order = Mapping[str, str]

STAGES = "layer1 layer2 layer3 layer4"
UNIT = "downsample conv1 bn1 conv2 bn2 conv3 bn3"  # a sum's first branch is the shortcut, as in keras.applications

RESNET = {"": f"{UNIT} {STAGES} fc"}
SENET = {"": f"{UNIT} se_module fc1 fc2 layer0 {STAGES} last_linear"}
XCEPTION_ALIGNED = {"": "stem blocks stack shortcut conv1 conv2 conv3 conv_dw bn_dw conv_pw bn_pw conv bn head fc"}
INCEPTION_V1 = {
    "": "conv1 conv2 conv3 inception3a inception3b inception4a inception4b inception4c inception4d inception4e "
    "inception5a inception5b branch1 branch2 branch3 branch4 conv bn fc"
}
INCEPTION_V4 = {
    "": "features branch0 branch1 branch1_0 branch1_1a branch1_1b branch2 branch2_0 branch2_1 branch2_2 branch2_3a "
    "branch2_3b branch3 conv bn last_linear"
}
VGG = {"": "features pre_logits fc1 fc2 head fc"}
SQUEEZENET = {"": "features squeeze expand1x1 expand3x3 classifier"}
SHUFFLENET_V2 = {"": "conv1 stage2 stage3 stage4 branch1 branch2 conv5 fc"}
EFFICIENTNET = {
    "": "conv_stem conv_pw bn1 conv_dw blocks conv_head bn2 conv_pwl bn3 classifier",
    "blocks.0": "conv_dw bn1 conv_pw bn2",  # the first row does not expand
}
REPVGG = {"": "stem stages conv_kxk conv_1x1 identity conv bn head fc"}
MIXER = {"": "stem proj blocks norm1 mlp_tokens norm2 mlp_channels fc1 fc2 norm head"}

# By the names of our architectures: those whose networks timm's or torchvision's code makes with the same function.
TORCH: dict[str, Order] = {
    **dict.fromkeys((f"resnet{layers}" for layers in (18, 34, 50, 101, 152)), RESNET),
    **dict.fromkeys(("resnext50_32x4d", "resnext101_32x4d", "resnext101_64x4d"), RESNET),
    **dict.fromkeys((f"se_resnet{layers}" for layers in (18, 34, 50, 101, 152)), SENET),
    **dict.fromkeys(("se_resnext50_32x4d", "se_resnext101_32x4d", "senet154"), SENET),
    **dict.fromkeys(("xception41", "xception65", "xception71"), XCEPTION_ALIGNED),
    "inception_v1": INCEPTION_V1,
    "inception_v4": INCEPTION_V4,
    **dict.fromkeys((f"vgg{layers}{norm}" for layers in (11, 13, 16, 19) for norm in ("", "_bn")), VGG),
    **dict.fromkeys(("squeezenet_1_0", "squeezenet_1_1"), SQUEEZENET),
    **dict.fromkeys((f"shufflenet_v2_x{times}" for times in ("0_5", "1_0", "1_5", "2_0")), SHUFFLENET_V2),
    **dict.fromkeys((f"efficientnet_lite{i}" for i in range(5)), EFFICIENTNET),
    **dict.fromkeys((f"repvgg_{form}" for form in ("a0", "a1", "a2", "b0", "b1", "b2", "b3")), REPVGG),
    **dict.fromkeys(("repvgg_b1g4", "repvgg_b2g4", "repvgg_b3g4"), REPVGG),
    **dict.fromkeys((f"mixer_{form}" for form in ("s32", "s16", "b32", "b16", "l32", "l16", "h14")), MIXER),
}

# The choices with which ours have the function of theirs, where the paper's network has another.
CHOICES: dict[str, Mapping[str, Any]] = {f"resnet{layers}": {"stride_in": "3x3"} for layers in (50, 101, 152)}

# Those whose convolutions have biases, as the authors' have; theirs have none, which is biases of 0.
UNBIASED = frozenset(("resnet50", "resnet101", "resnet152"))
