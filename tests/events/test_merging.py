"""Two records of one saying made one: what leads where, what stays, what is refused."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles.models import Quotation
from articles.outdated import dismiss, outdated
from articles.publishing import take_down
from articles.references import closed
from events.attribution import Rule
from events.consequences import Snapshot, between
from events.merging import MergeRefused, faults, merge
from events.models import SpeakerAnswer, Statement
from newsroom.models import LogEntry
from tests.factories import (
    MOMENT,
    ArticleFactory,
    CheckFactory,
    EventFactory,
    ParticipationFactory,
    RecordingFactory,
    SpeakerAnswerFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    WordingFactory,
    enter_as,
    mark,
    publish,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db
PARTS = ["", "annotations.json", "cite.bib", "cite.ris", "cite.json", "card.png", "embed/"]


@pytest.fixture
def pair():
    """A statement that is kept, and the same one under another id."""
    who = ParticipationFactory(event__slug="water")
    return (
        StatementFactory(public_id="skkkkkkk", participation=who),
        StatementFactory(public_id="smmmmmmm", participation=who),
    )


def merged(pair):
    kept, other = pair
    merge(other, kept)
    kept.refresh_from_db()
    other.refresh_from_db()
    return kept, other


def printing(statement, **values):
    return publish(ArticleFactory(body=f"<p>{mark(statement)}</p>", **values), UserFactory())


def refusals(other, keep):
    with pytest.raises(MergeRefused) as refused:
        merge(other, keep)
    return refused.value.messages


def test_an_answer_that_is_not_decided_is_not_swallowed(pair):
    kept, other = pair
    answer = SpeakerAnswerFactory(wording=other.wording, kind="dispute", reason="No.")

    assert refusals(other, kept) == [
        "The speaker’s answer about smmmmmmm is not decided: decide it first."
    ]
    SpeakerAnswer.objects.filter(pk=answer.pk).update(
        settled_at=answer.answered_at,
        settled_by=UserFactory(),
        outcome="dismissed",
        outcome_reason="It was said.",
    )
    merged(pair)


# What readers see


@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
@pytest.mark.parametrize("part", PARTS)
def test_each_address_leads_to_the_same_one_of_the_kept(client, pair, prefix, part):
    merged(pair)

    response = client.get(f"{prefix}/statements/smmmmmmm/{part}?utm=1")

    assert (response.status_code, response.url) == (
        301,
        f"{prefix}/statements/skkkkkkk/{part}?utm=1",
    )
    assert client.get(response.url).status_code == 200


def test_address_of_words_leads_to_the_same_words(client, pair):
    kept, other = pair
    for one in (kept, other):
        one.wordings.get().correct("We heard ice.")
    merged(pair)

    found = [client.get(f"/statements/smmmmmmm/wordings/en-{n}/").url for n in (1, 2)]

    assert found == [
        "/statements/skkkkkkk/wordings/en-1/",
        "/statements/skkkkkkk/wordings/en-2/",
    ]


def with_lost_words(pair):
    """Merged, after the given-up one alone was corrected from other words."""
    kept, other = pair
    other.wordings.get().correct("We heard ice!")
    other.wordings.get(number=2).correct(kept.wording.text)
    return merged(pair)


def test_cited_words_that_the_kept_one_never_had_stay_at_their_address(client, pair):
    with_lost_words(pair)

    page = read(client, "/statements/smmmmmmm/wordings/en-2/")

    assert texts(page, "blockquote") == ["“We heard ice!”"]
    assert "They have been corrected since." in texts(page, ".notice")[0]
    assert texts(page, ".notice")[1] == (
        "This record was joined to skkkkkkk, which holds the same statement. "
        "The record that is kept"
    )
    assert links(page, ".notice") == [
        "/statements/smmmmmmm/wordings/en-3/",
        "/statements/skkkkkkk/",
    ]
    assert client.get("/statements/smmmmmmm/wordings/en-3/").url == (
        "/statements/skkkkkkk/wordings/en-1/"
    )
    assert links(page, ".entry-meta")[-1] == "/statements/skkkkkkk/"


def test_kept_one_lists_the_earlier_words_of_what_was_joined(client, pair):
    with_lost_words(pair)

    page = read(client, "/statements/skkkkkkk/")

    assert links(page, ".earlier") == ["/statements/smmmmmmm/wordings/en-2/"]
    assert "of the joined record smmmmmmm" in texts(page, ".earlier")[0]


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
def test_lost_words_are_told_under_no_rule(client, pair, rule):
    enter_as("indirect")
    kept, _other = with_lost_words(pair)
    kept.rule = rule
    kept.save()

    page = client.get("/statements/skkkkkkk/").content.decode()
    answer = client.get("/statements/smmmmmmm/wordings/en-2/", follow=True)

    assert "We heard ice!" not in page + answer.content.decode()
    assert answer.redirect_chain == [("/statements/skkkkkkk/", 301)]


def test_lost_words_of_a_withdrawn_one_are_gone(client, pair):
    kept, _other = with_lost_words(pair)
    kept.withdraw("It was misheard.")

    answer = client.get("/statements/smmmmmmm/wordings/en-2/", follow=True)

    assert answer.status_code == 410
    assert "We heard ice!" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_of_joined_words_cost(client, count):
    who = ParticipationFactory(event__slug="water")
    kept = StatementFactory(public_id="skkkkkkk", participation=who)
    for number in range(count):
        other = StatementFactory(public_id=f"smmmmmm{number}", participation=who)
        with_lost_words((kept, other))

    found = [
        queries(client, "/statements/skkkkkkk/"),
        queries(client, "/statements/smmmmmm0/wordings/en-2/"),
    ]

    assert found == [11, 10]


def test_embed_of_the_other_is_that_of_the_kept(client, pair):
    merged(pair)

    answer = client.get("/oembed", {"url": "http://testserver/statements/smmmmmmm/"}).json()

    assert 'src="http://testserver/statements/skkkkkkk/embed/"' in answer["html"]


def test_lists_show_the_kept_one_alone(client, pair):
    merged(pair)

    assert links(read(client, "/statements/"), ".words") == ["/statements/skkkkkkk/"]
    assert links(read(client, "/events/water/"), ".words") == ["/statements/skkkkkkk/"]


def test_page_names_what_printed_either(client, pair):
    kept, other = pair
    printing(other, slug="flood")
    printing(kept, slug="again")
    merged(pair)

    found = links(read(client, "/statements/skkkkkkk/"), ".posts")

    assert [url.partition(":")[0] for url in found[::2]] == [
        "/articles/flood/#q-smmmmmmm",
        "/articles/again/#q-skkkkkkk",
    ]


def test_article_keeps_its_words_and_leads_to_the_kept_one(client, pair):
    printing(pair[1], slug="flood")
    merged(pair)

    page = read(client, "/articles/flood/")

    assert page.xpath("//q/@data-statement") == ["smmmmmmm"]
    assert texts(page, ".note-name") == [pair[0].participation.printed_name]
    assert links(page, ".note-record") == ["/statements/skkkkkkk/"]
    assert client.get(links(page, "q")[-1]).url == "/statements/skkkkkkk/"


def test_note_tells_of_a_check_of_the_kept_one(client, pair):
    kept, other = pair
    printing(other, slug="flood")
    CheckFactory(wording=kept.wordings.get(), recording=RecordingFactory(event=kept.event))
    merged(pair)

    assert "hecked against the recording" in texts(read(client, "/articles/flood/"), ".note")[0]


def test_withdrawn_kept_one_is_gone_at_the_addresses_of_the_other(client, pair):
    printing(pair[1], slug="flood")
    kept, _other = merged(pair)
    kept.withdraw("It was misheard.")

    response = client.get("/statements/smmmmmmm/", follow=True)
    note = texts(read(client, "/articles/flood/"), ".note")[0]

    assert response.status_code == 410
    assert "It was misheard." in response.content.decode()
    assert "withdrawn" in note


def test_other_of_a_hidden_kept_one_is_not_there(client, pair):
    kept, _other = merged(pair)
    kept.event.record_from = None
    kept.event.save()

    for part in PARTS:
        assert client.get(f"/statements/smmmmmmm/{part}").status_code == 404


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
def test_tightening_the_kept_one_hides_the_speaker_of_both(client, pair, rule):
    enter_as("indirect")
    body = f"<p>{mark(pair[1], tag='span')}</p>"
    publish(ArticleFactory(slug="flood", body=body), UserFactory())
    kept, other = merged(pair)
    before = Snapshot.of(kept.event.pk)

    kept.rule = rule
    kept.save()

    other.refresh_from_db()
    assert other.rule == rule
    assert kept.participation.printed_name not in read(client, "/articles/flood/").text_content()
    touched = between([before], [Snapshot.of(kept.event.pk)])
    assert any("prints words of" in one.told for one in touched)


# What editors see


def test_kept_one_takes_topics_replies_and_forecast(pair):
    kept, other = pair
    ice, river = TopicFactory(), TopicFactory()
    kept.topics.add(ice)
    other.topics.add(ice, river)
    question, reply = StatementFactory(), StatementFactory(reply_to=other)
    other.reply_to, other.forecast_due_on = question, dt.date(2022, 1, 1)
    other.forecast_outcome = "came_true"
    other.save()

    kept, other = merged(pair)

    reply.refresh_from_db()
    assert set(kept.topics.all()) == {ice, river}
    assert (reply.reply_to, kept.reply_to) == (kept, question)
    assert (str(kept.forecast_due_on), kept.forecast_outcome) == ("2022-01-01", "came_true")


def test_a_reply_to_its_twin_replies_to_nothing(pair):
    kept, other = pair
    kept.reply_to = other
    kept.save()

    kept, _other = merged(pair)

    assert kept.reply_to is None


def test_what_was_merged_before_leads_straight_to_the_last(client, pair):
    kept, other = merged(pair)
    last = StatementFactory(public_id="szzzzzzz", participation=kept.participation)

    merge(kept, last)

    other.refresh_from_db()
    assert other.merged_into == last
    assert client.get("/statements/smmmmmmm/").url == "/statements/szzzzzzz/"


def test_merging_is_written_down_at_both(pair):
    by = UserFactory()

    merge(pair[1], pair[0], by)

    about = {"other": "smmmmmmm", "kept": "skkkkkkk"}
    for one in pair:
        entry = LogEntry.objects.about(one).first()
        assert (entry.action, entry.user, entry.detail) == ("merged", by, about)


def test_nothing_is_outdated_while_the_words_agree(pair):
    edition = printing(pair[1])
    merged(pair)

    assert outdated(edition.article) == []


def test_correction_of_the_kept_one_makes_both_outdated(pair):
    edition = printing(pair[1])
    kept, _other = merged(pair)
    corrected = kept.wordings.get().correct("We heard ice.")

    [one] = outdated(edition.article)

    assert (one.statement, one.wording, one.is_undecided) == (kept, corrected, True)
    dismiss(one.quotation, UserFactory(), "It is near enough.")
    assert [one.is_undecided for one in outdated(edition.article)] == [False]
    corrected.correct("We heard the ice.")
    assert [one.is_undecided for one in outdated(edition.article)] == [True]


def test_withdrawal_of_the_kept_one_makes_both_outdated(pair):
    edition = printing(pair[1])
    kept, _other = merged(pair)
    kept.withdraw("It was misheard.")

    assert [one.is_withdrawn for one in outdated(edition.article)] == [True]


@pytest.mark.parametrize("which", [0, 1])
def test_taking_down_either_takes_down_all_that_prints_them(pair, which):
    editions = [printing(one) for one in pair]
    pair = merged(pair)

    taken = take_down(pair[which], UserFactory(), "By order of a court.")

    assert {one.pk for one in taken} == {one.pk for one in editions}
    pair[0].refresh_from_db()
    assert pair[0].state == "withdrawn"


def test_text_that_marks_the_other_is_told_which_to_mark(pair):
    _kept, other = merged(pair)

    assert [told for told, _id in closed([other], MOMENT + dt.timedelta(1))] == [
        "Statement smmmmmmm is now one with skkkkkkk: mark the words with that one."
    ]


def test_uses_of_a_saying_are_those_of_both(pair):
    printing(pair[1])
    kept, _other = merged(pair)

    assert kept.quotations.count() == 0
    assert Quotation.objects.of_saying(kept).count() == 1


# What is refused


def test_one_record_is_not_merged_with_itself(pair):
    assert refusals(pair[0], pair[0]) == ["Choose another statement: this is the same record."]


@pytest.mark.parametrize("which", [0, 1])
def test_drafts_and_withdrawn_ones_are_not_merged(pair, which):
    pair[which].withdraw("It was misheard.")

    assert refusals(pair[1], pair[0]) == [
        f"Only confirmed statements can be the same; {pair[which].public_id} is: withdrawn."
    ]


@pytest.mark.parametrize("where", ["another speaker", "another event"])
def test_speaker_and_event_must_be_the_same(pair, where):
    event = pair[0].event if where == "another speaker" else EventFactory()
    other = StatementFactory(participation=ParticipationFactory(event=event))

    assert refusals(other, pair[0]) == [
        "They were said by different speakers, or at different events or sessions."
    ]


def test_form_and_rule_must_be_the_same(pair):
    Statement.objects.filter(pk=pair[1].pk).update(state=Statement.State.DRAFT)
    Statement.objects.filter(pk=pair[1].pk).update(
        kind="mixed", rule=Rule.POST_ONLY, state=Statement.State.CONFIRMED
    )
    pair[1].refresh_from_db()

    assert refusals(pair[1], pair[0]) == [
        "One is a direct quotation, the other a partly quoted: choose the same form first.",
        "The attribution of one is tightened: tighten the other in the same way first.",
    ]


def test_words_must_be_the_same(pair):
    pair[1].wordings.get().correct("We heard ice.")

    assert refusals(pair[1], pair[0]) == ["The words in English differ: correct one of them first."]


def test_no_language_is_lost(pair):
    WordingFactory(statement=pair[1], language="uk", text="Ми чули.")

    assert refusals(pair[1], pair[0]) == [
        "Only smmmmmmm has words in Ukrainian: add them to the other, or keep it."
    ]
    assert list(faults(pair[0], pair[1])) == []


def test_no_check_is_lost(pair):
    wording = pair[1].wordings.get()
    CheckFactory(wording=wording, recording=RecordingFactory(event=pair[1].event))

    assert refusals(pair[1], pair[0]) == [
        "Only smmmmmmm was checked against a recording: check the other, or keep it."
    ]


def test_refused_merge_changes_nothing(pair):
    pair[1].wordings.get().correct("We heard ice.")
    pair[1].topics.add(TopicFactory())

    refusals(pair[1], pair[0])

    assert set(Statement.objects.values_list("state", "merged_into")) == {("confirmed", None)}
    assert pair[0].topics.count() == 0


def test_database_refuses_another_form_or_rule_of_what_is_merged(pair):
    _kept, other = merged(pair)

    for change in ({"kind": "mixed"}, {"rule": 1}, {"merged_into": StatementFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.filter(pk=other.pk).update(**change)


# The page in the admin


@pytest.fixture
def editor(client):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def address(statement):
    return reverse("admin:events_statement_merge", args=[statement.pk])


def test_editor_chooses_the_one_that_is_kept(editor, pair):
    kept, other = pair

    page = read(editor, address(other))
    response = editor.post(address(other), {"keep": kept.pk})

    assert page.xpath("//input[@name='keep']/@value") == [str(kept.pk)]
    assert page.xpath("//input[@type='submit' and @value='Make them one']")
    assert response.url == reverse("admin:events_statement_change", args=[kept.pk])
    other.refresh_from_db()
    assert other.merged_into == kept


def test_editor_is_told_what_stands_against_it(editor, pair):
    pair[1].wordings.get().correct("We heard ice.")

    page = read(editor, address(pair[1]))
    refused = editor.post(address(pair[1]), {"keep": pair[0].pk}).content.decode()

    assert page.xpath("//input[@name='keep']/@disabled") == ["disabled"]
    assert "The words in English differ" in texts(page, "fieldset")[0]
    assert page.xpath("//input[@type='submit' and @value='Make them one']") == []
    assert "None of them can be chosen as it stands" in texts(page, ".submit-row")[0]
    assert "The words in English differ" in refused


@pytest.mark.parametrize("keep", ["", "abc", "9" * 30, "-1", "\0"])
def test_choice_of_nothing_is_told(editor, pair, keep):
    response = editor.post(address(pair[1]), {"keep": keep})

    assert "Choose the statement that is kept." in response.content.decode()


def test_statement_says_in_the_admin_what_it_is_one_with(editor, pair):
    _kept, other = merged(pair)

    page = read(editor, reverse("admin:events_statement_change", args=[other.pk]))

    assert "one with another" in page.text_content()
    assert address(other) not in page.xpath("//a/@href")


def test_what_was_given_up_is_only_read(editor, pair):
    _kept, other = merged(pair)
    words = reverse("admin:events_wording_correct", args=[other.wordings.get().pk])

    page = read(editor, reverse("admin:events_statement_change", args=[other.pk]))
    refused = editor.post(words, {"text": "We heard ice."}).content.decode()

    assert page.xpath("//form[@id='statement_form']//textarea[@name='wordings-0-text']") == []
    assert words not in page.xpath("//a/@href")
    assert "This statement is now one with skkkkkkk: correct the words there." in refused
    assert other.wordings.get().is_current


def test_those_that_can_be_made_one_come_first(editor, pair):
    StatementFactory(participation=pair[0].participation, words="Something else.", order=0)
    Statement.objects.filter(pk=pair[0].pk).update(order=5)

    page = read(editor, address(pair[1]))

    assert page.xpath("//input[@name='keep']/@value")[0] == str(pair[0].pk)
    assert len(page.xpath("//input[@name='keep']")) == 2


def test_reporter_may_not_merge(client, pair):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="reporter"))
    client.force_login(user)

    assert client.post(address(pair[1]), {"keep": pair[0].pk}).status_code == 403
