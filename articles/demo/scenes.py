"""The scenes of the demonstration's pictures, by the name that a picture gives."""

import itertools
import math

from articles.demo.canvas import (
    COAL,
    INK,
    MIST,
    OXBLOOD,
    PAPER,
    SAND,
    SLATE,
    STONE,
    Canvas,
    mixed,
)

TALL, SHELF_END = 0.33, 0.92
GAPS, RARE = [True] + 5 * [False], [True] + 15 * [False]


def river(c: Canvas) -> None:
    """A wide river with reeds at dawn."""
    c.gradient(MIST, PAPER, 0, 0.5)
    c.disc(0.68, 0.36, 0.028, OXBLOOD)
    c.ridge(0.42, 0.03, mixed(MIST, STONE, 0.5), 0.5)
    c.ridge(0.465, 0.015, STONE, 0.52)
    c.gradient(mixed(PAPER, SAND, 0.5), STONE, 0.5, 1)
    water(c, 0.5, 60)
    for x in (0.655, 0.68, 0.7):
        c.line([(x, 0.515), (x + 0.005, 0.6)], mixed(OXBLOOD, SAND, 0.6), 0.004)
    for _ in range(150):
        reed(c, c.random.choice([c.between(0, 0.33), c.between(0.86, 1)]))


def water(c: Canvas, horizon: float, waves: int) -> None:
    """Glints that grow towards us."""
    for _ in range(waves):
        depth = c.between(0, 1) ** 2
        y, length = horizon + 0.01 + depth * (0.98 - horizon), 0.02 + depth * c.between(0.05, 0.2)
        x = c.between(-0.1, 1)
        colour = mixed(PAPER, STONE, c.between(0.1, 0.6))
        c.line([(x, y), (x + length, y)], colour, 0.0008 + depth * 0.0015)


def reed(c: Canvas, x: float) -> None:
    """One stalk, bent by the wind."""
    height, lean = c.between(0.12, 0.42), c.between(0.0, 0.035)
    colour = mixed(INK, SLATE, c.between(0, 0.7))
    c.line([(x, 1), (x + lean * 0.4, 1 - height * 0.6), (x + lean, 1 - height)], colour, 0.0014)
    if height > TALL:
        c.line([(x + lean, 1 - height), (x + lean * 1.1, 0.95 - height)], INK, 0.004)


def harbour(c: Canvas) -> None:
    """Port cranes above moored barges."""
    c.gradient(mixed(MIST, SAND, 0.6), PAPER, 0, 0.62)
    c.ridge(0.58, 0.012, MIST, 0.63)
    for x, size, colour in ((0.72, 0.6, STONE), (0.5, 0.8, SLATE), (0.22, 1.05, INK)):
        crane(c, x, size, colour)
    c.gradient(STONE, SLATE, 0.66, 1)
    water(c, 0.68, 50)
    for x, y, length in ((0.5, 0.67, 0.3), (0.06, 0.74, 0.42)):
        c.polygon(
            [(x, y), (x + length, y), (x + length - 0.02, y + 0.06), (x + 0.02, y + 0.06)], INK
        )
        c.box(x + length * 0.8, y - 0.06, 0.05, 0.06, mixed(INK, SLATE, 0.4))
        c.line([(x + 0.015, y + 0.045), (x + length - 0.015, y + 0.045)], OXBLOOD, 0.003)


def crane(c: Canvas, x: float, size: float, colour: tuple) -> None:
    """A jib crane on its legs."""
    top, foot, arm = 0.66 - 0.4 * size, 0.66, 0.3 * size
    for leg in (-0.03 * size, 0.03 * size):
        c.line([(x + leg, foot), (x, top)], colour, 0.005 * size)
    for step in range(1, 6):
        share = step / 6
        half = 0.03 * size * (1 - share)
        y = foot + (top - foot) * share
        c.line([(x - half, y), (x + half, y)], colour, 0.002 * size)
    tip = (x + arm, top - 0.14 * size)
    c.line([(x - 0.07 * size, top + 0.02), (x, top), tip], colour, 0.005 * size)
    c.line([(x - 0.07 * size, top + 0.02), (x, top - 0.1 * size), tip], colour, 0.002 * size)
    c.line([(x, top), (x, top - 0.1 * size)], colour, 0.004 * size)
    c.line([tip, (tip[0], tip[1] + 0.2 * size)], colour, 0.0012)


def library(c: Canvas) -> None:
    """Half-empty shelves and a long table."""
    c.gradient(SAND, mixed(SAND, STONE, 0.5))
    for row in range(4):
        y = 0.1 + row * 0.17
        c.box(0.06, y + 0.125, 0.88, 0.012, COAL)
        books(c, y + 0.125)
    for x in (0.06, 0.35, 0.64, 0.93):
        c.box(x - 0.005, 0.06, 0.012, 0.72, COAL)
    c.gradient(mixed(STONE, SLATE, 0.5), SLATE, 0.8, 1)
    c.polygon([(0.12, 0.84), (0.88, 0.84), (1.0, 0.93), (0, 0.93)], INK)
    c.polygon([(0.44, 0.875), (0.5, 0.865), (0.56, 0.875), (0.5, 0.89)], PAPER)


def books(c: Canvas, foot: float) -> None:
    """A shelf of spines, with gaps where books were."""
    x = 0.07
    while x < SHELF_END:
        if c.random.choice(GAPS):
            x += c.between(0.04, 0.13)
            continue
        width, height = c.between(0.006, 0.017), c.between(0.075, 0.115)
        colour = OXBLOOD if c.random.choice(RARE) else mixed(PAPER, INK, c.between(0.15, 0.9))
        c.box(x, foot - height, width, height, colour)
        x += width + 0.0015


def sheets(c: Canvas) -> None:
    """Sheets of paper on lines in a workshop."""
    c.gradient(mixed(SAND, STONE, 0.3), mixed(STONE, SLATE, 0.6))
    c.box(0.62, 0.08, 0.26, 0.4, PAPER)
    for x in (0.62, 0.745, 0.87):
        c.box(x, 0.08, 0.01, 0.4, SLATE)
    for row, size in enumerate((0.7, 0.85, 1.05)):
        y = 0.14 + row * 0.23
        c.line([(0, y), (0.5, y + 0.03 * size), (1, y)], INK, 0.0012)
        x = c.between(-0.05, 0.03)
        while x < 1:
            sag = 0.03 * size * (1 - abs(2 * x - 1))
            hanging(c, x, y + sag, 0.085 * size)
            x += 0.1 * size + c.between(0, 0.03)


def hanging(c: Canvas, x: float, y: float, width: float) -> None:
    """One sheet with its faint lines of writing."""
    height, lean = width * 1.95, c.between(-0.006, 0.006)
    paper = mixed(PAPER, SAND, c.between(0, 0.9))
    c.polygon(
        [(x, y), (x + width, y), (x + width + lean, y + height), (x + lean, y + height)], paper
    )
    for line in range(6):
        at = y + height * (0.2 + line * 0.12)
        c.line([(x + width * 0.15, at), (x + width * c.between(0.6, 0.85), at)], STONE, 0.0008)
    c.box(x + width * 0.45, y - 0.006, 0.006, 0.02, OXBLOOD)


def grid(c: Canvas) -> None:
    """Power lines over a snowy plain."""
    c.gradient(STONE, PAPER, 0, 0.66)
    c.ridge(0.64, 0.008, mixed(STONE, MIST, 0.4), 0.68)
    c.gradient(PAPER, mixed(PAPER, MIST, 0.8), 0.66, 1)
    places = [(0.1, 0.97, 1.0), (0.44, 0.78, 0.55), (0.64, 0.715, 0.33), (0.76, 0.69, 0.2)]
    for near, far in itertools.pairwise(places):
        for arm in (-1, 1):
            wire(c, near, far, arm)
    for x, foot, size in reversed(places):
        pylon(c, x, foot, size)
    for _ in range(26):
        x, y = c.between(0, 1), c.between(0.72, 0.98)
        c.line([(x, y), (x + 0.05, y + 0.002)], mixed(PAPER, STONE, 0.4), 0.0008)


def pylon(c: Canvas, x: float, foot: float, size: float) -> None:
    """A lattice mast with three pairs of arms."""
    colour = mixed(SLATE, INK, size)
    top = foot - 0.85 * size
    for side in (-1, 1):
        c.line([(x + side * 0.06 * size, foot), (x, top)], colour, 0.0035 * size)
    for step in range(7):
        low, high = foot - 0.11 * size * step, foot - 0.11 * size * (step + 1)
        one, other = (0.06 * size * (1 - 0.13 * (step + n)) for n in (0, 1))
        c.line([(x - one, low), (x + other, high)], colour, 0.0014 * size)
        c.line([(x + one, low), (x - other, high)], colour, 0.0014 * size)
    for share, reach in ((0.95, 0.07), (0.8, 0.1), (0.65, 0.08)):
        y = foot - 0.85 * size * share
        c.line([(x - reach * size, y), (x + reach * size, y)], colour, 0.003 * size)


def wire(c: Canvas, near: tuple, far: tuple, arm: int) -> None:
    """Three wires that sag between two masts."""
    for share, reach in ((0.95, 0.07), (0.8, 0.1), (0.65, 0.08)):
        (x1, y1), (x2, y2) = (
            (x + arm * reach * size, foot - 0.85 * size * share) for x, foot, size in (near, far)
        )
        sag = 0.09 * near[2]
        line = [
            (x1 + (x2 - x1) * t / 12, y1 + (y2 - y1) * t / 12 + sag * math.sin(math.pi * t / 12))
            for t in range(13)
        ]
        c.line(line, SLATE, 0.0009)


def field(c: Canvas) -> None:
    """A ploughed field with red flags along its edge."""
    c.gradient(MIST, PAPER, 0, 0.45)
    c.ridge(0.42, 0.015, STONE, 0.47)
    c.gradient(mixed(SLATE, SAND, 0.25), COAL, 0.45, 1)
    for row in range(-34, 35):
        colour = mixed(SLATE, SAND, 0.5) if row % 2 else INK
        c.polygon([(0.6, 0.45), (0.5 + row * 0.075, 1), (0.535 + row * 0.075, 1)], colour)
    c.polygon([(0.6, 0.45), (-0.1, 0.72), (-0.1, 0.45)], mixed(STONE, SAND, 0.5))
    for step in range(9):
        size = 0.62**step
        x, y = 0.6 - 0.56 * size, 0.45 + 0.216 * size
        c.line([(x, y), (x, y - 0.2 * size)], INK, 0.0022 * size + 0.0004)
        c.polygon(
            [(x, y - 0.2 * size), (x + 0.06 * size, y - 0.175 * size), (x, y - 0.15 * size)],
            OXBLOOD,
        )


def sea(c: Canvas) -> None:
    """A single ship on a grey sea."""
    c.gradient(STONE, PAPER, 0, 0.55)
    c.gradient(mixed(STONE, MIST, 0.3), COAL, 0.55, 1)
    water(c, 0.56, 160)
    c.polygon([(0.62, 0.535), (0.735, 0.535), (0.728, 0.556), (0.628, 0.556)], INK)
    c.box(0.705, 0.512, 0.018, 0.024, COAL)
    c.box(0.71, 0.498, 0.006, 0.016, OXBLOOD)
    for x in (0.64, 0.66, 0.68):
        c.line([(x, 0.536), (x, 0.508)], INK, 0.001)


def forest(c: Canvas) -> None:
    """Pines in the snow, paler with distance."""
    c.gradient(MIST, PAPER)
    for depth in range(5):
        share = depth / 4
        for _ in range(16 - depth * 2):
            pine(c, c.between(-0.02, 1.02), 0.72 + 0.06 * depth, share)
        c.fog(PAPER, 0.45, 0.98, 0.5 * (1 - share))
    c.ridge(0.955, 0.015, PAPER)


def pine(c: Canvas, x: float, foot: float, share: float) -> None:
    """A tall trunk with a ragged crown."""
    colour = mixed(mixed(MIST, STONE, 0.6), INK, share)
    width = 0.004 + 0.012 * share
    lean = c.between(-0.006, 0.006)
    c.polygon(
        [
            (x, foot + 0.1),
            (x + width, foot + 0.1),
            (x + width * 0.6 + lean, 0),
            (x + width * 0.3 + lean, 0),
        ],
        colour,
    )
    for _ in range(round(4 + 5 * share)):
        y, reach = c.between(0.02, foot - 0.35), c.between(0.02, 0.05) * (0.5 + share)
        side = c.random.choice([-1, 1])
        c.line(
            [(x, y), (x + side * reach, y - 0.02), (x + side * reach * 1.4, y)], colour, width * 0.3
        )
