"""What no CHECK can say about articles and editions."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom.triggers import Trigger, frozen, register, slug_leads_nowhere_else

ARTICLE_PATH = f"""CASE NEW.language
    WHEN '{settings.LANGUAGE_CODE}' THEN '' ELSE '/' || NEW.language END
    || CASE WHEN NEW.kind = 'page' THEN '/' ELSE '/articles/' END || NEW.slug || '/'"""
WORDS = """article_id number language kind headline kicker standfirst body section_id picture_id
    first_printed_on first_printed_in change note fingerprint published_by_id
    published_at""".split()


def frozen_row(name: str, model: str, columns: str) -> Trigger:
    """The rule that a row that belongs to an edition never changes."""
    return Trigger(
        name=name,
        model=model,
        on="UPDATE",
        refuse_when=frozen(columns.split()),
        sentence=_("What was published never changes: publish a new edition."),
    )


register(
    slug_leads_nowhere_else("article_slug_is_free", "articles.Article", ARTICLE_PATH),
    Trigger(
        name="article_address_fixed_by_editions",
        model="articles.Article",
        on="UPDATE",
        refuse_when="""(NEW.language <> OLD.language
            OR (NEW.kind = 'page') <> (OLD.kind = 'page')) AND EXISTS
            (SELECT 1 FROM articles_edition e WHERE e.article_id = OLD.id)""",
        sentence=_(
            "Readers have seen this article: its language stays, and a plain page stays one."
        ),
    ),
    # Both ways, so that no order of acts makes readers see anything under embargo.
    Trigger(
        name="edition_after_embargo",
        model="articles.Edition",
        on="INSERT, UPDATE",
        refuse_when="""EXISTS (SELECT 1 FROM articles_article a
            WHERE a.id = NEW.article_id AND a.embargoed_until > NEW.live_from)""",
        sentence=_("The article is under embargo at that moment."),
    ),
    Trigger(
        name="article_embargo_before_editions",
        model="articles.Article",
        on="UPDATE",
        refuse_when="""EXISTS (SELECT 1 FROM articles_edition e
            WHERE e.article_id = NEW.id AND e.live_from < NEW.embargoed_until)""",
        sentence=_(
            "An edition is live or scheduled for a moment before the embargo ends: an embargo "
            "comes too late for it."
        ),
    ),
    slug_leads_nowhere_else(
        "section_slug_is_free", "articles.Section", "'/sections/' || NEW.slug || '/'"
    ),
    frozen_row("edition_words_never_change", "articles.Edition", " ".join(WORDS)),
    frozen_row("edition_topic_never_changes", "articles.EditionTopic", "edition_id topic_id"),
    frozen_row("edition_event_never_changes", "articles.EditionEvent", "edition_id event_id"),
    # The person may change: a merge leads the byline to the one who is kept.
    frozen_row("edition_byline_never_changes", "articles.EditionByline", "edition_id credit text"),
    frozen_row(
        "quotation_never_changes", "articles.Quotation", "edition_id statement_id wording_id"
    ),
    frozen_row("correction_never_changes", "articles.Correction", "edition_id kind text"),
    Trigger(
        name="quotation_wording_of_statement",
        model="articles.Quotation",
        on="INSERT",
        refuse_when="""NEW.statement_id IS DISTINCT FROM
            (SELECT w.statement_id FROM events_wording w WHERE w.id = NEW.wording_id)""",
        sentence=_("The wording belongs to another statement."),
    ),
    Trigger(
        name="quotation_of_confirmed_words",
        model="articles.Quotation",
        on="INSERT",
        refuse_when="""EXISTS (SELECT 1 FROM events_wording w
            WHERE w.id = NEW.wording_id AND w.confirmed_at IS NULL)""",
        sentence=_("Confirm the words before they are printed."),
    ),
    # On PostgreSQL an EXCLUDE constraint says the same, and also to two writers at once.
    Trigger(
        name="edition_no_overlap",
        model="articles.Edition",
        on="INSERT, UPDATE",
        refuse_when="""EXISTS (SELECT 1 FROM articles_edition e
            WHERE e.article_id = NEW.article_id AND e.id IS DISTINCT FROM NEW.id
            AND e.live_from < COALESCE(NEW.superseded_at, '9999-12-31')
            AND NEW.live_from < COALESCE(e.superseded_at, '9999-12-31'))""",
        sentence=_("Two editions of an article cannot be live at the same moment."),
        only_on="sqlite",
    ),
)
