"""Pictures of networks: what is in them, that they can be read, and what is refused."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

import PIL.Image
import pytest

import kerasarch
from kerasarch.errors import FileError, KerasarchError
from kerasarch.plans import unroll
from kerasarch.readers.describe import describe_plan
from kerasarch.steps import Act, Block, Branches, Conv, Norm, Pool

SVG = "{http://www.w3.org/2000/svg}"


def drawn(description, folder):
    """What an SVG has of each class, the names of its nodes, and its texts."""
    description.plot(folder / "figure.svg")
    root = ElementTree.parse(folder / "figure.svg").getroot()
    groups = list(root.iter(f"{SVG}g"))
    names = [group.find(f"{SVG}title").text for group in groups if group.get("class") == "node"]
    return Counter(group.get("class") for group in groups), names, [text.text for text in root.iter(f"{SVG}text")]


def test_a_small_network_has_the_boxes_and_arrows_of_its_table(tmp_path):
    module = Block("module{n}", (Branches("add", ((), (Conv(8, 3), Norm(), Act(), Conv(8, 3)))),))
    table = (Conv(8, 3, 2), module, module, Pool("max", 2, 2))
    found, names, texts = drawn(describe_plan("<Small> & plain", unroll(table), (32, 24, 3)), tmp_path)
    # the image and a convolution; then in a second column the frame's input, two convolutions, the sum, and the pool
    module = {"/in 1", "module1_add1", "module1_conv1", "module1_conv2"}
    assert set(names) == {"/from 0", "conv1", "/to 1", "/from 1", "pool1"} | module
    # frames around both columns, which are not seen, and one around both modules
    assert (found["node"], found["edge"], found["cluster"]) == (9, 8, 3)
    assert {"<Small> & plain", "module1 … module2", ", 2 times", "1.18 k parameters each"} <= set(texts)
    assert "for 32\N{MULTIPLICATION SIGN}24\N{MULTIPLICATION SIGN}3: 2,584 parameters, 484 k multiply-adds" in texts


def test_xceptions_figure_has_its_modules_their_costs_and_every_layer_of_them(tmp_path):
    _, names, texts = drawn(kerasarch.describe("xception"), tmp_path)
    assert {"block1", "block2", "block3", "block4", "block5 … block12", ", 8 times", "block13", "block14"} <= set(texts)
    assert {
        "1.62 M parameters each",
        "Xception, arXiv:1610.02357, figure 5",
        "3\N{MULTIPLICATION SIGN}3 max pool, /2",
    } <= set(texts)
    layers = [name for name in names if not name.startswith("/")]
    # 2 + 5 + 3 * 6 + 5 + 2 of the modules, and the head's 2
    assert len(layers) == 34
    assert set(layers) <= {row.name for row in kerasarch.describe("xception").rows}
    assert "block5_sepconv1: separable 3x3 728" in (tmp_path / "figure.svg").read_text()


@pytest.mark.parametrize("name", ["xception", "inception_v3", "se_resnet50", "repvgg_b1g4"])
def test_a_picture_has_letters_and_colours(name, tmp_path):
    kerasarch.describe(name).plot(tmp_path / "figure.png")
    with PIL.Image.open(tmp_path / "figure.png") as picture:
        colours = {colour[:3] for _, colour in picture.convert("RGB").getcolors(2**24)}
    assert {(255, 255, 255), (0, 0, 0), (0xD6, 0xE4, 0xF2)} <= colours  # the paper, letters, convolutions


@pytest.mark.slow
def test_every_picture_fits_on_a_screen(tmp_path):
    for name in kerasarch.list_models():
        kerasarch.describe(name).plot(tmp_path / f"{name}.png")
        with PIL.Image.open(tmp_path / f"{name}.png") as picture:
            width, height = picture.size
        assert 500 < width < 2600, name
        assert 500 < height < 2600, name
        assert 0.5 < width / height < 2.2, name


def test_a_machine_without_letters_draws_the_same(tmp_path):
    (tmp_path / "none.conf").write_text("<fontconfig></fontconfig>")
    code = "import sys, kerasarch; kerasarch.describe('vgg11').plot(sys.argv[1])"
    there = tmp_path / "there.png"
    without = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "none.conf")}
    done = subprocess.run([sys.executable, "-c", code, there], env=without, capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
    kerasarch.describe("vgg11").plot(tmp_path / "here.png")
    assert there.read_bytes() == (tmp_path / "here.png").read_bytes()


def test_a_picture_appears_whole_or_what_was_there_stays(tmp_path):
    description = kerasarch.describe("vgg11")
    target = tmp_path / "figure.svg"
    target.write_text("mine")
    with pytest.raises(FileError, match="figure.svg exists; pass --overwrite"):
        description.plot(target)
    with pytest.raises(FileError, match="its folder does not exist"):
        description.plot(tmp_path / "none" / "figure.svg")
    for name in ("figure.pdf", "figure", "svg"):
        with pytest.raises(FileError, match=f"ends in .svg or .png; got .*{name}$"):
            description.plot(tmp_path / name)
    assert (os.listdir(tmp_path), target.read_text()) == (["figure.svg"], "mine")
    description.plot(str(target), overwrite=True)
    assert target.read_text().startswith("<?xml")
    assert os.listdir(tmp_path) == ["figure.svg"]


def test_where_pygraphviz_is_missing_it_is_named_and_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    with pytest.raises(KerasarchError, match=r"pictures need pygraphviz .*: pip install 'kerasarch\[plot\]'$"):
        kerasarch.describe("vgg11").plot(tmp_path / "figure.svg")
    assert not os.listdir(tmp_path)
