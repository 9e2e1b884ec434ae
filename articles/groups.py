"""The groups of those who work here, and what each may do."""

from typing import Any

from django.contrib.auth.models import Group, Permission

# What the record is made of, and the lines that belong to it.
RECORDS = """articles.article events.event events.participation events.recording events.statement
    events.wording newsroom.picture people.affiliation people.organization people.person""".split()
LINES = """articles.byline events.eventorganization events.eventtext events.participationtext
    events.session events.sessiontext newsroom.picturetext people.affiliationtext
    people.organizationname people.organizationtext people.personlink people.personname
    people.persontext""".split()
DECIDED_BY_EDITORS = """articles.section articles.sectiontext newsroom.topic
    newsroom.topictext""".split()
# Nothing points at these, so the lack of a right is what keeps them.
KEPT = """articles.correction articles.edition articles.quotation events.check
    events.speakeranswer""".split()


def _may(words: str, models: list[str]) -> set[str]:
    return {f"{model.replace('.', f'.{word}_')}" for model in models for word in words.split()}


# Reports while they are read; who may also add what comes out of them reads them.
INTAKES = _may("view add change delete", ["articles.intake"])
# What is said and asked within the newsroom. Comments and tasks come and go by their own buttons.
TALK = {"newsroom.add_comment", "newsroom.view_comment", "newsroom.view_task"}
STAFF = _may("view", [*RECORDS, *LINES, *DECIDED_BY_EDITORS, *KEPT]) | {"events.export_event"}
REPORTER = (
    TALK
    | INTAKES
    | {"articles.submit_article", "events.invite_speaker", "newsroom.view_logentry"}
    | _may("view", [*DECIDED_BY_EDITORS, *KEPT])
    | _may("view add change", RECORDS)
    | _may("view add change delete", LINES)
)
EDITOR = (
    STAFF
    | TALK
    | INTAKES
    | _may("view add change delete", [*RECORDS, *LINES, *DECIDED_BY_EDITORS])
    | _may("view", ["newsroom.logentry", "newsroom.redirect"])
    | {
        "articles.assign_article",
        "articles.bin_article",
        "articles.embargo_article",
        "articles.invite_article",
        "articles.review_article",
        "articles.submit_article",
        "events.add_check",
        "events.confirm_statement",
        "events.invite_speaker",
        "events.publish_event",
        "newsroom.publish_topic",
        "people.publish_organization",
        "people.publish_person",
    }
)
PUBLISHER = EDITOR | {
    "articles.lift_embargo",
    "articles.publish_article",
    "articles.take_down_article",
}
GROUPS = {"reporter": REPORTER, "editor": EDITOR, "publisher": PUBLISHER, "staff": STAFF}


def sync(**kwargs: Any) -> None:
    """Gives each group exactly its rights; after every `migrate`."""
    ids = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, rights in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([ids[right] for right in sorted(rights) if right in ids])
