"""Who may open what: every address of the admin, and what the site says of drafts.

A letter stands for each group that gets an answer: s staff, r reporter, e editor, p publisher.
Everybody else is refused, and whoever is not signed in is led to the login.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import URLResolver

from articles.admin.publishing import ACTS
from newsroom.models import LogEntry, Redirect
from tests.factories import (
    AffiliationFactory,
    ArticleFactory,
    CheckFactory,
    CommentFactory,
    EventFactory,
    IntakeFactory,
    InvitationFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    RecordingFactory,
    SessionFactory,
    SpeakerAnswerFactory,
    StatementFactory,
    TaskFactory,
    TopicFactory,
    UserFactory,
    mark,
    publish,
)

pytestmark = pytest.mark.django_db
GROUPS = {"s": "staff", "r": "reporter", "e": "editor", "p": "publisher"}
REFUSED = 403

# The pages that every model has; some are sent to, the others are opened.
COLUMNS = ["changelist", "add", "change", "delete", "history", "restore", "slug", "presence"]
SENT = {"restore", "presence"}
ABOUT_NO_RECORD = {"changelist", "add", "slug"}
MODELS = """
articles.article      srep   rep    srep   -      srep   rep    rep    srep
articles.edition      srep   -      srep   -      srep   -      -      srep
articles.intake       rep    rep    rep    rep    rep    -      -      rep
articles.section      srep   ep     srep   ep     srep   -      ep     srep
events.event          srep   rep    srep   ep     srep   rep    rep    srep
events.session        srep   rep    srep   rep    srep   -      -      srep
events.participation  srep   rep    srep   ep     srep   rep    -      srep
events.statement      srep   rep    srep   -      srep   ep     -      srep
events.wording        srep   -      srep   -      srep   -      -      srep
events.check          srep   ep     srep   -      srep   -      -      srep
events.speakeranswer  srep   -      srep   -      srep   -      -      srep
events.recording      srep   rep    srep   ep     srep   -      -      srep
newsroom.topic        srep   ep     srep   ep     srep   -      ep     srep
newsroom.user         -      -      -      -      -      -      -      -
newsroom.picture      srep   rep    srep   ep     srep   -      -      srep
people.affiliation    srep   rep    srep   ep     srep   rep    -      srep
people.person         srep   rep    srep   ep     srep   rep    rep    srep
people.organization   srep   rep    srep   ep     srep   rep    rep    srep
auth.group            -      -      -      -      -      -      -      -
newsroom.logentry     rep    -      rep    -      rep    -      -      -
newsroom.redirect     ep     -      ep     -      ep     -      -      -
"""
# Addresses of one model alone: what they are about, whether something is sent, and who may.
OWN = """
articles_article_preview_new     -                    sent     srep
articles_article_preview         articles.article     opened   srep
articles_article_translate       articles.article     sent     rep
articles_article_outdated        articles.article     opened   srep
articles_article_compare         articles.article     opened   srep
articles_article_invitations     articles.article     opened   ep
articles_article_comments        articles.article     opened   rep
articles_article_calendar        -                    opened   srep
articles_article_unreported      -                    opened   rep
articles_article_statements      -                    opened   srep
articles_article_marks           -                    sent     srep
articles_article_pictures        -                    opened   srep
articles_take_down               +events.statement    opened   p
articles_intake_line             articles.intake      sent     rep
events_capacity                  -                    opened   srep
people_person_doubles            -                    opened   ep
people_organization_doubles      -                    opened   ep
events_participation_choices     ?                    opened   srep
events_event_comments            events.event         opened   rep
events_event_naming              events.event         opened   ep
events_event_announcement        -                    opened   rep
events_event_announced           events.event         opened   srep
events_statement_comments        events.statement     opened   rep
events_event_export              events.event         opened   -
events_event_listen              events.event         opened   srep
events_recording_file            events.recording     opened   -
events_wording_correct           events.wording       opened   ep
events_wording_agree             events.wording       opened   ep
events_statement_withdraw        events.statement     opened   ep
events_participation_speaker     events.participation opened   rep
events_statement_speaker         events.statement     opened   rep
events_speakeranswer_dismiss     events.speakeranswer opened   ep
events_statement_merge           events.statement     opened   ep
"""
# What is sent about a second record: a comment, an invitation, a task for editors.
SENT_ABOUT_TWO = """
articles_article_comment_resolve rep
articles_article_comment_reopen  rep
events_event_comment_resolve     rep
events_event_comment_reopen      rep
events_statement_comment_resolve rep
events_statement_comment_reopen  rep
articles_article_revoke          ep
events_participation_speaker_revoke rep
events_statement_speaker_revoke  rep
"""
# Those of whom it is asked take a task in hand, and give it back.
HANDS = {"articles_task_claim", "articles_task_release"}
# Two records of one kind each.
MERGES = {"people_person_merge": "ep", "people_organization_merge": "ep"}
ACTS_OF_ARTICLES = """
submit rep
approve ep
return ep
take-back rep
revive ep
assign ep
unassign rep
plan ep
embargo ep
lift-embargo p
bin ep
agree rep
waive ep
unwaive ep
join ep
part ep
publish p
schedule p
reschedule p
unschedule p
plan-removal p
lift-removal p
withdraw p
take-down p
"""
# Whoever works here may open these, and they show nothing that others may not see.
EVERYBODYS = {
    "index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n",
    "view_on_site", "app_list",
}  # fmt: skip
ADMINISTRATORS = {"auth_user_password_change"}


def rows(table: str) -> dict[str, list[str]]:
    lines = (line.split() for line in table.strip().splitlines())
    return {line[0]: [word.strip("-") for word in line[1:]] for line in lines}


def addresses() -> set[str]:
    """The name of every address of the admin."""
    return {name for name in _names(admin.site.get_urls()) if name}


def _names(patterns):
    for each in patterns:
        yield from _names(each.url_patterns) if isinstance(each, URLResolver) else [each.name]


@pytest.fixture
def records():
    """A record of each model; articles and events are drafts."""
    event = EventFactory(draft=True)
    session = SessionFactory(event=event)
    speaker = ParticipationFactory(event=event)
    statement = StatementFactory(participation=speaker)
    check = CheckFactory(wording=statement.wording)
    answer = SpeakerAnswerFactory(wording=statement.wording, kind="dispute", reason="No.")
    topic, user = TopicFactory(), UserFactory()
    edition = publish(ArticleFactory(), user)
    made = [
        ArticleFactory(body=f"<p>{mark(statement)}</p>"), edition, edition.article.section, event,
        session, speaker, statement, statement.wording, check, check.recording, answer, topic, user,
        IntakeFactory(), PictureFactory(), AffiliationFactory(), PersonFactory(draft=True),
        OrganizationFactory(draft=True), user.groups.model.objects.get(name="staff"),
        LogEntry.objects.write(user, topic, "added"),
        Redirect.objects.create(old_path="/topics/a/", new_path="/topics/b/"),
    ]  # fmt: skip
    return {record._meta.label_lower: record for record in made}


@pytest.fixture
def visitors():
    """A signed-in client for each group, by its letter."""
    clients = {}
    for letter, name in GROUPS.items():
        user = UserFactory(is_staff=True)
        user.groups.add(Group.objects.get(name=name))
        clients[letter] = Client(raise_request_exception=False)
        clients[letter].force_login(user)
    return clients


def answered(visitors, url, data=None) -> str:
    """The letters of the groups that get an answer at the address; nobody else does."""
    assert not _answers(Client(), url, data)
    return "".join(letter for letter, client in visitors.items() if _answers(client, url, data))


def _answers(client, url, data) -> bool:
    response = client.get(url) if data is None else client.post(url, data)
    assert response.status_code < 500, url
    is_led_away = response.headers.get("Location", "").startswith("/admin/login/")
    # Django leads away from a record that one may not see as if there were none.
    is_led_home = response.headers.get("Location", "") == "/admin/"
    return response.status_code not in {403, 404} and not (is_led_away or is_led_home)


def test_each_page_of_each_model(records, visitors):
    observed = {label: _of_model(record, visitors) for label, record in records.items()}

    assert observed == rows(MODELS)


def _of_model(record, visitors) -> list[str]:
    prefix = f"admin:{record._meta.app_label}_{record._meta.model_name}_"
    names = addresses()
    found = []
    for column in COLUMNS:
        if prefix.removeprefix("admin:") + column not in names:
            found.append("")
            continue
        args = [] if column in ABOUT_NO_RECORD else [record.pk]
        if column == "restore":
            kept = record.history.first() if hasattr(record, "history") else None
            args.append(kept.history_id if kept else 0)
        data = {} if column in SENT else None
        found.append(answered(visitors, reverse(prefix + column, args=args), data))
    return found


def test_no_address_is_forgotten():
    models = {f"{label.replace('.', '_')}_{column}" for label in rows(MODELS) for column in COLUMNS}
    own = set(rows(OWN)) | set(rows(SENT_ABOUT_TWO)) | HANDS | set(MERGES)

    assert addresses() - models - own - EVERYBODYS - ADMINISTRATORS == {"articles_article_act"}
    assert own - addresses() == set()


def test_each_address_of_one_model(records, visitors):
    observed = {}
    for name, (label, how, _letters) in rows(OWN).items():
        url = _address(name, label, records)
        observed[name] = answered(visitors, url, {} if how == "sent" else None)

    assert observed == {name: letters for name, (_label, _how, letters) in rows(OWN).items()}


def _address(name, label, records) -> str:
    """Where the page about a record stands; `+` before its model: by its public id, `?` alone: it
    completes what is typed into the participation of a statement."""
    record = records.get(label.strip("+"))
    if record is None:
        field = "?app_label=events&model_name=statement&field_name=participation"
        return reverse(f"admin:{name}") + (field if label == "?" else "")
    key = record.public_id if label.startswith("+") else record.pk
    return reverse(f"admin:{name}", args=[key])


@pytest.mark.parametrize(("name", "letters"), [(n, w[0]) for n, w in rows(SENT_ABOUT_TWO).items()])
def test_what_is_sent_about_two_records(records, visitors, name, letters):
    answering = {}
    for letter, client in visitors.items():
        # Each acts on one of their own, since an act can be done once.
        url = _address_of_two(name, records)
        assert not _answers(Client(), url, {})
        answering[letter] = _answers(client, url, {})

    assert "".join(letter for letter, is_so in answering.items() if is_so) == letters


def _address_of_two(name, records) -> str:
    label = ".".join(name.split("_")[:2])
    second = InvitationFactory if name.endswith("revoke") else CommentFactory
    args = [records[label].pk, second(record=records[label]).pk]
    return reverse(f"admin:{name}", args=args)


def test_only_those_who_are_asked_take_a_task_in_hand(visitors):
    taken, left = "", ""
    for letter, client in visitors.items():
        task = TaskFactory(record=ArticleFactory(), person=None, group=_group("editor"))
        client.post(reverse("admin:articles_task_claim", args=[task.pk]))
        task.refresh_from_db()
        taken += letter if task.claimed_by else ""
        client.post(reverse("admin:articles_task_release", args=[task.pk]))
        task.refresh_from_db()
        left += letter if task.claimed_by else ""
    Client().post(reverse("admin:articles_task_claim", args=[task.pk]))

    task.refresh_from_db()
    assert (taken, left, task.claimed_by) == ("e", "", None)


def _group(name):
    return Group.objects.get(name=name)


@pytest.mark.parametrize("how", ["", "?format=json", "?format=docx&language=uk"])
def test_a_public_event_is_exported_by_those_who_may(visitors, how):
    event = EventFactory()
    url = reverse("admin:events_event_export", args=[event.pk]) + how

    assert answered(visitors, url) == "sep"


def test_a_recording_is_played_by_those_who_may_see_the_record_of_it(visitors):
    recording = RecordingFactory(address="", file=ContentFile(b"sound", "a.mp3"))
    url = reverse("admin:events_recording_file", args=[recording.pk])

    heard = [letter for letter, one in visitors.items() if one.get(url).getvalue() == b"sound"]

    assert heard == list("srep")
    assert Client().get(url).status_code == 302


def test_each_merge(visitors):
    people, organizations = PersonFactory.create_batch(2), OrganizationFactory.create_batch(2)

    observed = {
        name: answered(visitors, reverse(f"admin:{name}", args=[one.pk, other.pk]))
        for name, (one, other) in zip(MERGES, (people, organizations), strict=True)
    }

    assert observed == MERGES


@pytest.mark.parametrize("how", ["opened", "sent"])
def test_each_act_on_an_article(records, visitors, how):
    article = records["articles.article"]

    observed = {
        name: answered(
            visitors,
            reverse("admin:articles_article_act", args=[article.pk, name]),
            {} if how == "sent" else None,
        )
        for name in ACTS
    }

    assert observed == {name: letters for name, [letters] in rows(ACTS_OF_ARTICLES).items()}
    article.refresh_from_db()
    assert article.stage == "draft" or how == "sent"


def test_what_lies_in_the_bin_is_only_read_and_deleted_by_editors(visitors):
    article = ArticleFactory(stage="spiked")
    urls = {
        page: reverse(f"admin:articles_article_{page}", args=[article.pk])
        for page in ("change", "delete")
    }

    assert answered(visitors, urls["change"]) == "srep"
    assert answered(visitors, urls["delete"]) == "ep"
    sent = {
        letter: client.post(urls["change"], {}).status_code for letter, client in visitors.items()
    }
    assert sent == dict.fromkeys("srep", 403)


PUBLIC_PAGES = {
    "article": lambda r: r["articles.article"].get_absolute_url(),
    "its editions": lambda r: r["articles.article"].get_absolute_url() + "editions/",
    "its first edition": lambda r: r["articles.article"].get_absolute_url() + "editions/1/",
    "a difference": lambda r: r["articles.article"].get_absolute_url() + "editions/1-2/",
    "event": lambda r: r["events.event"].get_absolute_url(),
    "statement": lambda r: r["events.statement"].get_absolute_url(),
    "person": lambda r: r["people.person"].get_absolute_url(),
    "organization": lambda r: r["people.organization"].get_absolute_url(),
    "recording": lambda r: f"/recordings/{r['events.recording'].pk}/",
    "its file": lambda r: f"/recordings/{r['events.recording'].pk}/file",
}


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_the_site_shows_no_draft_to_anybody(records, visitors, page):
    url = PUBLIC_PAGES[page](records)

    statuses = {client.get(url).status_code for client in [Client(), *visitors.values()]}

    assert statuses == {404}
