"""Where a figure's columns end. Sizes are in points and rough: nothing else hangs on them."""

from __future__ import annotations

from kerasarch.readers.figure import Box, Chain, Fork, Frame, Output, Pair, Piece

ASPECT = 1.3  # width to height of a page or a screen


def columns(chain: Chain) -> list[Chain]:
    """`chain` in parts to stand side by side: the smallest picture that is not far from `ASPECT`."""
    heights = [height(piece) for piece in chain]
    limits = (*range(max(heights), sum(heights), 20), sum(heights))
    return min((_filled(chain, limit) for limit in limits), key=_area)


def _area(columns: list[Chain]) -> float:
    """What is to be small: the area, and more where it is flat or narrow."""
    high = max(sum(map(height, column)) for column in columns) + 100
    wide = sum(max(map(width, column)) + 24 for column in columns)
    return wide * high * max(wide / high / ASPECT, high / wide * ASPECT)


def _filled(chain: Chain, limit: int) -> list[Chain]:
    """Columns of at most `limit`, each but the first beginning with a frame."""
    columns: list[Chain] = [()]
    for piece in chain:
        full = sum(map(height, columns[-1])) + height(piece) > limit
        if full and isinstance(piece, Frame | Pair):
            columns.append(())
        columns[-1] += (piece,)
    return columns


def height(piece: Piece) -> int:
    """Of a piece, with the arrow to it."""
    match piece:
        case Box():
            return 22 + 12 * (2 + (len(piece.words) > 1))
        case Fork():
            return max(sum(map(height, branch)) for branch in piece.branches) + height(piece.merge)
        case Output():
            return 0  # stands beside what follows
        case _:
            return 62 + sum(map(height, piece.chain))


def width(piece: Piece) -> int:
    """Of a piece, with its frame."""
    match piece:
        case Box():
            return 100
        case Fork():
            return max(width(piece.merge), sum(10 + max(map(width, branch), default=10) for branch in piece.branches))
        case _:
            return 20 + max(map(width, piece.chain), default=100)
