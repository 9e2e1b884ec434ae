"""What speakers send by a link, and what is kept of it."""

from events import speakers
from events.models import SpeakerAnswer


def send(client, link, about, kind="confirmed", **typed):
    """What the page answers to what was sent about words, or about a name."""
    data = {about._meta.model_name: about.pk, "kind": kind, **typed}
    return client.post(speakers.address(link), data)


def answers() -> list[tuple[str, str, str]]:
    """All that was kept, in its order."""
    found = SpeakerAnswer.objects.order_by("pk")
    return [(one.kind, one.proposal, one.reason) for one in found]
