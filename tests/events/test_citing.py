import datetime as dt
import json
import re

import pytest

from events.attribution import Rule
from events.models import EventText, Participation, Statement
from tests.factories import (
    CheckFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    RecordingFactory,
    StatementFactory,
    WordingFactory,
    enter_as,
)
from tests.pages import queries, read, texts

pytestmark = pytest.mark.django_db
FORMS = ["bib", "ris", "json"]
# The variables of an item that CSL-JSON 1.0.2 knows, as far as we use them, and their types.
TEXTS = {
    "id", "type", "title", "event-title", "event-place", "container-title", "publisher", "language",
    "abstract", "version", "locator", "note", "URL",
}  # fmt: skip
NAMES, DATES = {"author", "translator"}, {"issued", "event-date"}


@pytest.fixture
def said():
    """A statement in Ukrainian with its translation, at an event with a place."""
    venue = OrganizationFactory(name="Harbour House")
    event = EventFactory(title="Water & war", venue=venue)
    EventText.objects.filter(event=event).update(place="Kyiv")
    who = ParticipationFactory(
        event=event,
        person=PersonFactory(name="Liubomyr Berehovyi"),
        printed_name="Любомир Береговий",
        printed_post="директор",
        printed_organization="Центр {річок}",
        printed_language="uk",
    )
    statement = StatementFactory(
        public_id="s7k2f9qd", participation=who, words="Річка міліє.", language="uk"
    )
    translator = PersonFactory(name="Olha Rii")
    source = statement.wordings.get()
    WordingFactory(
        statement=statement,
        text="The river runs dry.",
        origin="human_translation",
        translated_from=source,
        translator=translator,
    )
    return statement


def taken(client, statement, form, prefix="") -> str:
    response = client.get(f"{prefix}/statements/{statement.public_id}/cite.{form}")
    assert response.status_code == 200
    return response.content.decode()


def csl(client, statement, prefix=""):
    [item] = json.loads(taken(client, statement, "json", prefix))
    return item


def test_page_cites_who_what_where_when_and_which_words(client, said):
    page = read(client, said.get_absolute_url())

    assert texts(page, ".cite") == [
        "Любомир Береговий, директор, Центр {річок}. “The river runs dry.” Water & war, "
        "Harbour House, Kyiv. 13 May 2021. Newsroom. Version en-1. "
        "http://testserver/statements/s7k2f9qd/wordings/en-1/"
    ]


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("bib", "application/x-bibtex; charset=utf-8"),
        ("ris", "application/x-research-info-systems; charset=utf-8"),
        ("json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
    ],
)
def test_file_has_its_type_and_the_id_for_a_name(client, said, form, content_type):
    response = client.get(f"/statements/s7k2f9qd/cite.{form}")

    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Disposition"] == f'attachment; filename="s7k2f9qd.{form}"'


def test_csl_json_is_a_speech_with_all_that_is_known(client, said):
    assert csl(client, said) == {
        "id": "berehovyi2021s7k2f9qd",
        "type": "speech",
        "title": "The river runs dry.",
        "author": [{"family": "Береговий", "given": "Любомир"}],
        "issued": {"date-parts": [[2021, 5, 13]]},
        "event-date": {"date-parts": [[2021, 5, 13]]},
        "event-title": "Water & war",
        "event-place": "Harbour House, Kyiv",
        "container-title": "Newsroom",
        "publisher": "Newsroom",
        "translator": [{"family": "Rii", "given": "Olha"}],
        "language": "en",
        "abstract": "The river runs dry.",
        "version": "en-1",
        "note": "директор, Центр {річок}",
        "URL": "http://testserver/statements/s7k2f9qd/wordings/en-1/",
    }


@pytest.mark.parametrize("kind", Statement.Kind.values)
def test_csl_json_holds_nothing_that_its_schema_does_not_know(client, said, kind):
    enter_as(kind)
    wording = said.wordings.get(language="en")
    CheckFactory(wording=wording, recording=RecordingFactory(event=said.event))

    item = csl(client, said)

    assert {"id", "type"} <= item.keys() <= TEXTS | NAMES | DATES
    assert all(isinstance(item[name], str) for name in TEXTS & item.keys())
    for name in NAMES & item.keys():
        assert all(one.keys() in ({"family", "given"}, {"literal"}) for one in item[name])
    for name in DATES:
        [[year, month, day]] = item[name]["date-parts"]
        assert dt.date(year, month, day) == said.said_on


def test_bibtex_keeps_cyrillic_and_escapes_what_tex_would_read(client, said):
    assert taken(client, said, "bib").splitlines() == [
        "@misc{berehovyi2021s7k2f9qd,",
        "  author = {Береговий, Любомир},",
        "  title = {{The river runs dry.}},",
        r"  howpublished = {Water \& war, Harbour House, Kyiv},",
        r"  eventtitle = {Water \& war},",
        "  venue = {Harbour House, Kyiv},",
        "  eventdate = {2021-05-13},",
        "  date = {2021-05-13},",
        "  year = {2021},",
        "  month = {5},",
        "  publisher = {Newsroom},",
        "  translator = {Rii, Olha},",
        "  language = {en},",
        "  abstract = {The river runs dry.},",
        "  version = {en-1},",
        r"  note = {директор, Центр \{річок\}},",
        "  url = {http://testserver/statements/s7k2f9qd/wordings/en-1/},",
        "}",
    ]


def test_ris_has_a_line_for_each_fact(client, said):
    assert taken(client, said, "ris").split("\r\n") == [
        "TY  - GEN",
        "ID  - berehovyi2021s7k2f9qd",
        "AU  - Береговий, Любомир",
        "TI  - The river runs dry.",
        "T2  - Water & war",
        "CY  - Harbour House, Kyiv",
        "PY  - 2021",
        "DA  - 2021/05/13",
        "PB  - Newsroom",
        "A4  - Rii, Olha",
        "LA  - en",
        "AB  - The river runs dry.",
        "ET  - en-1",
        "N1  - директор, Центр {річок}",
        "UR  - http://testserver/statements/s7k2f9qd/wordings/en-1/",
        "ER  - ",
        "",
    ]


def test_key_is_the_same_in_every_language_and_the_words_are_those_of_the_page(client, said):
    items = [csl(client, said, prefix) for prefix in ("", "/uk", "/ru")]

    assert {item["id"] for item in items} == {"berehovyi2021s7k2f9qd"}
    assert [item["title"] for item in items] == [
        "The river runs dry.",
        "Річка міліє.",
        "Річка міліє.",
    ]
    assert items[1]["URL"] == "http://testserver/uk/statements/s7k2f9qd/wordings/uk-1/"


def test_timecode_is_the_locator_where_readers_may_hear_it(client, said):
    wording = said.wordings.get(language="en")
    CheckFactory(wording=wording, recording=RecordingFactory(event=said.event))

    assert csl(client, said)["locator"] == "1:00"
    assert "SP  - 1:00\r\n" in taken(client, said, "ris")
    assert "Recording, 1:00." in texts(read(client, said.get_absolute_url()), ".cite")[0]


def test_timecode_of_a_closed_recording_is_not_told(client, said):
    wording = said.wordings.get(language="en")
    CheckFactory(wording=wording, recording=RecordingFactory(event=said.event))
    ParticipationFactory(event=said.event, rule=Rule.POST_ONLY)

    assert "locator" not in csl(client, said)


def test_corrected_words_are_cited_with_the_day_of_their_correction(client, said):
    said.wordings.get(language="en").correct(
        "The river is drying up.", at=dt.datetime(2021, 6, 1, 22, tzinfo=dt.UTC)
    )

    item = csl(client, said)

    assert (item["version"], item["URL"]) == (
        "en-2",
        "http://testserver/statements/s7k2f9qd/wordings/en-2/",
    )
    assert item["note"] == "директор, Центр {річок}; corrected on 2021-06-02"
    assert "Version en-2, corrected on 2 June 2021." in texts(
        read(client, said.get_absolute_url()), ".cite"
    )[0].replace("\xa0", " ")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
def test_under_the_chatham_house_rule_no_author_is_cited(client, form, prefix):
    statement = StatementFactory(
        kind="indirect",
        words="It was feared.",
        participation__event__rule=Rule.NOT_FOR_ATTRIBUTION,
        participation__printed_name="Ada Lys",
        participation__printed_post="minister",
    )

    told = taken(client, statement, form, prefix)

    assert re.search(r"author|AU  -|Ada|Lys|lys|minister|Centre", told) is None
    assert f"statement2021{statement.public_id}" in told


def test_where_the_rule_says_so_the_post_is_cited_for_the_author(client):
    post = {"printed_post": "minister", "printed_organization": "Ministry, of Water"}
    who = ParticipationFactory(event__rule=Rule.POST_ONLY, printed_name="Ada Lys", **post)
    ParticipationFactory(event=who.event, **post)  # so that the post tells nobody
    statement = StatementFactory(participation=who)

    assert csl(client, statement)["author"] == [{"literal": "minister, Ministry, of Water"}]
    assert "author = {{minister, Ministry, of Water}}" in taken(client, statement, "bib")
    assert "AU  - minister, Ministry, of Water\r\n" in taken(client, statement, "ris")
    assert "lys" not in taken(client, statement, "bib").lower()


def test_a_group_is_cited_whole(client):
    group = ParticipationFactory(group=True, printed_name="The deputies and their aides")
    statement = StatementFactory(participation=group, kind="collective")

    assert csl(client, statement)["author"] == [{"literal": "The deputies and their aides"}]
    assert "author = {{The deputies and their aides}}" in taken(client, statement, "bib")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Plato", [{"literal": "Plato"}]),
        ("Rii, Olha", [{"family": "Rii", "given": "Olha"}]),
        ("Любомир Іванович Береговий", [{"family": "Береговий", "given": "Любомир Іванович"}]),
        ("  Olha \n Rii ", [{"family": "Rii", "given": "Olha"}]),
    ],
)
def test_name_is_parted_into_family_and_given(client, printed, expected):
    statement = StatementFactory(participation__printed_name=printed)

    assert csl(client, statement)["author"] == expected


@pytest.mark.parametrize("form", FORMS)
def test_words_cannot_break_out_of_their_field(client, form):
    wild = "One}\r\nER  - \r\n@misc{x, \\input{/etc/passwd} 5% of $n$ #1 a_b ~ ^ \x1f “end”"
    statement = StatementFactory(words=wild)

    told = taken(client, statement, form)

    if form == "json":
        [item] = json.loads(told)
        assert item["abstract"].startswith("One} ER - @misc{x, \\input")
    elif form == "ris":
        assert [line[:6] for line in told.split("\r\n")].count("ER  - ") == 1
    else:
        assert told.count("\n@misc{") == 0
        assert r"\textbackslash{}input\{/etc/passwd\} 5\% of \$n\$ \#1 a\_b" in told
        assert r"\textasciitilde{} \textasciicircum{}" in told


def test_participation_of_a_person_without_a_page_is_cited_by_name(client):
    statement = StatementFactory(
        participation__person__draft=True, participation__printed_name="Ada Rii"
    )

    assert csl(client, statement)["author"] == [{"family": "Rii", "given": "Ada"}]


@pytest.mark.parametrize("form", ["", "txt", "BIB", "bib.json", "bib/", "%00"])
def test_other_forms_are_not_there(client, said, form):
    assert client.get(f"/statements/s7k2f9qd/cite.{form}").status_code in {400, 404}


@pytest.mark.parametrize("form", FORMS)
def test_withdrawn_statement_is_cited_by_nobody(client, form):
    statement = StatementFactory(withdrawn=True, words="Never said.")

    page = read(client, f"/statements/{statement.public_id}/cite.{form}", status=410)

    assert texts(page, ".standfirst") == ["The speaker was misheard."]
    assert "Never said" not in page.text_content()


@pytest.mark.parametrize("form", FORMS)
def test_statement_that_is_not_public_is_not_cited(client, form):
    statement = StatementFactory(draft=True)

    read(client, f"/statements/{statement.public_id}/cite.{form}", status=404)


@pytest.mark.parametrize("form", FORMS)
def test_file_is_asked_for_again_only_when_it_changed(client, said, form):
    path = f"/statements/s7k2f9qd/cite.{form}"
    etag = client.get(path).headers["ETag"]

    again = client.get(path, headers={"If-None-Match": etag})
    head = client.head(path)

    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize("number", [1, 3])
def test_citation_costs(client, number):
    statement = StatementFactory(participation__event__venue=OrganizationFactory())
    for _n in range(number):
        CheckFactory(
            wording=statement.wordings.get(), recording=RecordingFactory(event=statement.event)
        )

    # statement, wordings, checks with recordings, printed capacities, event texts, venue names
    assert queries(client, f"/statements/{statement.public_id}/cite.json") == 6


def test_unnamed_speaker_is_cited_as_printed(client):
    who = ParticipationFactory(
        kind=Participation.Kind.UNNAMED, person=None, printed_name="A farmer from Oster"
    )

    assert csl(client, StatementFactory(participation=who))["author"] == [
        {"literal": "A farmer from Oster"}
    ]
