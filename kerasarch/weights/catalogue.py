"""The weights that are published for an architecture. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A legacy `.h5` file with the ImageNet classes, and one without the top; the md5 sums are published by Keras."""

    folder: str
    top: str
    top_md5: str
    no_top: str
    no_top_md5: str
    classes: int = 1000


# keras.applications' own store (Keras 3.15.1, keras/src/applications/*.py; code Apache-2.0)
KERAS = "https://storage.googleapis.com/tensorflow/keras-applications"

IMAGENET = {
    "xception": Published(
        f"{KERAS}/xception",
        "xception_weights_tf_dim_ordering_tf_kernels.h5",
        "0a58e3b7378bc2990ea3b43d5981f1f6",
        "xception_weights_tf_dim_ordering_tf_kernels_notop.h5",
        "b0042744bf5b25fce3cb969f33bebb97",
    ),
    "inception_v3": Published(
        f"{KERAS}/inception_v3",
        "inception_v3_weights_tf_dim_ordering_tf_kernels.h5",
        "9a0d58056eeedaa3f26cb7ebd46da564",
        "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5",
        "bcbd6486424b2319ff4ef7d526e38f63",
    ),
    "inception_resnet_v2": Published(
        f"{KERAS}/inception_resnet_v2",
        "inception_resnet_v2_weights_tf_dim_ordering_tf_kernels.h5",
        "e693bd0210a403b3192acc6073ad2e96",
        "inception_resnet_v2_weights_tf_dim_ordering_tf_kernels_notop.h5",
        "d19885ff4a710c122648d3b5c3b684e4",
    ),
}
