"""The programs see an image as the network saw it in training, to a pixel value here and there."""

import sys

import numpy as np
import PIL.Image
import pytest

from kerasarch.data.images import read_images
from tests.exports.conftest import PHOTOS, ROOT


@pytest.fixture(scope="module")
def pixels():
    sys.path.insert(0, str(ROOT / "exports"))
    try:
        from shared.arrays import pixels
    finally:
        del sys.path[0]
    return pixels


@pytest.mark.parametrize("size", [(32, 32), (97, 131), (299, 299), (700, 500)])
@pytest.mark.parametrize("photo", ["china.jpg", "flower.jpg"])
def test_photographs_differ_from_training_by_one_in_one_value_of_a_thousand(pixels, photo, size):
    wrong = pixels(PHOTOS / photo, size).astype(int) - read_images([PHOTOS / photo], size)[0]
    assert np.abs(wrong).max() <= 1
    assert (wrong != 0).mean() <= 0.001


RANDOM = np.random.default_rng(0)
COLOURS = PIL.Image.fromarray(RANDOM.integers(0, 256, (9, 13, 4), np.uint8))


@pytest.mark.parametrize(
    ("name", "image", "options"),
    [
        ("rgba.png", COLOURS, {}),
        ("grey.png", COLOURS.convert("L"), {}),
        ("grey_alpha.png", COLOURS.convert("LA"), {}),
        ("one_bit.png", COLOURS.convert("1"), {}),
        ("palette.png", COLOURS.convert("RGB").quantize(20), {"transparency": 3}),
        ("sixteen_bits.png", PIL.Image.fromarray(RANDOM.integers(0, 65536, (9, 13)).astype(np.uint16)), {}),
        ("grey.jpg", COLOURS.convert("L"), {}),
        ("cmyk.jpg", COLOURS.convert("CMYK"), {}),
        ("colours.bmp", COLOURS.convert("RGB"), {}),
        (
            "two.gif",
            COLOURS.convert("P"),
            {"save_all": True, "append_images": [COLOURS.convert("P").transpose(PIL.Image.Transpose.ROTATE_180)]},
        ),
    ],
)
def test_every_kind_of_file_is_read_as_in_training(pixels, tmp_path, name, image, options):
    image.save(tmp_path / name, **options)
    np.testing.assert_array_equal(pixels(tmp_path / name, (9, 13)), read_images([tmp_path / name], (9, 13))[0])
