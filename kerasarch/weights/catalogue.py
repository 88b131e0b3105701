"""The weights that are published for an architecture. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Published:
    """A legacy `.h5` file with the ImageNet classes, and one without the top; the md5 sums are published by Keras.

    Attributes:
        folder: where the files are.
        top, no_top: their names; {width} and {size} stand for what differs from file to file.
        top_md5, no_top_md5: None where Keras publishes none.
        classes: of the top.
        widths: that weights are published for, and how they are written in a file's name.
        sizes: heights of the square images that weights are published for, if there are several; the first is taken
            for other images.
        deviation: of the colours, by which Keras scales once more after its input normalisation, but only for these
            files; () where it does not.
    """

    folder: str
    top: str
    top_md5: str | None
    no_top: str
    no_top_md5: str | None
    classes: int = 1000
    widths: Mapping[float, str] = field(default_factory=lambda: {1.0: "1"})
    sizes: tuple[int, ...] = ()
    deviation: tuple[float, ...] = ()

    def file(self, include_top: bool, width: float, height: int | None, breadth: int | None) -> tuple[str, str | None]:
        """The name and md5 of the file for a `width` of `widths` and images of height x breadth."""
        name, md5 = (self.top, self.top_md5) if include_top else (self.no_top, self.no_top_md5)
        size = height if height == breadth and height in self.sizes else (*self.sizes, None)[0]
        return name.format(width=self.widths[width], size=size), md5


# keras.applications' own stores (Keras 3.15.1, keras/src/applications/*.py; code Apache-2.0)
KERAS = "https://storage.googleapis.com/tensorflow/keras-applications"
KERAS_EFFICIENTNET = "https://storage.googleapis.com/keras-applications"


def _kernels(folder: str, name: str, top_md5: str, no_top_md5: str) -> Published:
    file = f"{name}_weights_tf_dim_ordering_tf_kernels"
    return Published(f"{KERAS}/{folder}", f"{file}.h5", top_md5, f"{file}_notop.h5", no_top_md5)


def _efficientnet(form: str, top_md5: str, no_top_md5: str) -> Published:
    file = f"efficientnet{form}"
    return Published(
        KERAS_EFFICIENTNET,
        f"{file}.h5",
        top_md5,
        f"{file}_notop.h5",
        no_top_md5,
        deviation=(0.229, 0.224, 0.225),  # IMAGENET_STDDEV_RGB of Keras's efficientnet.py
    )


IMAGENET = {
    "xception": _kernels(
        "xception", "xception", "0a58e3b7378bc2990ea3b43d5981f1f6", "b0042744bf5b25fce3cb969f33bebb97"
    ),
    "vgg16": _kernels("vgg16", "vgg16", "64373286793e3c8b2b4e3219cbf3544b", "6d6bbae143d832006294945121d1f1fc"),
    "vgg19": _kernels("vgg19", "vgg19", "cbe5617147190e668d6c5d5026f83318", "253f8cb515780f3b799900260a226db6"),
    "resnet50": _kernels("resnet", "resnet50", "2cb95161c43110f7111970584f804107", "4d473c1dd8becc155b73f8504c6f6626"),
    "resnet101": _kernels(
        "resnet", "resnet101", "f1aeb4b969a6efcfb50fad2f0c20cfc5", "88cf7a10940856eca736dc7b7e228a21"
    ),
    "resnet152": _kernels(
        "resnet", "resnet152", "100835be76be38e30d865e96f2aaae62", "ee4c566cf9a93f14d82f913c2dc6dd0c"
    ),
    "resnet50_v2": _kernels(
        "resnet", "resnet50v2", "3ef43a0b657b3be2300d5770ece849e0", "fac2f116257151a9d068a22e544a4917"
    ),
    "resnet101_v2": _kernels(
        "resnet", "resnet101v2", "6343647c601c52e1368623803854d971", "c0ed64b8031c3730f411d2eb4eea35b5"
    ),
    "resnet152_v2": _kernels(
        "resnet", "resnet152v2", "a49b44d1979771252814e80f8ec446f9", "ed17cf2e0169df9d443503ef94b23b33"
    ),
    "resnext50_32x4d": _kernels(
        "resnet", "resnext50", "67a5b30d522ed92f75a1f16eef299d1a", "62527c363bdd9ec598bed41947b379fc"
    ),
    "resnext101_32x4d": _kernels(
        "resnet", "resnext101", "34fb605428fcc7aa4d62f44404c11509", "0f678c91647380debd923963594981b3"
    ),
    "mobilenet": Published(
        f"{KERAS}/mobilenet",
        "mobilenet_{width}_{size}_tf.h5",
        None,
        "mobilenet_{width}_{size}_tf_no_top.h5",
        None,
        widths={1.0: "1_0", 0.75: "7_5", 0.5: "5_0", 0.25: "2_5"},
        sizes=(224, 192, 160, 128),
    ),
    "mobilenet_v2": Published(
        f"{KERAS}/mobilenet_v2",
        "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_{width}_{size}.h5",
        None,
        "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_{width}_{size}_no_top.h5",
        None,
        widths={width: str(width) for width in (1.0, 0.35, 0.5, 0.75, 1.3, 1.4)},
        sizes=(224, 192, 160, 128, 96),
    ),
    "efficientnet_b0": _efficientnet("b0", "902e53a9f72be733fc0bcb005b3ebbac", "50bc09e76180e00e4465e1a485ddc09d"),
    "efficientnet_b1": _efficientnet("b1", "1d254153d4ab51201f1646940f018540", "74c4e6b3e1f6a1eea24c589628592432"),
    "efficientnet_b2": _efficientnet("b2", "b15cce36ff4dcbd00b6dd88e7857a6ad", "111f8e2ac8aa800a7a99e3239f7bfb39"),
    "efficientnet_b3": _efficientnet("b3", "ffd1fdc53d0ce67064dc6a9c7960ede0", "af6d107764bb5b1abb91932881670226"),
    "efficientnet_b4": _efficientnet("b4", "18c95ad55216b8f92d7e70b3a046e2fc", "ebc24e6d6c33eaebbd558eafbeedf1ba"),
    "efficientnet_b5": _efficientnet("b5", "ace28f2a6363774853a83a0b21b9421a", "38879255a25d3c92d5e44e04ae6cec6f"),
    "efficientnet_b6": _efficientnet("b6", "165f6e37dce68623721b423839de8be5", "9ecce42647a20130c1f39a5d4cb75743"),
    "efficientnet_b7": _efficientnet("b7", "8c03f828fec3ef71311cd463b6759d99", "cbcfe4450ddf6f3ad90b1b398090fe4a"),
    "inception_v3": _kernels(
        "inception_v3", "inception_v3", "9a0d58056eeedaa3f26cb7ebd46da564", "bcbd6486424b2319ff4ef7d526e38f63"
    ),
    "inception_resnet_v2": _kernels(
        "inception_resnet_v2",
        "inception_resnet_v2",
        "e693bd0210a403b3192acc6073ad2e96",
        "d19885ff4a710c122648d3b5c3b684e4",
    ),
}
