"""The model as converters want it: batch norms folded, branches fused, every operation one that they know."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from kerasarch.errors import ArchitectureError
from kerasarch.readers.read import read
from kerasarch.rewrites.deploy import deploy as deploy_plan
from kerasarch.rewritten import deploy, edge, fold


def prepared(model: Any, target: str | None = None, fuse: bool = True) -> Any:
    """`model`, the same function: folded where it can be read, with grouped convolutions that can be converted.

    A model that cannot be read keeps its batch norms; the converters fold those that they find. With target "edgetpu"
    it is rewritten by `kerasarch.edge`, if it can be read. Without `fuse`, parallel branches (RepVGG) stay apart: one
    kernel for all of them has few large weights and many small ones, which int8 tells apart badly.
    """
    if not unread(model):
        if fuse and deploy_plan(read(model))[1]:  # a network is made anew for it, which takes longer than looking
            model = deploy(model)
        model = fold(model)
        if target == "edgetpu":
            model = edge(model)
    return keras.models.clone_model(model, clone_function=_convertible)


def unread(model: Any) -> str:
    """Why `prepared` leaves a model's batch norms and operations as they are; "" where it rewrites them."""
    try:
        read(model)
    except ArchitectureError as reason:
        return str(reason)
    return ""


class _Grouped(keras.layers.Conv2D):  # type: ignore[misc] # Keras is not typed
    """A grouped convolution as TensorFlow's own operation.

    Keras compiles it with XLA, which tf2onnx makes an invalid file of without saying so.
    """

    def convolution_op(self, inputs: Any, kernel: Any) -> Any:
        """As of every Keras convolution."""
        return tf.nn.conv2d(inputs, kernel, self.strides, self.padding.upper(), "NHWC", self.dilation_rate)


def _convertible(layer: Any) -> Any:
    if isinstance(layer, keras.layers.Normalization):  # its constants, tf2onnx takes for inputs
        mean, deviation = (np.ravel(value) for value in (layer.mean, np.sqrt(layer.variance)))
        deviation = np.maximum(deviation, keras.config.epsilon())
        return keras.layers.Rescaling(
            [1 / float(d) for d in deviation],
            [float(-m / d) for m, d in zip(mean, deviation, strict=True)],
            name=layer.name,
        )
    if type(layer) is not keras.layers.Conv2D or layer.groups == 1:
        return layer
    grouped = _Grouped.from_config(layer.get_config())
    grouped.build(layer.input.shape)
    grouped.set_weights(layer.get_weights())
    return grouped
