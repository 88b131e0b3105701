"""kerasarch: image classifiers from papers' tables, trained, searched and exported with proof.

Names are imported when they are first used, so `import kerasarch` loads neither Keras nor a backend.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import keras

from kerasarch import data as data
from kerasarch import export as export
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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """BNInception, arXiv:1502.03167, appendix."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB0, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB1, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB2, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB3, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB4, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB5, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB6, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetB7, arXiv:1905.11946, table 1 and section 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite0, arXiv:1905.11946, table 1, in the Lite form of the authors' repository."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite1, arXiv:1905.11946, table 1, in the Lite form of the authors' repository."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite2, arXiv:1905.11946, table 1, in the Lite form of the authors' repository."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite3, arXiv:1905.11946, table 1, in the Lite form of the authors' repository."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """EfficientNetLite4, arXiv:1905.11946, table 1, in the Lite form of the authors' repository."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """GoogLeNet, arXiv:1409.4842, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionV1, arXiv:1409.4842, table 1, with batch normalisation and 3x3 for 5x5."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionV2, arXiv:1512.00567, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionV3, arXiv:1512.00567, section 6."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionV4, arXiv:1602.07261, figure 9."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """InceptionResNetV2, arXiv:1602.07261, figure 15, as released."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerS32, arXiv:2105.01601, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerS16, arXiv:2105.01601, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerB32, arXiv:2105.01601, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerB16, arXiv:2105.01601, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerL32, arXiv:2105.01601, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerL16, arXiv:2105.01601, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MixerH14, arXiv:2105.01601, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MobileNet, arXiv:1704.04861, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """MobileNetV2, arXiv:1801.04381, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGA0, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGA1, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGA2, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB0, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB1, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB1g2, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB1g4, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB2, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB2g2, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB2g4, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB3, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB3g2, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """RepVGGB3g4, arXiv:2101.03697, table 2."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet18, arXiv:1512.03385, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet34, arXiv:1512.03385, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet50, arXiv:1512.03385, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet101, arXiv:1512.03385, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet152, arXiv:1512.03385, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet50V2, arXiv:1603.05027, figure 4e."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet101V2, arXiv:1603.05027, figure 4e."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNet152V2, arXiv:1603.05027, figure 4e."""

def ResNeXt50_32x4d(
    include_top: bool = True,
    weights: str | Path | None = None,
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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNeXt50_32x4d, arXiv:1611.05431, table 1."""

def ResNeXt101_32x4d(
    include_top: bool = True,
    weights: str | Path | None = None,
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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNeXt101_32x4d, arXiv:1611.05431, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ResNeXt101_64x4d, arXiv:1611.05431, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet18, arXiv:1709.01507, figure 3."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet34, arXiv:1709.01507, figure 3."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet50, arXiv:1709.01507, figure 3."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet101, arXiv:1709.01507, figure 3."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNet152, arXiv:1709.01507, figure 3."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNeXt50_32x4d, arXiv:1709.01507, figure 3."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEResNeXt101_32x4d, arXiv:1709.01507, figure 3."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SENet154, arXiv:1709.01507, SENet-154."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEMobileNet, arXiv:1709.01507, on arXiv:1704.04861, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEVGG16, arXiv:1709.01507, on arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SEXception, arXiv:1709.01507, on arXiv:1610.02357, figure 5."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g1, arXiv:1707.01083, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g2, arXiv:1707.01083, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g3, arXiv:1707.01083, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g4, arXiv:1707.01083, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV1_g8, arXiv:1707.01083, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x0_5, arXiv:1807.11164, table 5."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x1_0, arXiv:1807.11164, table 5."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x1_5, arXiv:1807.11164, table 5."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """ShuffleNetV2_x2_0, arXiv:1807.11164, table 5."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SqueezeNet1_0, arXiv:1602.07360, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """SqueezeNet1_1, arXiv:1602.07360, version 1.1 of the authors' repository."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG11, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG13, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG16, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG19, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG11_BN, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG13_BN, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG16_BN, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """VGG19_BN, arXiv:1409.1556, table 1."""

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
    features: Sequence[str] | None = None,
    residual: bool = True,
    inner_activation: Literal["relu", "elu"] | None = None,
    order: Literal["depthwise_first", "pointwise_first"] = "depthwise_first",
    segments: int | Literal["depthwise"] = "depthwise",
) -> keras.Model:
    """Xception, arXiv:1610.02357, figure 5."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """Xception41, arXiv:1802.02611, figure 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """Xception65, arXiv:1802.02611, figure 4."""

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
    features: Sequence[str] | None = None,
) -> keras.Model:
    """Xception71, arXiv:1802.02611, figure 4."""
