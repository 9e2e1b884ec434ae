"""Scenes with walls: halls, courts, schools, roofs, bridges, a press; and portraits."""

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
    Colour,
    mixed,
)


def hall(c: Canvas) -> None:
    """Rows of chairs before a long table with microphones."""
    c.gradient(mixed(SAND, STONE, 0.4), SAND, 0, 0.55)
    for x in (0.08, 0.36, 0.64):
        c.box(x, 0.06, 0.22, 0.32, mixed(PAPER, SAND, 0.2))
    c.gradient(mixed(SAND, STONE, 0.6), mixed(STONE, SLATE, 0.6), 0.5, 1)
    c.box(0.2, 0.44, 0.6, 0.1, OXBLOOD)
    c.box(0.19, 0.43, 0.62, 0.014, INK)
    for number in range(5):
        x = 0.27 + number * 0.115
        c.line([(x, 0.43), (x + 0.006, 0.37)], INK, 0.0015)
        c.disc(x + 0.006, 0.366, 0.004, INK)
    for row in range(4):
        size = 0.06 + row * 0.028
        for number in range(-6, 7):
            chair(c, 0.5 + number * size * 1.3, 0.64 + row * 0.105, size, row / 3)


def chair(c: Canvas, x: float, y: float, size: float, share: float) -> None:
    """A chair from behind."""
    colour = mixed(SLATE, INK, share)
    half, height = size / 2, size * 1.1
    corners = c.at([(x - half, y), (x + half, y + height * 0.7)])
    c.pen.rounded_rectangle([*corners[0], *corners[1]], radius=size * 0.2 * c.width, fill=colour)
    for side in (-0.8, 0.8):
        c.line([(x + side * half, y), (x + side * half, y + height * 1.7)], colour, size * 0.05)


def press(c: Canvas) -> None:
    """Cylinders with a web of newsprint."""
    c.gradient(mixed(SAND, STONE, 0.5), mixed(STONE, SLATE, 0.7))
    c.box(0, 0.84, 1, 0.16, COAL)
    c.box(0.1, 0.2, 0.06, 0.66, INK)
    c.box(0.76, 0.2, 0.06, 0.66, INK)
    c.polygon([(0.46, 0.5), (1, 0.66), (1, 0.78), (0.46, 0.62)], PAPER)
    for line in range(9):
        for column in range(4):
            x = 0.62 + column * 0.1
            y = 0.565 + (x - 0.46) * 0.296 + line * 0.01
            c.line([(x, y), (x + 0.075, y + 0.022)], mixed(PAPER, STONE, 0.7), 0.0011)
    for x, y, radius in (
        (0.28, 0.36, 0.105),
        (0.46, 0.56, 0.125),
        (0.3, 0.68, 0.085),
        (0.62, 0.34, 0.09),
    ):
        c.disc(x, y, radius, INK)
        c.disc(x, y, radius * 0.93, mixed(SLATE, STONE, 0.4))
        c.disc(x, y, radius * 0.3, COAL)
        for spoke in range(6):
            angle = spoke * math.tau / 6 + radius * 9
            far = (x + math.cos(angle) * radius * 0.9, y + math.sin(angle) * radius * 1.35)
            c.line([(x, y), far], COAL, 0.004)
    c.disc(0.62, 0.34, 0.018, OXBLOOD)
    c.box(0.08, 0.17, 0.76, 0.035, INK)


def courthouse(c: Canvas) -> None:
    """A front with columns."""
    c.gradient(MIST, PAPER)
    stone, shade = mixed(SAND, STONE, 0.25), mixed(STONE, SLATE, 0.4)
    c.box(0.14, 0.36, 0.72, 0.44, shade)
    c.polygon([(0.1, 0.34), (0.5, 0.12), (0.9, 0.34)], stone)
    c.polygon([(0.2, 0.32), (0.5, 0.155), (0.8, 0.32)], shade)
    c.disc(0.5, 0.26, 0.022, OXBLOOD)
    c.box(0.1, 0.34, 0.8, 0.045, stone)
    c.box(0.455, 0.52, 0.09, 0.28, INK)
    for number in range(8):
        x = 0.145 + number * 0.0945
        c.box(x, 0.385, 0.048, 0.415, stone)
        c.box(x + 0.034, 0.385, 0.014, 0.415, mixed(stone, STONE, 0.6))
        c.box(x - 0.006, 0.385, 0.06, 0.016, mixed(stone, PAPER, 0.3))
        c.box(x - 0.006, 0.784, 0.06, 0.016, mixed(stone, PAPER, 0.3))
    for step in range(5):
        spread = step * 0.03
        c.box(
            0.1 - spread,
            0.8 + step * 0.028,
            0.8 + 2 * spread,
            0.03,
            mixed(PAPER, STONE, 0.25 + step * 0.14),
        )
    c.box(0, 0.94, 1, 0.06, SLATE)


def school(c: Canvas) -> None:
    """A low building and a row of poplars."""
    c.gradient(mixed(MIST, SAND, 0.4), PAPER, 0, 0.75)
    c.ridge(0.62, 0.02, MIST, 0.8)
    for number in range(9):
        poplar(c, 0.06 + number * 0.062, c.between(0.36, 0.46))
    c.box(0.3, 0.5, 0.6, 0.27, mixed(PAPER, SAND, 0.6))
    c.polygon([(0.27, 0.5), (0.33, 0.4), (0.87, 0.4), (0.93, 0.5)], OXBLOOD)
    for number in range(7):
        c.box(0.335 + number * 0.079, 0.56, 0.046, 0.1, COAL)
        c.line([(0.358 + number * 0.079, 0.56), (0.358 + number * 0.079, 0.66)], PAPER, 0.002)
    c.box(0.572, 0.56, 0.046, 0.21, INK)
    c.box(0, 0.77, 1, 0.23, mixed(STONE, SAND, 0.3))
    c.polygon([(0.57, 0.77), (0.62, 0.77), (0.75, 1), (0.45, 1)], SAND)


def poplar(c: Canvas, x: float, height: float) -> None:
    """A slender tree."""
    foot, half = 0.77, 0.019
    points = [
        (x + half * math.sin(math.pi * t / 10) ** 0.7 * side, foot - 0.04 - height * t / 10)
        for side, steps in ((1, range(11)), (-1, range(10, -1, -1)))
        for t in steps
    ]
    c.polygon(points, mixed(SLATE, INK, c.between(0, 0.7)))
    c.line([(x, foot), (x, foot - 0.06)], INK, 0.003)


def city(c: Canvas) -> None:
    """Roofs of an old town in the evening."""
    c.gradient(mixed(SLATE, OXBLOOD, 0.25), SAND, 0, 0.62)
    for depth in range(4):
        share = depth / 3
        x = c.between(-0.1, 0)
        while x < 1:
            width = c.between(0.07, 0.15) * (0.7 + share * 0.6)
            house(c, x, 0.44 + 0.14 * depth + c.between(-0.04, 0.04), width, share)
            x += width * 0.93


def house(c: Canvas, x: float, eaves: float, width: float, share: float) -> None:
    """A wall, a roof, a chimney, and now and then a lit window."""
    colour: Colour = mixed(mixed(STONE, SAND, 0.3), INK, share)
    peak = eaves - width * c.between(0.5, 0.9)
    c.box(x + width * 0.68, peak + 0.01, width * 0.1, eaves - peak, colour)
    c.polygon([(x, eaves), (x + width / 2, peak), (x + width, eaves)], colour)
    c.box(x, eaves, width, 1, mixed(colour, INK, 0.12))
    for number in range(3):
        lit = c.random.choice([True, False, False, False, False])
        at = x + width * (0.16 + number * 0.27)
        c.box(at, eaves + 0.03, width * 0.11, 0.04, SAND if lit else mixed(colour, INK, 0.4))


def bridge(c: Canvas) -> None:
    """A bridge that goes into the fog."""
    c.gradient(MIST, PAPER)
    c.gradient(mixed(PAPER, MIST, 0.5), STONE, 0.72, 1)
    for span in range(7, -1, -1):
        near, far = 0.72**span, 0.72 ** (span + 1)
        colour = mixed(INK, mixed(PAPER, MIST, 0.5), min(1, span / 6.5))
        truss(c, near, far, colour)
    water(c)


def truss(c: Canvas, near: float, far: float, colour: Colour) -> None:
    """One span, from a near pier to a farther one."""
    x1, x2 = 0.86 - 0.9 * near, 0.86 - 0.9 * far
    top, deck, foot = (
        [0.6 - height * scale for scale in (near, far)] for height in (0.36, 0.02, -0.36)
    )
    c.polygon(
        [(x1, deck[0]), (x2, deck[1]), (x2, deck[1] + 0.035 * far), (x1, deck[0] + 0.035 * near)],
        colour,
    )
    c.line([(x1, top[0]), (x2, top[1])], colour, 0.006 * near)
    c.line([(x1, top[0]), (x1, deck[0])], colour, 0.006 * near)
    c.line([(x1, top[0]), (x2, deck[1])], colour, 0.003 * near)
    c.line([(x1, deck[0]), (x2, top[1])], colour, 0.003 * near)
    width = 0.03 * near
    c.polygon(
        [
            (x1 - width, deck[0]),
            (x1 + width, deck[0]),
            (x1 + width * 1.3, foot[0]),
            (x1 - width * 1.3, foot[0]),
        ],
        colour,
    )


def water(c: Canvas) -> None:
    """Still water under the fog."""
    for _ in range(40):
        x, y = c.between(-0.1, 1), c.between(0.78, 1)
        c.line(
            [(x, y), (x + c.between(0.03, 0.12), y)],
            mixed(PAPER, STONE, c.between(0.3, 0.7)),
            0.001,
        )


def man(c: Canvas) -> None:
    """A man's head and shoulders."""
    portrait(c, ["short"])


def woman(c: Canvas) -> None:
    """A woman's head and shoulders."""
    portrait(c, ["long", "gathered"])


def portrait(c: Canvas, styles: list[str]) -> None:
    """Head and shoulders against a window's light, without a face."""
    c.gradient(mixed(SAND, PAPER, c.between(0, 0.8)), mixed(STONE, SAND, c.between(0, 0.6)))
    c.disc(0.5 + c.between(-0.12, 0.12), 0.42, 0.43, mixed(PAPER, SAND, 0.3))
    c.blur(0.03)
    turn = c.between(-0.02, 0.02)
    coat = c.random.choice([INK, COAL, mixed(INK, OXBLOOD, 0.5), mixed(INK, SLATE, 0.5)])
    c.polygon(shoulders(c), coat)
    c.polygon([(0.41, 0.8), (0.5 + turn, 0.93), (0.59, 0.8)], mixed(PAPER, SAND, 0.5))
    face = mixed(SAND, STONE, c.between(0.35, 0.7))
    c.box(0.42, 0.58, 0.16, 0.2, mixed(face, SLATE, 0.35))
    hair(c, turn, face, styles[c.seed % len(styles)])


def shoulders(c: Canvas) -> list[tuple[float, float]]:
    """The outline from one lower corner to the other."""
    slope = c.between(0.0, 0.04)
    left = [(-0.02, 1.0), (0.06, 0.87 + slope), (0.2, 0.815 + slope), (0.41, 0.765)]
    return [*left, *((1 - x, y) for x, y in reversed(left))]


def hair(c: Canvas, turn: float, face: Colour, style: str) -> None:
    """The head, with the hair worn in one of three ways."""
    tone = c.random.choice([INK, COAL, STONE, mixed(INK, OXBLOOD, 0.35)])
    x = 0.5 + turn
    if style == "long":
        oval(c, x, 0.47, 0.2, 0.235, tone)
        c.box(x - 0.2, 0.47, 0.4, 0.22, tone)
    elif style == "gathered":
        oval(c, x + 0.07, 0.235, 0.075, 0.06, tone)
    oval(c, x, 0.44, 0.184, 0.185, tone)
    oval(c, x + turn, 0.485, 0.158, 0.178, face)
    oval(c, x + turn * 3, 0.335, 0.15, 0.06, tone)


def oval(
    c: Canvas, x: float, y: float, half_width: float, half_height: float, colour: Colour
) -> None:
    """A filled oval."""
    corners = c.at([(x - half_width, y - half_height), (x + half_width, y + half_height)])
    c.pen.ellipse([*corners[0], *corners[1]], fill=colour)
