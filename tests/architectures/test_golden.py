"""Every architecture computes what it computed when it was last meant to change."""

from dataclasses import replace

import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.steps import Conv, Depthwise, Norm, Pad, Pool
from kerasarch.walks import each
from tests import golden
from tests.parity import varies

FAST = ("resnet18", "mobilenet_v2", "mixer_s32")


def test_there_is_a_line_for_each_architecture_in_files_that_stay_small():
    assert sorted(golden.stored()) == kerasarch.list_models(), "python -m tests.golden writes them"
    sizes = [path.stat().st_size for path in golden.FOLDER.glob("*.json")]
    assert 0 < sum(sizes) < 50_000


@pytest.mark.parametrize("name", golden.stored())
def test_what_is_stored_varies_from_image_to_image(name):
    logits = np.array(golden.stored()[name]["logits"])
    assert logits.shape[0] == golden.IMAGES
    assert varies(logits) > 0.02


@pytest.mark.parametrize(
    "name",
    [*FAST, *(pytest.param(name, marks=pytest.mark.slow) for name in sorted(golden.stored()) if name not in FAST)],
)
def test_an_architecture_computes_what_is_stored(name):
    golden.assert_as_stored(name, golden.computed(name))


CHANGES = {
    "epsilon": lambda step: replace(step, epsilon=1e-3) if isinstance(step, Norm) else step,
    "momentum": lambda step: replace(step, momentum=0.99) if isinstance(step, Norm) else step,
    "padding": lambda step: replace(step, amount=((0, 2), (0, 2))) if isinstance(step, Pad) else step,
    "pool": lambda step: replace(step, type="avg") if isinstance(step, Pool) else step,
    "name": lambda step: replace(step, name="dw") if isinstance(step, Depthwise) and step.strides == 1 else step,
    "channels": lambda step: replace(step, filters=1000) if isinstance(step, Conv) and step.filters == 1024 else step,
}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_table_shows(change, monkeypatch):
    name = "shufflenet_v2_x0_5"
    record = papers.find(name)
    changed = replace(record, table=each(record.table, lambda step: (change(step),)))
    assert changed != record
    monkeypatch.setitem(papers.registry(), name, changed)
    found = golden.computed(name)
    with pytest.raises(AssertionError):
        golden.assert_as_stored(name, found)
