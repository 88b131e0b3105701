"""Reader: a picture of a network, module by module, as its paper's figure would show it. Graphviz lays it out."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from kerasarch.errors import FileError, KerasarchError
from kerasarch.files import expanded, writing
from kerasarch.quiet import quiet
from kerasarch.readers.columns import columns, height
from kerasarch.readers.describe import Description
from kerasarch.readers.figure import Box, Chain, Fork, Frame, Output, Pair, Piece, boxes, by, figure

ENDINGS = (".svg", ".png")

# A box's kind, its colour, and how the legend calls it.
KINDS = {
    "convolution": ("#d6e4f2", "convolution"),
    "depthwise": ("#d2ebe3", "depthwise, separable"),
    "dense": ("#e4dcf0", "dense"),
    "pool": ("#fae3c8", "pool"),
    "point": ("#ececec", "norm, activation, scale"),
    "view": ("#f6f0cf", "rearranged"),
    "padding": ("#ffffff", ""),
    "merge": ("#ffffff", ""),
}
GREY = "#666666"
LIGHT = "#a0a0a0"
GRAPH = {
    "size": "26,26",  # inches of 96 pixels: the largest networks are drawn smaller, to fit on a screen
    "bgcolor": "white",
    "compound": "true",  # arrows may end at frames
    "ordering": "out",  # branches in the table's order
    "fontname": "Helvetica",
    "fontsize": "16",
    "labeljust": "l",
    "labelloc": "t",
    "nodesep": "0.18",
    "pack": "24",
    "pad": "0.3",
    "ranksep": "0.22",
}
NODE = {
    "color": LIGHT,
    "fillcolor": "white",
    "fontname": "Helvetica",
    "fontsize": "10",
    "height": "0.2",
    "margin": "0.08,0.03",
    "penwidth": "0.7",
    "shape": "box",
    "style": "filled",
}
EDGE = {"arrowsize": "0.5", "color": GREY, "penwidth": "0.9"}
FRAME = {"color": LIGHT, "fontsize": "10", "labeljust": "l", "margin": "9", "peripheries": "1", "style": "rounded"}
DOT = {"color": GREY, "fillcolor": GREY, "height": "0.05", "label": "", "shape": "point", "width": "0.05"}

# How hard an arrow pulls its ends above each other and together. The last one of a branch has what is left over.
STRAIGHT, CHAIN, STRAIGHT_OUT, IN, OUT = 20, 10, 8, 2, 1


def plot(description: Description, path: str | Path, overwrite: bool = False) -> None:
    """Draw a network. An SVG shows each box's layers and their costs under the mouse.

    Args:
        description: what `kerasarch.describe` gives.
        path: of the picture, which ends in `.svg` or `.png`; its folder must exist.
        overwrite: whether a file that is there may be replaced.

    Raises:
        KerasarchError: pygraphviz, which brings Graphviz along, is not installed.
        FileError: another ending; or the file may not be replaced or cannot be written: what was there stays.
    """
    target = expanded(path)
    if target.suffix not in ENDINGS:
        raise FileError(f"a picture is a file that ends in {' or '.join(ENDINGS)}; got {target}")
    try:
        graphviz = importlib.import_module("pygraphviz")
    except ImportError as missing:
        raise KerasarchError(f"pictures need pygraphviz ({missing}): pip install 'kerasarch[plot]'") from missing
    with writing(target, overwrite) as place:
        graph = _drawn(description, graphviz.AGraph(directed=True, strict=False))
        with quiet(), _font(place.parent):
            picture = graph.draw(format=target.suffix[1:], prog="dot")
        place.write_bytes(picture)


@contextmanager
def _font(folder: Path) -> Iterator[None]:
    """Letters from matplotlib's font: it comes along, and a server may have no other. `folder` is one that will go."""
    from matplotlib import get_data_path

    config = folder / "fonts.conf"
    fonts = escape(str(Path(get_data_path(), "fonts", "ttf")))
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{escape(str(folder))}</cachedir></fontconfig>")
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(config)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


# --- the graph ------------------------------------------------------------------------------------------------

Tail = tuple[str, str]  # where an arrow begins: a node, and the frame at whose border it is seen, "" for none


def _drawn(description: Description, graph: Any) -> Any:
    chain = figure(description)
    parts = columns(chain)
    graph.graph_attr.update(GRAPH, label=_title(description, chain), packmode=f"array_ti{len(parts)}")
    graph.node_attr.update(NODE)
    graph.edge_attr.update(EDGE)
    drawing = _Drawing(graph)
    for i, part in enumerate(parts):
        # A frame that is not seen, as Graphviz packs frames in their order.
        column = graph.add_subgraph(name=f"cluster_column{i}", label="", peripheries="0")
        # Keras allows no layer a name with a "/".
        start = {"label": str(i), "shape": "circle"}
        if not i:
            start = {"label": f"image\n{by(description.input_shape)}", "shape": "ellipse"}
        tail = drawing.chain(column, part, "", drawing.node(column, f"/from {i}", **start))
        if part is not parts[-1]:
            drawing.arrow(tail, drawing.node(column, f"/to {i + 1}", label=str(i + 1), shape="circle")[0], CHAIN)
    return graph


class _Drawing:
    """The nodes, arrows and frames of one graph."""

    def __init__(self, graph: Any) -> None:
        self.graph = graph
        self.frames = 0

    def node(self, graph: Any, name: str, **looks: str) -> Tail:
        graph.add_node(name, **looks)
        return name, ""

    def arrow(self, tail: Tail, head: str, pull: int, **looks: str) -> None:
        if tail[1]:
            looks["ltail"] = tail[1]
        self.graph.add_edge(tail[0], head, weight=pull, **looks)

    def chain(self, graph: Any, chain: Chain, scope: str, tail: Tail, pull: int = CHAIN) -> Tail:
        """Draw `chain` after `tail`; the first arrow pulls with `pull`. Names are shown without `scope`."""
        for piece in chain:
            tail = self.piece(graph, piece, scope, tail, pull)
            pull = CHAIN
        return tail

    def piece(self, graph: Any, piece: Piece, scope: str, tail: Tail, pull: int) -> Tail:
        match piece:
            case Box():
                after = self.box(graph, piece, scope)
                self.arrow(tail, after[0], pull)
                return after
            case Fork():
                return self.fork(graph, piece, scope, tail)
            case Frame():
                inner, inside = self.frame(graph, _heading(piece, scope), tail, pull)
                return self.chain(inner, piece.chain, piece.names[0], inside)[0], inner.name
            case Pair():
                inner, inside = self.frame(graph, _lines("<B>in turn</B>"), tail, pull)
                return self.chain(inner, piece.chain, scope, inside)[0], inner.name
            case Output():
                last = self.chain(graph, piece.chain, piece.name, tail, OUT)
                end = self.node(graph, f"/output {piece.name}", label=f"output\n{piece.name}", shape="ellipse")
                self.arrow(last, end[0], OUT)
                return tail

    def box(self, graph: Any, box: Box, scope: str) -> Tail:
        words = [f"<B>{escape(box.words[0])}</B>"]
        if box.words[1:]:
            words.append(escape(", ".join(box.words[1:])))
        words.append(f'<FONT POINT-SIZE="8" COLOR="{GREY}">{escape(_small(box, scope))}</FONT>')
        layers = "\n".join(
            f"{row.name}: {row.operation}, {by(row.shape)}, {row.params:,} parameters, {row.macs:,} multiply-adds"
            for row in box.rows
        )
        label = f"<{'<BR/>'.join(words)}>"
        return self.node(graph, box.rows[0].name, label=label, fillcolor=KINDS[box.kind][0], tooltip=layers)

    def fork(self, graph: Any, fork: Fork, scope: str, tail: Tail) -> Tail:
        """Of two branches the longer stands straight, of an odd number the middle one, else only the merge does."""
        count = len(fork.branches)
        straight = count // 2
        if count == 2:
            straight = max((0, 1), key=lambda i: sum(map(height, fork.branches[i])))
        merge = self.box(graph, fork.merge, scope)
        for i, branch in enumerate(fork.branches):
            if i == straight and count > 2 and count % 2 == 0:
                self.arrow(tail, merge[0], STRAIGHT, style="invis")
                straight = count
            pull_in, pull_out = (STRAIGHT, STRAIGHT_OUT) if i == straight else (IN, OUT)
            self.arrow(self.chain(graph, branch, scope, tail, pull_in), merge[0], pull_out)
        return merge

    def frame(self, graph: Any, label: str, tail: Tail, pull: int) -> tuple[Any, Tail]:
        """A frame whose input is a dot, from which branches may go."""
        self.frames += 1
        name = f"cluster{self.frames}"
        inner = graph.add_subgraph(name=name, label=label, **FRAME)
        dot = self.node(inner, f"/in {self.frames}", **DOT)
        self.arrow(tail, dot[0], pull, lhead=name)
        return inner, dot


# --- words ----------------------------------------------------------------------------------------------------


def _title(description: Description, chain: Chain) -> str:
    total, kinds = description.total, {box.kind for box in boxes(chain)}
    sums = f"for {by(description.input_shape)}: {total.params:,} parameters, {_short(total.macs)} multiply-adds"
    legend = "".join(
        f'<TD BGCOLOR="{colour}"><FONT POINT-SIZE="10">{says}</FONT></TD>'
        for kind, (colour, says) in KINDS.items()
        if says and kind in kinds
    )
    lines = (f"<B>{escape(description.title)}</B>", f'<FONT POINT-SIZE="12">{sums}</FONT>')
    rows = "".join(f'<TR><TD ALIGN="LEFT" COLSPAN="{len(KINDS)}">{line}</TD></TR>' for line in lines)
    return f'<<TABLE BORDER="0" CELLSPACING="4">{rows}<TR>{legend}</TR></TABLE>>'


def _heading(frame: Frame, scope: str) -> str:
    """A frame's name, and, if it is not within another one, its costs."""
    count, inside = len(frame.names), list(boxes(frame.chain))
    name = f"<B>{escape(_without(scope, frame.names[0]))}</B>"
    if scope:
        return _lines(name)
    if count > 1:
        name = f"<B>{escape(frame.names[0])} … {escape(frame.names[-1])}</B>, {count} times"
    each = " each" if count > 1 else ""
    costs = {"parameters": sum(box.params for box in inside), "multiply-adds": sum(box.macs for box in inside)}
    said = (f"{_short(number)} {what}{each}" for what, number in costs.items())
    return _lines(name, *(f'<FONT POINT-SIZE="9" COLOR="{GREY}">{line}</FONT>' for line in said))


def _lines(*lines: str) -> str:
    end = '<BR ALIGN="LEFT"/>'
    return f"<{end.join(lines)}{end}>"


def _small(box: Box, scope: str) -> str:
    return f"{_without(scope, box.rows[0].name)}  {by(box.shape)}"


def _without(scope: str, name: str) -> str:
    rest = name.removeprefix(f"{scope}_")
    return name if rest.isdigit() else rest  # a number alone says nothing: Inception-v3's mixed9_0


def _short(number: int) -> str:
    for unit, letter in ((10**9, " G"), (10**6, " M"), (10**3, " k")):
        if number >= 0.9995 * unit:  # 999,999 is 1 M, not 1e+03 k
            return f"{number / unit:.3g}{letter}"
    return str(number)
