"""The pictures of the demonstration, drawn: nobody is on them, and nobody owns them."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from articles.demo import buildings, scenes
from articles.demo.canvas import Canvas

LANDSCAPE, UPRIGHT = (1600, 1067), (1000, 1250)
PORTRAITS = {"man", "woman"}
SCENES = {
    scene.__name__: scene
    for scene in (
        scenes.field,
        scenes.forest,
        scenes.grid,
        scenes.harbour,
        scenes.library,
        scenes.river,
        scenes.sea,
        scenes.sheets,
        buildings.bridge,
        buildings.city,
        buildings.courthouse,
        buildings.hall,
        buildings.man,
        buildings.press,
        buildings.school,
        buildings.woman,
    )
}


def draw(kind: str, seed: int) -> bytes:
    """A JPEG of a scene; the same seed draws the same picture."""
    canvas = Canvas(seed, *(UPRIGHT if kind in PORTRAITS else LANDSCAPE))
    SCENES[kind](canvas)
    return canvas.jpeg()


def draw_all(wanted: Iterable[tuple[str, int]]) -> list[bytes]:
    """Several pictures by kind and seed; Pillow works outside Python's lock, so in threads."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda each: draw(*each), wanted))
