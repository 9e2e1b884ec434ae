import datetime as dt
import json

import pytest
from django.core.cache import cache

from events.attribution import Rule
from events.models import EventText
from tests.factories import (
    ArticleFactory,
    CheckFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    StatementFactory,
    UserFactory,
    WordingFactory,
    mark,
    publish,
)
from tests.pages import queries, read

pytestmark = pytest.mark.django_db
PAGE = "http://testserver/statements/s7k2f9qd/"


@pytest.fixture
def said():
    who = ParticipationFactory(
        event__slug="water",
        event__title="Water",
        person=PersonFactory(slug="berehovyi"),
        printed_name="Liubomyr Berehovyi",
    )
    return StatementFactory(public_id="s7k2f9qd", participation=who)


def told(client, path="/statements/s7k2f9qd/"):
    """What the page tells machines; None where it tells nothing."""
    blocks = read(client, path).xpath("//script[@type='application/ld+json']/text()")
    assert len(blocks) <= 1
    return json.loads(blocks[0]) if blocks else None


def test_exact_words_are_a_quotation(client, said):
    assert told(client) == {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": PAGE,
        "url": PAGE,
        "text": "We heard it.",
        "inLanguage": "en",
        "version": "en-1",
        "creator": {
            "@type": ["Person", "Role"],
            "name": "Liubomyr Berehovyi",
            "url": "http://testserver/people/berehovyi/",
            "roleName": "director, Centre",
        },
        "spokenByCharacter": {
            "@type": "Person",
            "@id": "http://testserver/people/berehovyi/",
            "name": "Liubomyr Berehovyi",
            "url": "http://testserver/people/berehovyi/",
        },
        "recordedAt": {"@id": "http://testserver/events/water/"},
        "dateCreated": "2021-05-13",
        "publisher": {
            "@type": "Organization",
            "name": "Newsroom",
            "url": "http://testserver/",
        },
    }


@pytest.mark.parametrize("kind", ["indirect", "collective"])
def test_other_words_are_a_work_with_an_abstract(client, said, kind):
    StatementFactory(public_id="s2345678", participation=said.participation, kind=kind)

    work = told(client, "/statements/s2345678/")

    assert (work["@type"], work["abstract"]) == ("CreativeWork", "We heard it.")
    assert not {"text", "spokenByCharacter"} & work.keys()


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
def test_under_a_rule_machines_are_told_nothing(client, rule, prefix):
    StatementFactory(public_id="s7k2f9qd", kind="indirect", participation__event__rule=rule)

    assert told(client, f"{prefix}/statements/s7k2f9qd/") is None


def test_person_without_a_page_is_named_without_one(client, said):
    said.participation.person.published_at = None
    said.participation.person.save()

    assert told(client)["spokenByCharacter"] == {"@type": "Person", "name": "Liubomyr Berehovyi"}


def test_event_is_described_where_its_place_is_known(client, said):
    said.event.venue, said.event.starts_at = OrganizationFactory(name="Harbour House"), dt.time(14)
    said.event.save()
    EventText.objects.update(place="Kyiv")

    assert told(client)["recordedAt"] == {
        "@type": "Event",
        "@id": "http://testserver/events/water/",
        "name": "Water",
        "startDate": "2021-05-13T14:00:00+03:00",
        "location": {
            "@type": "Place",
            "name": "Harbour House, Kyiv",
            "address": "Harbour House, Kyiv",
        },
    }


def test_articles_that_print_it_are_named_with_the_day_of_the_first(client, said):
    article = ArticleFactory(
        slug="flood", body=f"<p>{mark(said)}</p>", first_printed_on=dt.date(2021, 5, 22)
    )
    publish(article, UserFactory())
    publish(ArticleFactory(slug="again", body=f"<p>{mark(said)}</p>"), UserFactory())

    quotation = told(client)

    assert quotation["isPartOf"] == [
        {"@id": "http://testserver/articles/flood/"},
        {"@id": "http://testserver/articles/again/"},
    ]
    assert quotation["datePublished"] == "2021-05-22T00:00:00+03:00"


def test_translation_names_its_original_and_translator(client, said):
    original = WordingFactory(statement=said, language="uk", text="Ми це чули.", origin="as_spoken")
    WordingFactory(
        statement=said,
        language="ru",
        text="Мы это слышали.",
        origin="human_translation",
        translated_from=original,
        translator=PersonFactory(name="Olha Rii"),
    )

    english, ukrainian, russian = (
        told(client, f"{prefix}/statements/s7k2f9qd/") for prefix in ("", "/uk", "/ru")
    )

    assert english["translationOfWork"] == {
        "@type": "Quotation",
        "@id": f"{PAGE}wordings/uk-1/",
        "text": "Ми це чули.",
        "inLanguage": "uk",
    }
    assert "workTranslation" not in english
    assert "translationOfWork" not in ukrainian
    assert [work["inLanguage"] for work in ukrainian["workTranslation"]] == ["en", "ru"]
    assert russian["translator"] == {"@type": "Person", "name": "Olha Rii"}


def test_translator_whom_a_rule_hides_is_not_told(client, said):
    original = WordingFactory(statement=said, language="uk", text="Ми це чули.", origin="as_spoken")
    translator = PersonFactory(name="Olha Rii")
    WordingFactory(
        statement=said,
        language="ru",
        text="Мы это слышали.",
        origin="human_translation",
        translated_from=original,
        translator=translator,
    )
    before = told(client, "/uk/statements/s7k2f9qd/")

    ParticipationFactory(event=said.event, person=translator, rule=Rule.NOT_FOR_ATTRIBUTION)
    cache.clear()
    after = told(client, "/uk/statements/s7k2f9qd/")

    assert before["workTranslation"][1]["translator"]["name"] == "Olha Rii"
    assert [work["inLanguage"] for work in after["workTranslation"]] == ["en", "ru"]
    assert not any("translator" in work for work in after["workTranslation"])


def test_without_an_original_no_translation_is_told(client, said):
    WordingFactory(statement=said, language="uk", text="Ми це чули.")

    assert not {"translationOfWork", "workTranslation", "translator"} & told(client).keys()


def test_check_names_the_recording_and_where_the_words_are(client, said):
    recording = RecordingFactory(event=said.event, title="The morning")
    CheckFactory(wording=said.wordings.get(), recording=recording)

    assert told(client)["isBasedOn"] == {
        "@type": "VideoObject",
        "name": "The morning",
        "url": "https://example.org/recording",
        "thumbnailUrl": f"{PAGE}card.png",
        "uploadDate": "2021-05-13T12:00:00+03:00",
        "hasPart": {
            "@type": "Clip",
            "name": "We heard it.",
            "startOffset": 60.0,
            "endOffset": 65.0,
            "url": "https://example.org/recording#t=60,65",
        },
    }


def test_sound_is_no_video(client, said):
    recording = RecordingFactory(event=said.event, address="https://example.org/a.MP3")
    CheckFactory(wording=said.wordings.get(), recording=recording)

    assert told(client)["isBasedOn"]["@type"] == "AudioObject"


def test_recording_that_nobody_may_hear_is_not_told(client, said):
    CheckFactory(wording=said.wordings.get(), recording=RecordingFactory(event=said.event))
    ParticipationFactory(event=said.event, rule=Rule.POST_ONLY)

    assert "isBasedOn" not in told(client)


def test_words_cannot_leave_the_script(client, said):
    wild = "</script><script>alert(1)</script> <!-- & \u2028 “it”"
    said.wordings.get().correct(wild)

    response = client.get("/statements/s7k2f9qd/?wild").content.decode()

    assert response.count("</script>") == 2  # of this one, and of the one that copies
    assert told(client)["text"] == wild


def test_policy_lets_no_script_of_the_page_run(client, said):
    policy = client.get("/statements/s7k2f9qd/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_group_is_no_person(client):
    group = ParticipationFactory(group=True)
    StatementFactory(public_id="s7k2f9qd", participation=group)

    assert told(client)["spokenByCharacter"] == {
        "@type": "Organization",
        "name": "The participants",
    }


# Where the words are printed


def marked(client, path="/statements/s7k2f9qd/annotations.json"):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    )
    return response.json()


def test_each_passage_is_an_annotation_of_the_article(client, said):
    body = f"<p>First {mark(said, 'We heard')} he said, {mark(said, 'it.')}</p>"
    publish(ArticleFactory(slug="flood", headline="Ice", body=body), UserFactory())

    page = marked(client)

    assert (page["type"], page["id"]) == ("AnnotationPage", f"{PAGE}annotations.json")
    assert [item["target"] for item in page["items"]] == [
        {
            "source": "http://testserver/articles/flood/",
            "selector": {
                "type": "TextQuoteSelector",
                "exact": exact,
                "prefix": prefix,
                "suffix": suffix,
            },
        }
        for exact, prefix, suffix in (
            ("“We heard”", "First ", " he said, “it.”"),
            ("“it.”", "First “We heard” he said, ", ""),
        )
    ]
    assert {item["body"] for item in page["items"]} == {PAGE}
    assert len({item["id"] for item in page["items"]}) == 2


def test_annotations_follow_the_article(client, said):
    article = ArticleFactory(body=f"<p>First {mark(said)}</p>")
    publish(article, UserFactory())
    article.body = f"<p>Later, after all: {mark(said)}</p>"
    article.save()
    publish(article, UserFactory(), change="minor")

    [item] = marked(client)["items"]

    assert item["target"]["selector"]["prefix"] == "Later, after all: "


@pytest.mark.parametrize("rule", [Rule.POST_ONLY, Rule.NOT_FOR_ATTRIBUTION])
def test_what_an_article_says_beside_the_words_is_not_told_under_a_rule(client, rule):
    who = ParticipationFactory(printed_name="Ada Lys")
    statement = StatementFactory(public_id="s7k2f9qd", participation=who, kind="indirect")
    body = f"<p>Ada Lys said that {mark(statement, tag='span')}, and Ada Lys left.</p>"
    publish(ArticleFactory(body=body), UserFactory())
    before = marked(client)["items"]

    who.event.rule = rule
    who.event.save()
    cache.clear()

    assert "Ada Lys" in json.dumps(before)
    assert marked(client)["items"] == []


def test_page_leads_to_its_annotations(client, said):
    page = read(client, "/uk/statements/s7k2f9qd/")

    [link] = page.xpath("//link[contains(@type, 'anno.jsonld')]/@href")
    assert link == "/uk/statements/s7k2f9qd/annotations.json"


@pytest.mark.parametrize(("values", "status"), [({"withdrawn": True}, 410), ({"draft": True}, 404)])
def test_there_are_no_annotations_of_what_is_not_public(client, values, status):
    StatementFactory(public_id="s7k2f9qd", **values)

    read(client, "/statements/s7k2f9qd/annotations.json", status=status)


@pytest.mark.parametrize("number", [1, 3])
def test_annotations_cost(client, said, number):
    for _n in range(number):
        publish(ArticleFactory(body=f"<p>{mark(said)}</p>"), UserFactory())

    # statement, wordings, checks, printed capacities, event texts; articles
    assert queries(client, "/statements/s7k2f9qd/annotations.json") == 6
