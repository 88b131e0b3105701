"""Training with auxiliary classifiers: every output learns the same labels, and the network's own is what is kept.

"At inference time, these auxiliary networks are discarded" (arXiv:1409.4842, section 5).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras


def losses(model: Any, weight: float, smoothing: float) -> dict[str, Any]:
    """What `compile` takes: the loss of each output, the auxiliary ones' times `weight`, and the network's accuracy.

    smoothing: how much of each label is spread over all classes. If any is, labels must be `labelled` with it too.
    """
    loss: Any = "sparse_categorical_crossentropy"
    if smoothing:
        loss = keras.losses.CategoricalCrossentropy(label_smoothing=smoothing)
    auxiliary = len(model.outputs) - 1
    if not auxiliary:
        return {"loss": loss, "metrics": ["accuracy"]}
    weights = [1.0] + [weight] * auxiliary
    return {"loss": [loss] * len(weights), "loss_weights": weights, "metrics": [["accuracy"]] + [[]] * auxiliary}


def labelled(batches: Any, model: Any, smoothing: float) -> Any:
    """`batches`, a tf.data.Dataset or a PyDataset, with their labels once for each output of `model`, and one-hot where
    its loss smooths them."""
    outputs, classes = len(model.outputs), model.outputs[0].shape[-1]
    if outputs == 1 and not smoothing:
        return batches

    def for_each(y: Any, rows: Callable[[Any, int], Any]) -> Any:
        y = rows(y, classes) if smoothing else y
        return y if outputs == 1 else (y,) * outputs

    if not isinstance(batches, keras.utils.PyDataset):
        from kerasarch.data.pipeline import one_hot

        return batches.map(lambda x, y: (x, for_each(y, one_hot)))

    class Labelled(keras.utils.PyDataset):  # type: ignore[misc]
        def __len__(self) -> int:
            return len(batches)

        def __getitem__(self, index: int) -> Any:
            x, y = batches[index]
            return x, for_each(y, keras.utils.to_categorical)

        def on_epoch_end(self) -> None:
            batches.on_epoch_end()

    return Labelled()


def figures(logs: dict[str, float], model: Any) -> dict[str, float]:
    """An epoch's logs with the network's own loss and accuracy under the names that they have without auxiliary
    classifiers, and the sum that is minimised as "total_loss"."""
    if len(model.outputs) == 1:
        return dict(logs)
    own = f"{model.output_names[0]}_"
    out = {}
    for key, value in logs.items():
        name = key.removeprefix("val_")
        name = "total_loss" if name == "loss" else name.removeprefix(own)
        out["val_" * key.startswith("val_") + name] = value
    return out


def without(model: Any) -> Any:
    """The network alone, sharing its weights with `model`."""
    return model if len(model.outputs) == 1 else keras.Model(model.inputs, model.outputs[0], name=model.name)
