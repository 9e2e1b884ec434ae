"""Notices by e-mail to those who work here; everybody can switch their own off."""

import logging
from collections.abc import Iterable
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import override

from newsroom.models import User

logger = logging.getLogger(__name__)
# So that nobody's note of absence answers.
HEADERS = {"Auto-Submitted": "auto-generated"}


def notify(users: Iterable[User], subject: str | Promise, text: str | Promise, path: str) -> None:
    """Tells the users once, each in the language of their admin, when the transaction is done.

    `subject` and `text` are lazy translations, or words as somebody wrote them; `path` leads to
    the record. Whoever switched notices off, has no address or no longer works here gets none. A
    mail server that fails is logged, and stops nothing.
    """
    told = sorted({user for user in users if _is_told(user)}, key=lambda user: user.pk)
    if told:
        messages = [_message(user, subject, text, path) for user in told]
        # Robust: what was done is done, whatever a letter about it meets.
        transaction.on_commit(lambda: _send(messages), robust=True)


def _is_told(user: User) -> bool:
    return bool(settings.NOTICES and user.wants_notices and user.email and user.is_active)


def _message(user: User, subject, text, path: str) -> EmailMessage:
    with override(user.language or settings.LANGUAGE_CODE):
        # A subject is one line, whatever stands in a headline.
        line = " ".join(f"{settings.SITE_NAME}: {subject}".split())
        body = f"{text}\n\n{settings.SITE_URL}{path}\n"
        return EmailMessage(line, body, to=[user.email], headers=HEADERS)


def _send(messages: list[EmailMessage]) -> None:
    """Sends one after the other: an address that the server refuses is not the others' fault."""
    connection = get_connection()
    for message in messages:
        try:
            connection.send_messages([message])
        except (SMTPResponseException, SMTPRecipientsRefused):
            logger.exception("A notice was refused.")
        except OSError:
            logger.exception("Notices could not be sent.")
            return
