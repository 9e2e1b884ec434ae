"""Two people at the versions of one text, or at one quotation; only PostgreSQL lets them."""

from articles import joining, translating
from articles.models import Article, Dismissal, Quotation, Waiver
from articles.outdated import dismiss
from tests.factories import ArticleFactory, StatementFactory, UserFactory, mark, publish
from tests.races import ONLY_WHERE_TWO_WRITE, slowly, together

pytestmark = ONLY_WHERE_TWO_WRITE


def begin(original, found):
    """The beginning of a translation, which tells what it led to."""
    return lambda: found.append(translating.start(original, "uk", UserFactory()))


def test_two_who_begin_a_translation_are_led_to_one():
    original, found = ArticleFactory(), []

    refused = together(slowly(begin(original, found)), begin(original, found))

    assert refused == []
    assert found == [Article.objects.get(language="uk")] * 2


def test_a_translation_is_begun_once_from_two_versions_of_the_text():
    original, found = ArticleFactory(), []
    version = translating.start(original, "ru", UserFactory())

    refused = together(slowly(begin(original, found)), begin(version, found))

    assert refused == []
    assert found == [Article.objects.get(language="uk")] * 2


def test_a_language_that_is_begun_is_not_waived():
    original, by = ArticleFactory(), UserFactory()

    refused = together(
        slowly(begin(original, [])), lambda: translating.waive(original, "uk", by, "No.")
    )

    assert refused == ["The text has a version in this language already."]
    assert Waiver.objects.count() == 0


def test_of_two_who_waive_a_language_one_is_told():
    original, by = ArticleFactory(), UserFactory()

    refused = together(
        slowly(translating.waive, original, "uk", by, "Nobody asks."),
        lambda: translating.waive(original, "uk", by, "So I say."),
    )

    assert refused == ["This is decided already."]
    assert Waiver.objects.get().reason == "Nobody asks."


def test_of_two_who_say_that_the_text_agrees_one_is_told():
    original, by = ArticleFactory(), UserFactory()
    version = translating.start(original, "uk", by)
    publish(original, by)

    refused = together(
        slowly(translating.agree, version, by, 1), lambda: translating.agree(version, by, 1)
    )

    assert refused == ["Nothing is new: the text agrees with what readers see of the original."]


def test_a_language_is_taken_by_whoever_joins_first():
    original, by = ArticleFactory(), UserFactory()
    article = ArticleFactory(language="uk")
    found = []

    refused = together(slowly(joining.join, article, original, by), begin(original, found))

    assert (refused, found) == ([], [article])


def test_of_two_decisions_on_a_quotation_one_is_told():
    statement, by = StatementFactory(), UserFactory(username="olha")
    publish(ArticleFactory(body=f"<p>{mark(statement)}</p>"), by)
    quotation = Quotation.objects.get()
    statement.wordings.get().correct("We heard it twice.")

    refused = together(
        slowly(dismiss, quotation, by, "A misprint."), lambda: dismiss(quotation, by, "So I say.")
    )

    assert refused == ["olha has decided already that it stays: A misprint."]
    assert Dismissal.objects.get().reason == "A misprint."


def test_a_decision_that_a_publication_outruns_is_told():
    statement, by = StatementFactory(), UserFactory()
    article = ArticleFactory(body=f"<p>{mark(statement)}</p>")
    publish(article, by)
    quotation = Quotation.objects.get()
    statement.withdraw("The speaker was misheard.")
    article.refresh_from_db()
    article.body = "<p>Text.</p>"
    article.save()

    refused = together(
        slowly(publish, article, by, change="material"), lambda: dismiss(quotation, by, "So I say.")
    )

    assert refused == ["Readers no longer see that edition: nothing is left to decide."]
    assert Dismissal.objects.count() == 0
