"""Real images: scikit-learn's digits through tensorflow-datasets, folders, and arrays."""

import re
import shutil

import numpy as np
import PIL.Image
import pytest
import tensorflow as tf
import tensorflow_datasets as tfds
from sklearn.datasets import load_digits, load_sample_images

import kerasarch
from kerasarch.data import ArraySource, read_images
from kerasarch.data import digits as digits_module
from kerasarch.data.images import decode, prepare
from kerasarch.data.split import stratified
from kerasarch.errors import DataError

# --- the digits ------------------------------------------------------------------------------------------------


def test_the_digits_are_those_of_scikit_learn_each_in_one_split(digits):
    seen = {}
    for split in ("train", "validation", "test"):
        x, y = digits.arrays(split, (8, 8))
        assert digits.counts[split] == len(x)
        for image, label in zip(x, y, strict=True):
            seen.setdefault((image.tobytes(), int(label)), []).append(split)
    theirs = load_digits()
    wanted = np.round(theirs.images * (255 / 16)).astype(np.uint8)
    assert set(seen) == {
        (np.repeat(i[..., None], 3, -1).tobytes(), int(t)) for i, t in zip(wanted, theirs.target, strict=True)
    }
    assert sum(digits.counts.values()) == 1797
    assert all(len(splits) == 1 for splits in seen.values())


def test_every_digit_has_its_share_in_each_split(digits):
    for split in ("train", "validation", "test"):
        _, y = digits.arrays(split, (8, 8))
        shares = np.bincount(y, minlength=10) / len(y)
        assert shares.min() > 0.08
        assert shares.max() < 0.12


def test_the_digits_are_a_prepared_tensorflow_dataset(digits):
    builder = tfds.builder("digits")
    assert builder.info.features["label"].names[3] == "three" == digits.classes[3]
    half = tfds.load("digits", split="train[:50%]")
    assert half.cardinality() == round(digits.counts["train"] / 2)
    first = next(iter(tfds.builder_from_directory(builder.data_dir).as_dataset("test").as_numpy_iterator()))
    assert first["image"].shape == (8, 8, 1)


def test_digits_that_another_process_prepares_at_the_same_moment_are_used(monkeypatch):
    """TensorFlow Datasets then fails in one of the two, and finds them when asked again."""
    first, again = iter([OSError(39, "Directory not empty")]), digits_module._prepared

    def prepared():
        for failure in first:
            raise failure
        return again()

    monkeypatch.setattr(digits_module, "_prepared", prepared)
    assert digits_module.prepared().info.splits["test"].num_examples == 359


def test_digits_that_cannot_be_written_are_refused_with_the_place(monkeypatch):
    def prepared():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(digits_module, "_prepared", prepared)
    with pytest.raises(DataError, match=r"the digits cannot be written to .*digits/1.0.0: No space left on device$"):
        digits_module.prepared()


# --- batches ---------------------------------------------------------------------------------------------------


def test_batches_are_bytes_of_the_size_asked_for(digits):
    batches = digits.batches("validation", (40, 31), 50)
    x, y = next(iter(batches))
    assert (x.shape, x.dtype, y.shape) == ((50, 40, 31, 3), tf.uint8, (50,))
    assert sum(len(y) for _, y in batches) == digits.counts["validation"] == 179
    assert len(batches) == 4


def test_without_a_seed_the_order_is_that_of_the_arrays(digits):
    y = np.concatenate([y for _, y in digits.batches("test", (8, 8), 64)])
    np.testing.assert_array_equal(y, digits.arrays("test", (8, 8))[1])


def test_with_a_seed_the_order_is_new_every_epoch_and_the_same_for_the_same_seed(digits):
    def epochs(seed):
        batches = digits.batches("train", (8, 8), 64, seed)
        return [np.concatenate([y for _, y in batches]) for _ in range(2)]

    one, again, other = epochs(1), epochs(1), epochs(2)
    np.testing.assert_array_equal(one, again)
    assert (one[0] != one[1]).any()
    assert (one[0] != other[0]).any()
    assert sorted(one[0]) == sorted(one[1])


def test_only_training_images_move_and_never_far(digits):
    still, moved = (next(iter(digits.batches("train", (8, 8), 1259, 3, shift)))[0].numpy() for shift in (0, 0.125))
    assert (still != moved).any(axis=(1, 2, 3)).mean() > 0.7
    inner = np.lib.stride_tricks.sliding_window_view(
        np.pad(still, ((0, 0), (1, 1), (1, 1), (0, 0)), "symmetric"), (8, 8), (1, 2)
    )
    candidates = {np.moveaxis(window, 0, -1).tobytes() for image in inner for row in image for window in row}
    assert all(image.tobytes() in candidates for image in moved[:50])


# --- one function prepares an image ----------------------------------------------------------------------------


def test_a_photo_is_cropped_to_the_aspect_and_resized_as_pillow_does():
    photo = load_sample_images().images[0]  # 427 x 640
    ours = prepare(tf.constant(photo), (96, 96)).numpy()
    centre = PIL.Image.fromarray(photo[:, 106 : 106 + 427])
    theirs = np.asarray(centre.resize((96, 96), PIL.Image.Resampling.BILINEAR))
    assert theirs.std() > 30
    assert np.abs(ours.astype(int) - theirs).max() <= 2


@pytest.mark.parametrize("size", [(30, 90), (90, 30), (1, 1), (200, 199)])
def test_any_aspect_gives_the_size_asked_for(size):
    image = np.random.default_rng(0).integers(0, 256, (50, 70, 3)).astype(np.uint8)
    assert prepare(tf.constant(image), size).shape == (*size, 3)


def test_a_jpeg_is_decoded_to_pillows_pixels(tmp_path):
    PIL.Image.fromarray(load_sample_images().images[1]).save(tmp_path / "a.jpg", quality=90)
    ours = decode((tmp_path / "a.jpg").read_bytes()).numpy()
    np.testing.assert_array_equal(ours, np.asarray(PIL.Image.open(tmp_path / "a.jpg")))


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA"])
def test_grey_palette_and_alpha_become_rgb(tmp_path, mode):
    PIL.Image.fromarray(load_sample_images().images[1]).convert(mode).save(tmp_path / "a.png")
    assert read_images([tmp_path / "a.png"], (32, 24)).shape == (1, 32, 24, 3)


# --- folders ---------------------------------------------------------------------------------------------------


def test_a_folder_is_split_by_class_with_a_seed(pngs):
    source = kerasarch.data.load("folder", str(pngs), seed=1)
    assert source.counts == {"train": 1259, "validation": 179, "test": 359}
    assert source.classes == tuple(sorted(source.classes))
    again, other = (kerasarch.data.load("folder", str(pngs), seed=seed) for seed in (1, 2))
    x, y = source.arrays("test", (8, 8))
    np.testing.assert_array_equal(x, again.arrays("test", (8, 8))[0])
    assert (x != other.arrays("test", (8, 8))[0]).any()
    assert np.bincount(y).min() > 30


def test_a_limit_takes_images_of_all_classes(pngs, digits):
    for source in (kerasarch.data.load("folder", str(pngs)), digits):
        x, y = source.arrays("train", (8, 8), limit=200)
        assert len(x) == len(y) == 200
        assert np.bincount(y, minlength=10).min() >= 8
        np.testing.assert_array_equal(x, source.arrays("train", (8, 8), limit=200)[0])


def test_labels_are_those_of_the_folders(pngs):
    source = kerasarch.data.load("folder", str(pngs))
    x, y = source.arrays("validation", (8, 8), limit=40)
    assert len(y) == 40
    theirs = {
        np.round(i * (255 / 16)).astype(np.uint8).tobytes(): int(t)
        for i, t in zip(*load_digits(return_X_y=True), strict=True)
    }
    names = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    assert [names[theirs[image[..., 0].tobytes()]] for image in x] == [source.classes[label] for label in y]


@pytest.fixture
def photos(tmp_path):
    root = tmp_path / "photos"
    for name in ("cat", "dog"):
        (root / name).mkdir(parents=True)
        for i in range(5):
            image = np.random.default_rng(i).integers(0, 256, (20, 30, 3)).astype(np.uint8)
            PIL.Image.fromarray(image).save(root / name / f"{i}.{'JPG' if i % 2 else 'png'}")
    return root


def test_a_small_folder_gives_every_split_an_image_of_every_class(photos):
    (photos / "cat" / ".DS_Store").write_text("hidden")
    (photos / "dog" / "Thumbs.db").write_text("left by a system")
    source = kerasarch.data.load("folder", str(photos))
    assert source.counts == {"train": 6, "validation": 2, "test": 2}


def damage(photos, what):
    if what == "nothing":
        shutil.rmtree(photos)
    elif what == "no classes":
        shutil.rmtree(photos)
        photos.mkdir()
    elif what == "one class":
        shutil.rmtree(photos / "dog")
    elif what == "empty class":
        shutil.rmtree(photos / "dog")
        (photos / "dog").mkdir()
    elif what == "few":
        for i in range(2, 5):
            next((photos / "dog").glob(f"{i}.*")).unlink()
    elif what == "unprintable":
        (photos / "dog").rename(photos / "d\nog")
    elif what == "strange":
        (photos / "dog" / "notes.txt").write_text("x")


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("nothing", "data.path must be a folder with one folder of images a class"),
        ("no classes", "needs at least 2 folders of images, one a class; it has 0"),
        ("one class", "needs at least 2 folders of images, one a class; it has 1"),
        ("empty class", "dog holds no images"),
        ("few", "class 'dog' has 2 images, too few"),
        ("unprintable", "has a class whose name cannot be printed"),
        ("strange", "holds 1 things that are no .jpg, .jpeg, .png files, the first is"),
    ],
)
def test_a_folder_that_cannot_be_used_is_refused_by_name(photos, what, says):
    damage(photos, what)
    with pytest.raises(DataError, match=says):
        kerasarch.data.load("folder", str(photos))


def test_broken_images_are_named(photos):
    broken = photos / "cat" / "1.JPG"
    broken.write_bytes(broken.read_bytes()[:200])
    (photos / "dog" / "0.png").write_text("no image")
    source = kerasarch.data.load("folder", str(photos))
    with pytest.raises(DataError, match=r"2 of 10 images cannot be used: .*cat/1.JPG: no whole .*dog/0.png: no whole"):
        for split in source.counts:
            source.arrays(split, (16, 16))
    with pytest.raises(DataError, match="2 of 10 images cannot be used"):
        source.check()
    shutil.rmtree(photos / "cat")
    with pytest.raises(DataError, match="cannot be used: .*cannot be read"):
        source.arrays("train", (16, 16))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"source": "folders"}, "data.source must be one of 'digits', 'folder'; got 'folders'; did you mean 'folder'"),
        ({"source": "digits", "path": "x"}, "data.path is for data.source='folder'"),
        ({"source": "folder"}, "data.path must be a folder"),
        ({"source": "folder", "validation": 0}, "data.validation must be a finite number and above 0"),
        (
            {"source": "folder", "validation": 0.6, "test": 0.5},
            "data.test must be a finite number and above 0 and below 0.4",
        ),
    ],
)
def test_an_argument_that_cannot_be_is_refused(arguments, says, photos):
    if arguments.get("source") == "folder" and len(arguments) > 1:
        arguments = arguments | {"path": str(photos)}
    with pytest.raises(DataError, match=re.escape(says)):
        kerasarch.data.load(**arguments)


def test_the_least_share_of_a_class_is_one_image():
    parts = stratified([0, 0, 0, 1, 1, 1], ("a", "b"), 0.01, 0.01, seed=0)
    assert {split: len(which) for split, which in parts.items()} == {"train": 2, "validation": 2, "test": 2}
    assert sorted(np.concatenate(list(parts.values()))) == list(range(6))


def test_an_image_to_read_that_is_missing_or_none_is_named(tmp_path):
    (tmp_path / "a.png").write_text("x")
    with pytest.raises(DataError, match=r"a.png: no whole JPEG, PNG, BMP or GIF$"):
        read_images([tmp_path / "a.png"], (8, 8))
    with pytest.raises(DataError, match=r"b.png: cannot be read \(No such file"):
        read_images([tmp_path / "b.png"], (8, 8))


# --- arrays ----------------------------------------------------------------------------------------------------


def split(n=6, size=8, classes=2):
    x = np.random.default_rng(n).integers(0, 256, (n, size, size, 3)).astype(np.uint8)
    return x, np.arange(n) % classes


def arrays(**changes):
    splits = {"train": split(8), "validation": split(4), "test": split(4)} | changes
    return ArraySource(splits, ("a", "b"))


def test_arrays_come_in_batches_shuffled_by_the_seed_and_moved():
    source = arrays()
    assert source.counts == {"train": 8, "validation": 4, "test": 4}
    x, _ = source.splits["train"]
    plain = source.batches("train", (8, 8), 3)
    assert len(plain) == 3
    np.testing.assert_array_equal(np.concatenate([plain[i][0] for i in range(3)]), x)
    mixed = source.batches("train", (8, 8), 8, seed=0)
    first = mixed[0][0]
    mixed.on_epoch_end()
    assert (first != mixed[0][0]).any()
    assert sorted(i.tobytes() for i in first) == sorted(i.tobytes() for i in x)
    moved = source.batches("train", (8, 8), 8, seed=0, shift=0.25)[0][0]
    assert moved.shape == first.shape
    assert (moved != first).any()
    assert source.explain(ValueError()) is None
    assert source.check() is None
    assert source.identity == arrays().identity != arrays(test=split(6)).identity
    few, labels = source.arrays("train", (8, 8), limit=3)
    assert (len(few), len(labels)) == (3, 3)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"test": (split()[0].astype("float32"), split()[1])},
            "test: images must be uint8 of (n, height, width, 3); got float32",
        ),
        ({"test": (split()[0][..., :1], split()[1])}, "images must be uint8"),
        ({"test": (split()[0], split()[1][:3])}, "test: labels must be 6 integers; got int64 of (3,)"),
        ({"test": (split()[0], split()[1] + 0.5)}, "labels must be 6 integers; got float64"),
        ({"test": (split()[0], split()[1] + 1)}, "test: labels must be from 0 to 1"),
        ({"tset": split()}, "a split must be one of 'train', 'validation', 'test'; got 'tset'; did you mean 'test'"),
    ],
)
def test_arrays_that_cannot_be_used_are_refused(changes, says):
    with pytest.raises(DataError, match=re.escape(says)):
        arrays(**changes)


def test_arrays_of_another_size_or_without_a_split_are_refused():
    with pytest.raises(DataError, match="the arrays' images are 8x8, the model takes 9x8"):
        arrays().batches("train", (9, 8), 2)
    with pytest.raises(DataError, match="the split 'test' is missing; there are train"):
        ArraySource({"train": split(), "validation": split()}, ("a", "b"))
    with pytest.raises(DataError, match="batch_size must be an integer of at least 1; got 0"):
        arrays().batches("train", (8, 8), 0)
