"""Forms of the admin, filled and sent as a browser does."""

import html

from django.contrib.auth.models import Group
from django.urls import reverse
from lxml.html import fromstring

from tests.factories import UserFactory
from tests.rules import sentence_of


def sign_in(client, group):
    """The client, used by somebody of the group."""
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def add(client, model, query="", lines=(), **fields):
    """The answer to the filled form of a new record."""
    return send(client, address(model, "add") + query, lines, **fields)


def change(client, record, lines=(), **fields):
    """The answer to the form of a stored record with some fields changed."""
    return send(client, address(type(record), "change", record.pk), lines, **fields)


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def send(client, url, lines=(), **fields):
    """Fills what the page at the address shows; `lines` are (prefix, fields) of new lines."""
    data = shown(client.get(url).content)
    empty = {
        name.rpartition("-")[0]
        for name, value in data.items()
        if name.endswith("-id") and value == [""]
    }
    for prefix, line in lines:
        total = int(data[f"{prefix}-TOTAL_FORMS"][0])
        # An empty line that the page shows is used before another one is added.
        free = next((n for n in range(total) if f"{prefix}-{n}" in empty), total)
        empty.discard(f"{prefix}-{free}")
        data[f"{prefix}-TOTAL_FORMS"] = [str(max(total, free + 1))]
        data |= {f"{prefix}-{free}-{name}": [value] for name, value in line.items()}
    return client.post(url, data | fields)


def shown(content) -> dict[str, list[str]]:
    """What the form on a page would send as it stands."""
    form = fromstring(content.decode()).xpath(
        "//form[substring(@id, string-length(@id) - 4) = '_form']"
    )[0]
    data = {}
    for field in form.xpath(".//*[self::input or self::textarea or self::select][@name]"):
        if "__prefix__" not in field.name and not field.get("disabled"):
            data.setdefault(field.name, []).extend(_values(field))
    return {name: values for name, values in data.items() if values}


def _values(field) -> list[str]:
    if field.tag == "select":
        first = [] if field.multiple else field.xpath(".//option")[:1]
        return [o.get("value") for o in field.xpath(".//option[@selected]") or first]
    if field.tag == "textarea":
        return [(field.text or "").removeprefix("\n")]
    if field.type in {"submit", "button", "file"}:
        return []
    if field.type in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.checked else []
    return [field.get("value", "")]


def text(response) -> str:
    return html.unescape(response.content.decode())


def assert_told(rule: str, response) -> None:
    """The form comes back with the sentence of the rule."""
    assert response.status_code == 200, response
    assert str(sentence_of(rule)) in text(response), errors(response)


def errors(response) -> list[str]:
    """All that the page complains about."""
    found = fromstring(response.content.decode()).xpath("//*[contains(@class, 'errorlist')]/li")
    return [line.text_content() for line in found]
