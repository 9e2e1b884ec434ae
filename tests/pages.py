"""Reading a page as a reader does: its words, its links, its headlines."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html


def read(client, path: str, status: int = 200):
    """The page at a path, parsed; it must answer with the status."""
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return html.fromstring(response.content.decode())


def texts(page, selector: str) -> list[str]:
    """The words of each element that the class or tag selects, spaces put right."""
    found = page.xpath(_xpath(selector))
    return [" ".join(element.text_content().split()) for element in found]


def links(page, selector: str) -> list[str]:
    """The addresses inside what the class or tag selects."""
    return [a.get("href") for element in page.xpath(_xpath(selector)) for a in element.iter("a")]


def queries(client, path: str) -> int:
    """How many queries a page costs whose content types and the like are known already."""
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(f"{path}{'&' if '?' in path else '?'}uncached")
    assert response.status_code == 200, path
    return len(captured)


def _xpath(selector: str) -> str:
    if selector.startswith("."):
        return f"//*[contains(concat(' ', @class, ' '), ' {selector[1:]} ')]"
    return f"//{selector}"
