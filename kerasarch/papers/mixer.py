"""MLP-Mixer: An all-MLP Architecture for Vision, arXiv:2105.01601, table 1 and figure 1.

Layers have the names of the authors' code. A layer of the token mixing sees all tokens, so its weights belong to one
size of image.
"""

from typing import Any

from kerasarch.papers.architecture import Architecture
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Drop,
    GlobalPool,
    Norm,
    Of,
    Repeat,
    Shape,
    Table,
)


def norm(name: str) -> Table:
    return (Norm("layer", epsilon=1e-6, name=name),)  # flax's epsilon


def mlp(name: str, hidden: int) -> Table:
    # The authors' GELU is the tanh approximation; ours, the exact one, differs by less than 0.001.
    steps = (Dense(hidden, name="Dense_0"), Act("gelu", name="gelu"), Dense(Of(1), name="Dense_1"))
    return (Block(name, steps, module=False),)


def mixer(patch: int, layers: int, hidden: int, tokens: int, channels: int) -> Table:
    """Table 1: `layers` of `hidden` channels on patches of `patch` pixels, with MLPs of `tokens` and `channels`."""
    token_mixing = (
        *norm("LayerNorm_0"),
        Shape("swap", name="to_channels"),
        *mlp("token_mixing", tokens),
        Shape("swap", name="to_tokens"),
    )
    channel_mixing = (*norm("LayerNorm_1"), *mlp("channel_mixing", channels))
    steps = (
        Branches("add", ((), token_mixing), name="token_add"),
        Branches("add", ((), channel_mixing), name="channel_add"),
    )
    return (
        Conv(hidden, patch, patch, "valid", bias=True, name="stem"),
        Shape("tokens", name="tokens"),
        Repeat(layers, (Block("MixerBlock_{n0}", steps),)),
        *norm("pre_head_layer_norm"),
    )


def head(classes: int, activation: Any, dropout: float) -> Table:
    return (
        GlobalPool("avg", name="mean"),
        Drop(dropout, name="top_dropout"),
        Dense(classes, act=activation, name="head"),
    )


ARCHITECTURES = tuple(
    Architecture(
        name=f"mixer_{name.lower()}",
        title=f"Mixer{name}",
        paper="arXiv:2105.01601, table 1",
        table=mixer(*numbers),
        size=224,
        head=head,
        top1=top1,
        top1_source=source,
    )
    for name, numbers, top1, source in (
        ("S32", (32, 8, 512, 256, 2048), None, ""),
        ("S16", (16, 8, 512, 256, 2048), None, ""),
        ("B32", (32, 12, 768, 384, 3072), None, ""),
        ("B16", (16, 12, 768, 384, 3072), 76.62, "timm, goog_in21k_ft_in1k"),
        ("L32", (32, 24, 1024, 512, 4096), None, ""),
        ("L16", (16, 24, 1024, 512, 4096), 72.08, "timm, goog_in21k_ft_in1k"),
        ("H14", (14, 32, 1280, 640, 5120), None, ""),
    )
)
