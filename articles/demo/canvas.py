"""A sheet of paper to draw on: few colours, soft skies, grain."""

import io
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]

PAPER: Colour = (245, 240, 230)
SAND: Colour = (228, 217, 198)
MIST: Colour = (205, 200, 190)
STONE: Colour = (160, 155, 147)
SLATE: Colour = (98, 99, 103)
COAL: Colour = (58, 59, 64)
INK: Colour = (32, 34, 40)
OXBLOOD: Colour = (143, 45, 34)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The colour between two; a share of 1 is all the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Canvas:
    """A drawing in units of its width and height, from 0 to 1; drawn large and then reduced."""

    SCALE = 2

    def __init__(self, seed: int, width: int, height: int):
        self.seed, self.random = seed, random.Random(seed)  # noqa: S311 - a drawing has no secrets
        self.size = (width, height)
        self.width, self.height = width * self.SCALE, height * self.SCALE
        self.image = Image.new("RGB", (self.width, self.height), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def at(self, points: list[Point]) -> list[Point]:
        """Points of the canvas in pixels."""
        return [(x * self.width, y * self.height) for x, y in points]

    def between(self, low: float, high: float) -> float:
        """A number by chance, the same for the same seed."""
        return self.random.uniform(low, high)

    def gradient(self, top: Colour, bottom: Colour, from_y: float = 0, to_y: float = 1) -> None:
        """Fills a band from one colour down to another."""
        height = round((to_y - from_y) * self.height)
        shade = Image.linear_gradient("L").resize((1, height))
        column = Image.composite(
            Image.new("RGB", shade.size, bottom), Image.new("RGB", shade.size, top), shade
        )
        band = column.resize((self.width, height), Image.Resampling.NEAREST)
        self.image.paste(band, (0, round(from_y * self.height)))

    def polygon(self, points: list[Point], colour: Colour) -> None:
        """A filled shape."""
        self.pen.polygon(self.at(points), fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self.pen.rectangle(self.at([(x, y), (x + width, y + height)]), fill=colour)

    def line(self, points: list[Point], colour: Colour, thickness: float = 0.0015) -> None:
        """A line; its thickness is a part of the width."""
        width = max(1, round(thickness * self.width))
        self.pen.line(self.at(points), fill=colour, width=width)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A circle; its radius is a part of the width."""
        (x, y), r = self.at([(x, y)])[0], radius * self.width
        self.pen.ellipse([x - r, y - r, x + r, y + r], fill=colour)

    def ridge(self, y: float, swing: float, colour: Colour, base: float = 1) -> None:
        """Hills: a line that swings about a height, filled down to the base."""
        waves = [
            (self.between(1, 7), self.between(0, math.tau), self.between(0.2, 1)) for _ in range(5)
        ]
        whole = sum(weight for _f, _p, weight in waves)
        line = [
            (
                x / 80,
                y + swing * sum(w * math.sin(f * x / 80 * 3 + p) for f, p, w in waves) / whole,
            )
            for x in range(81)
        ]
        self.polygon([*line, (1, base), (0, base)], colour)

    def fog(self, colour: Colour, from_y: float, to_y: float, strength: float) -> None:
        """A veil that thickens downwards."""
        top, bottom = round(from_y * self.height), round(to_y * self.height)
        veil = Image.linear_gradient("L").resize((self.width, bottom - top))
        veil = veil.point(lambda value: value * strength)
        self.image.paste(Image.new("RGB", veil.size, colour), (0, top), veil)

    def blur(self, radius: float) -> None:
        """Softens all that is drawn so far."""
        small = self.image.reduce(4).filter(ImageFilter.GaussianBlur(radius * self.width / 4))
        self.image.paste(small.resize(self.image.size, Image.Resampling.BILINEAR))

    def jpeg(self) -> bytes:
        """The finished drawing, with the grain of paper."""
        image = self.image.reduce(self.SCALE)
        grain = self._grain()
        image = ImageChops.soft_light(image, Image.merge("RGB", [grain] * 3))
        content = io.BytesIO()
        image.save(content, "JPEG", quality=88)
        return content.getvalue()

    def _grain(self) -> Image.Image:
        width, height = self.size
        noise = Image.frombytes("L", self.size, self.random.randbytes(width * height))
        coarse = noise.reduce(3).resize(self.size, Image.Resampling.BICUBIC)
        return Image.blend(noise, coarse, 0.6).point(lambda value: 128 + (value - 128) * 0.22)
