"""kerasarch: image classifiers from papers' tables, trained, searched and exported with proof.

Names are imported when they are first used, so `import kerasarch` loads neither Keras nor a backend.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import keras

from kerasarch import data as data
from kerasarch import export as export
from kerasarch import search as search
from kerasarch import training as training
from kerasarch.applications import build as build
from kerasarch.errors import KerasarchError as KerasarchError
from kerasarch.models import load as load
from kerasarch.models import save as save
from kerasarch.networks import cost as cost
from kerasarch.networks import describe as describe
from kerasarch.networks import list_models as list_models
from kerasarch.preprocessing import decode_predictions as decode_predictions
from kerasarch.preprocessing import preprocess_input as preprocess_input
from kerasarch.rewritten import deploy as deploy
from kerasarch.rewritten import edge as edge
from kerasarch.rewritten import fold as fold

__version__: str

def BNInception(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "bn_inception",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """BNInception, arXiv:1502.03167, appendix.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("bn_inception")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB0(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b0",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB0, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.2. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB1(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b1",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB1, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (240, 240, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.2. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB2(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB2, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (260, 260, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.3. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB3(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b3",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB3, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (300, 300, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.3. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB4(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b4",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB4, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (380, 380, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.4. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB5(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b5",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB5, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (456, 456, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.4. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB6(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b6",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB6, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (528, 528, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.5. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetB7(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_b7",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB7, arXiv:1905.11946, table 1 and section 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (600, 600, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
            as they are, as that of keras.applications does. None: True.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.5. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetLite0(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_lite0",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite0, arXiv:1905.11946, table 1, in the Lite form of the authors' repository.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("efficientnet_lite0")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.2. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetLite1(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_lite1",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite1, arXiv:1905.11946, table 1, in the Lite form of the authors' repository.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (240, 240, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("efficientnet_lite1")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.2. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetLite2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_lite2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite2, arXiv:1905.11946, table 1, in the Lite form of the authors' repository.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (260, 260, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("efficientnet_lite2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.3. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetLite3(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_lite3",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite3, arXiv:1905.11946, table 1, in the Lite form of the authors' repository.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (280, 280, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("efficientnet_lite3")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.3. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def EfficientNetLite4(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "efficientnet_lite4",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite4, arXiv:1905.11946, table 1, in the Lite form of the authors' repository.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (300, 300, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("efficientnet_lite4")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.3. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def GoogLeNet(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "googlenet",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """GoogLeNet, arXiv:1409.4842, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("googlenet")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def InceptionV1(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "inception_v1",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionV1, arXiv:1409.4842, table 1, with batch normalisation and 3x3 for 5x5.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("inception_v1")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def InceptionV2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "inception_v2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    five_by_five: Literal["table", "two_3x3", "two_3x3_linear", "5x5"] = "table",
    n_by_n: Literal["table", "1xn_nx1", "nxn"] = "table",
    reduction: Literal["both", "pool_first", "convolution_first"] = "both",
    stem: Literal["three_3x3", "7x7"] = "three_3x3",
    bn_auxiliary: bool = True,
) -> keras.Model:
    """InceptionV2, arXiv:1512.00567, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("inception_v2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        five_by_five: what covers 5x5 in a module that keeps the map's size (section 3.1, figures 4 and 5): "two_3x3",
            at 18/25 of the cost where channels are equal; the same without the activation between ("two_3x3_linear",
            figure 2: a point of accuracy worse); or one convolution ("5x5"). "table" leaves each as it is:
            Inception-v2 has two 3x3, the released Inception-v3 has both.
        n_by_n: what covers n x n in a module (section 3.2, figures 3 and 6): "1xn_nx1" makes of each such convolution
            one of 1 x n, then one of n x 1, at 2/n of the cost where channels are equal; "nxn" makes one of each such
            pair. "table" leaves each as it is: pairs where n is 7.
        reduction: what halves the map (section 5): "both", a pool beside strided convolutions (figure 10); the same
            convolutions, not strided, after the pool ("pool_first", figure 9 left: a bottleneck) or before it
            ("convolution_first", figure 9 right: about four times their cost). The input stays beside them.
        stem: the first convolutions: "three_3x3", or the "7x7" with stride 2 that they factorise (section 6, table 3).
        bn_auxiliary: whether in the auxiliary classifier the fully connected layer, which is its 5x5 of a map of 5x5,
            is batch-normalised as the 1x1 before it is (table 3). False is for auxiliary=True.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def InceptionV3(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "inception_v3",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    five_by_five: Literal["table", "two_3x3", "two_3x3_linear", "5x5"] = "table",
    n_by_n: Literal["table", "1xn_nx1", "nxn"] = "table",
    reduction: Literal["both", "pool_first", "convolution_first"] = "both",
    stem: Literal["three_3x3", "7x7"] = "three_3x3",
    bn_auxiliary: bool = True,
) -> keras.Model:
    """InceptionV3, arXiv:1512.00567, section 6.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 75 high and wide. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("inception_v3")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        five_by_five: what covers 5x5 in a module that keeps the map's size (section 3.1, figures 4 and 5): "two_3x3",
            at 18/25 of the cost where channels are equal; the same without the activation between ("two_3x3_linear",
            figure 2: a point of accuracy worse); or one convolution ("5x5"). "table" leaves each as it is:
            Inception-v2 has two 3x3, the released Inception-v3 has both.
        n_by_n: what covers n x n in a module (section 3.2, figures 3 and 6): "1xn_nx1" makes of each such convolution
            one of 1 x n, then one of n x 1, at 2/n of the cost where channels are equal; "nxn" makes one of each such
            pair. "table" leaves each as it is: pairs where n is 7.
        reduction: what halves the map (section 5): "both", a pool beside strided convolutions (figure 10); the same
            convolutions, not strided, after the pool ("pool_first", figure 9 left: a bottleneck) or before it
            ("convolution_first", figure 9 right: about four times their cost). The input stays beside them.
        stem: the first convolutions: "three_3x3", or the "7x7" with stride 2 that they factorise (section 6, table 3).
        bn_auxiliary: whether in the auxiliary classifier the fully connected layer, which is its 5x5 of a map of 5x5,
            is batch-normalised as the 1x1 before it is (table 3). False is for auxiliary=True.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def InceptionV4(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "inception_v4",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionV4, arXiv:1602.07261, figure 9.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("inception_v4")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def InceptionResNetV2(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "inception_resnet_v2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionResNetV2, arXiv:1602.07261, figure 15, as released.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 75 high and wide. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("inception_resnet_v2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MixerS32(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mixer_s32",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerS32, arXiv:2105.01601, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mixer_s32")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's. Refused by this one.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MixerS16(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mixer_s16",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerS16, arXiv:2105.01601, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mixer_s16")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's. Refused by this one.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MixerB32(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mixer_b32",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerB32, arXiv:2105.01601, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mixer_b32")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's. Refused by this one.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MixerB16(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mixer_b16",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerB16, arXiv:2105.01601, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mixer_b16")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's. Refused by this one.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MixerL32(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mixer_l32",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerL32, arXiv:2105.01601, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mixer_l32")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's. Refused by this one.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MixerL16(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mixer_l16",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerL16, arXiv:2105.01601, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mixer_l16")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's. Refused by this one.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MixerH14(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mixer_h14",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerH14, arXiv:2105.01601, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mixer_h14")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's. Refused by this one.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MobileNet(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mobilenet",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MobileNet, arXiv:1704.04861, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mobilenet")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.001. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def MobileNetV2(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "mobilenet_v2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    linear_bottleneck: bool = True,
) -> keras.Model:
    """MobileNetV2, arXiv:1801.04381, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("mobilenet_v2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        linear_bottleneck: whether the projections have none (section 3.2); False puts ReLU6 after each, before the sum
            (section 6.4, figure 6a: less accurate).

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGA0(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_a0",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGA0, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_a0")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGA1(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_a1",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGA1, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_a1")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGA2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_a2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGA2, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_a2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB0(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b0",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB0, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b0")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB1(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b1",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB1, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b1")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB1g2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b1g2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB1g2, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b1g2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB1g4(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b1g4",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB1g4, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b1g4")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB2, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB2g2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b2g2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB2g2, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b2g2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB2g4(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b2g4",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB2g4, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b2g4")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB3(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b3",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB3, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b3")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB3g2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b3g2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB3g2, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b3g2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def RepVGGB3g4(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "repvgg_b3g4",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB3g4, arXiv:2101.03697, table 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("repvgg_b3g4")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet18(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet18",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet18, arXiv:1512.03385, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet18")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet34(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet34",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet34, arXiv:1512.03385, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet34")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet50(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet50",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    stride_in: Literal["1x1", "3x3"] = "1x1",
) -> keras.Model:
    """ResNet50, arXiv:1512.03385, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet50")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        stride_in: which convolution of a bottleneck halves the map: the first "1x1", as the paper's authors have it, or
            the "3x3", as torchvision has it ("ResNet v1.5", at 2 to 6% more cost).

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet101(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet101",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    stride_in: Literal["1x1", "3x3"] = "1x1",
) -> keras.Model:
    """ResNet101, arXiv:1512.03385, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet101")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        stride_in: which convolution of a bottleneck halves the map: the first "1x1", as the paper's authors have it, or
            the "3x3", as torchvision has it ("ResNet v1.5", at 2 to 6% more cost).

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet152(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet152",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    stride_in: Literal["1x1", "3x3"] = "1x1",
) -> keras.Model:
    """ResNet152, arXiv:1512.03385, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet152")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        stride_in: which convolution of a bottleneck halves the map: the first "1x1", as the paper's authors have it, or
            the "3x3", as torchvision has it ("ResNet v1.5", at 2 to 6% more cost).

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet50V2(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet50_v2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet50V2, arXiv:1603.05027, figure 4e.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet50_v2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet101V2(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet101_v2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet101V2, arXiv:1603.05027, figure 4e.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet101_v2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNet152V2(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnet152_v2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet152V2, arXiv:1603.05027, figure 4e.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnet152_v2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNeXt50_32x4d(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnext50_32x4d",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    cardinality: Literal[1, 2, 4, 8, 32] = 32,
) -> keras.Model:
    """ResNeXt50_32x4d, arXiv:1611.05431, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnext50_32x4d")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        cardinality: how many paths a unit has: 1x64d, which is ResNet, 2x40d, 4x24d, 8x14d or 32x4d (tables 2 and 3).

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNeXt101_32x4d(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnext101_32x4d",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    cardinality: Literal[1, 2, 4, 8, 32] = 32,
) -> keras.Model:
    """ResNeXt101_32x4d, arXiv:1611.05431, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnext101_32x4d")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        cardinality: how many paths a unit has: 1x64d, which is ResNet, 2x40d, 4x24d, 8x14d or 32x4d (tables 2 and 3).

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ResNeXt101_64x4d(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "resnext101_64x4d",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNeXt101_64x4d, arXiv:1611.05431, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("resnext101_64x4d")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEResNet18(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_resnet18",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet18, arXiv:1709.01507, figure 3.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_resnet18")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEResNet34(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_resnet34",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet34, arXiv:1709.01507, figure 3.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_resnet34")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEResNet50(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_resnet50",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet50, arXiv:1709.01507, figure 3.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_resnet50")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEResNet101(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_resnet101",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet101, arXiv:1709.01507, figure 3.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_resnet101")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEResNet152(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_resnet152",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet152, arXiv:1709.01507, figure 3.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_resnet152")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEResNeXt50_32x4d(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_resnext50_32x4d",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNeXt50_32x4d, arXiv:1709.01507, figure 3.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_resnext50_32x4d")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEResNeXt101_32x4d(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_resnext101_32x4d",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNeXt101_32x4d, arXiv:1709.01507, figure 3.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_resnext101_32x4d")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SENet154(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "senet154",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SENet154, arXiv:1709.01507, SENet-154.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("senet154")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.2. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEMobileNet(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_mobilenet",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEMobileNet, arXiv:1709.01507, on arXiv:1704.04861, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_mobilenet")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.001. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEVGG16(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_vgg16",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEVGG16, arXiv:1709.01507, on arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_vgg16")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEXception(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_xception",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEXception, arXiv:1709.01507, on arXiv:1610.02357, figure 5.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_xception")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEBNInception(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_bn_inception",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEBNInception, arXiv:1709.01507, figure 2.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_bn_inception")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEInceptionV3(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_inception_v3",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEInceptionV3, arXiv:1709.01507, on arXiv:1512.00567, section 6.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_inception_v3")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SEInceptionResNetV2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "se_inception_resnet_v2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEInceptionResNetV2, arXiv:1709.01507, on arXiv:1602.07261, figure 15, as released.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("se_inception_resnet_v2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added. Refused by this one.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV1_g1(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v1_g1",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g1, arXiv:1707.01083, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v1_g1")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV1_g2(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v1_g2",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g2, arXiv:1707.01083, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v1_g2")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV1_g3(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v1_g3",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g3, arXiv:1707.01083, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v1_g3")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV1_g4(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v1_g4",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g4, arXiv:1707.01083, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v1_g4")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV1_g8(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v1_g8",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g8, arXiv:1707.01083, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v1_g8")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV2_x0_5(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v2_x0_5",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x0_5, arXiv:1807.11164, table 5.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v2_x0_5")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV2_x1_0(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v2_x1_0",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x1_0, arXiv:1807.11164, table 5.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v2_x1_0")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV2_x1_5(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v2_x1_5",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x1_5, arXiv:1807.11164, table 5.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v2_x1_5")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def ShuffleNetV2_x2_0(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "shufflenet_v2_x2_0",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x2_0, arXiv:1807.11164, table 5.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("shufflenet_v2_x2_0")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SqueezeNet1_0(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "squeezenet_1_0",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SqueezeNet1_0, arXiv:1602.07360, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("squeezenet_1_0")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.5. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def SqueezeNet1_1(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "squeezenet_1_1",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SqueezeNet1_1, arXiv:1602.07360, version 1.1 of the authors' repository.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("squeezenet_1_1")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0.5. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG11(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg11",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG11, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg11")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG13(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg13",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG13, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg13")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG16(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg16",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG16, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg16")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG19(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg19",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG19, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg19")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG11_BN(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg11_bn",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG11_BN, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg11_bn")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG13_BN(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg13_bn",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG13_BN, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg13_bn")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG16_BN(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg16_bn",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG16_BN, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg16_bn")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def VGG19_BN(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "vgg19_bn",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG19_BN, arXiv:1409.1556, table 1.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 32 high and wide. Default: (224, 224, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("vgg19_bn")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches. Refused by this one.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def Xception(
    include_top: bool = True,
    weights: str | Path | None = "imagenet",
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "xception",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
    residual: bool = True,
    inner_activation: Literal[None, "relu", "elu"] = None,
    order: Literal["depthwise_first", "pointwise_first"] = "depthwise_first",
    segments: int | str = "depthwise",
    fully_connected: int = 0,
) -> keras.Model:
    """Xception, arXiv:1610.02357, figure 5.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
            layers begin random, which a UserWarning says.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), at least 71 high and wide. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("xception")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
        residual: whether there are sums; without, of each the branch with most layers goes on alone.
        inner_activation: None, "relu" or "elu" between the two halves of each separable convolution.
        order: which half of them comes first, "depthwise_first" or "pointwise_first".
        segments: in how many parts their channels are convolved in space: 1 is an ordinary convolution followed by a
            pointwise one, "depthwise" is one channel a part.
        fully_connected: how many layers of 4096 units stand before the classifier, each with a ReLU; the paper tries
            0 and 2 (section 4.5.1, figures 7 and 8).

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def Xception41(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "xception41",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """Xception41, arXiv:1802.02611, figure 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("xception41")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def Xception65(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "xception65",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """Xception65, arXiv:1802.02611, figure 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("xception65")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """

def Xception71(
    include_top: bool = True,
    weights: str | Path | None = None,
    input_tensor: Any = None,
    input_shape: tuple[int | None, int | None, int] | None = None,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    name: str = "xception71",
    *,
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    features: Sequence[str] | None = None,
) -> keras.Model:
    """Xception71, arXiv:1802.02611, figure 4.

    The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
    channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

    Args:
        include_top: whether to end in the classifier.
        weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
            No ImageNet weights are published for this one.
        input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
        input_shape: (height, width, channels), so large that no map is empty. Default: (299, 299, 3).
            Without the top height and width may be None, and are by default.
        pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
        classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
        classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
            "softmax" or None. Without the top it means nothing.
        name: of the model.
        width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
        depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
            no row can follow is refused.
        include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
            If not, pass images through `kerasarch.preprocess_input("xception71")` first. None: False.
        dropout: rate before the classifier, 0 <= dropout < 1. None: 0. Refused where the top is left out.
        stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
            at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
            branches.
        se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
            layers, >= 1 (its paper: 16). None: none are added.
        auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. Refused by this one.
        stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
            of arXiv:1512.00567). None: the paper's.
        stem_pool: False leaves out the first pool, where it stands on its own before the modules.
            Refused by this one.
        features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
            classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
            in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.

    Returns:
        A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

    Raises:
        KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
            not fit.
    """
