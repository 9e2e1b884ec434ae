import pytest
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Participation, Statement
from tests.browser.admin import sign_in
from tests.factories import AffiliationFactory, EventFactory, ParticipationFactory

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "[name=wordings-0-text]"


@pytest.fixture
def page(browser_page, live_server, admin_user):
    sign_in(browser_page, live_server, admin_user)
    return browser_page


def choose(page, field, term):
    page.locator(f"[name$={field}]:not([name*=__]) + .select2").click()
    page.locator(".select2-container--open .select2-search__field").fill(term)
    page.locator(".select2-results__option--highlighted", has_text=term).wait_for()
    page.keyboard.press("Enter")


def test_statements_are_entered_one_after_another_from_the_keyboard(page):
    event = EventFactory()
    ParticipationFactory(event=event, printed_name="Olha")
    ParticipationFactory(event=event, printed_name="Taras")
    page.goto(f"{reverse('admin:events_statement_add')}?event={event.slug}")

    choose(page, "participation", "Taras")
    expect(page.locator(WORDS)).to_be_focused()
    page.keyboard.type("We heard it.")
    page.check("[name=wordings-0-confirm]")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.locator(WORDS)).to_be_focused()
    page.keyboard.type("All of us.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    statements = Statement.objects.order_by("order")
    assert [(s.participation.printed_name, s.wording.text, s.state) for s in statements] == [
        ("Taras", "We heard it.", "confirmed"),
        ("Taras", "All of us.", "confirmed"),
    ]


def test_a_chosen_person_brings_the_capacity(page):
    post = AffiliationFactory()
    event = EventFactory()
    page.goto(reverse("admin:events_event_change", args=[event.pk]))
    page.locator("#participations-group .add-row a").click()

    choose(page, "person", str(post.person))
    expect(page.locator("[name=participations-0-printed_post]")).to_have_value("director")
    with page.expect_navigation():
        page.click("[name=_continue]")

    guest = Participation.objects.get()
    assert (guest.printed_name, guest.affiliation) == (str(post.person), post)
    assert guest.printed_organization == str(post.organization)


def test_opening_an_event_proposes_nothing(page):
    post = AffiliationFactory(post="minister")
    guest = ParticipationFactory(person=post.person, printed_post="")
    page.goto(reverse("admin:events_event_change", args=[guest.event.pk]))
    page.wait_for_timeout(500)

    with page.expect_navigation():
        page.click("[name=_save]")

    guest.refresh_from_db()
    assert (guest.affiliation, guest.printed_post) == (None, "")


def test_a_slug_is_proposed_while_the_title_is_typed(page):
    page.goto(reverse("admin:events_event_add"))
    page.select_option("[name=texts-0-language]", "uk")

    page.fill("[name=texts-0-title]", "Зима у Згурівці")

    expect(page.locator("[name=slug]")).to_have_value("zyma-u-zghurivtsi")
