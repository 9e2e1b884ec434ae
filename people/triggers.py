"""What no CHECK can say about people and organizations."""

from django.utils.translation import gettext_lazy as _

from newsroom.triggers import Trigger, register, slug_leads_nowhere_else

register(
    slug_leads_nowhere_else(
        "person_slug_is_free", "people.Person", "'/people/' || NEW.slug || '/'"
    ),
    slug_leads_nowhere_else(
        "organization_slug_is_free",
        "people.Organization",
        "'/organizations/' || NEW.slug || '/'",
    ),
    Trigger(
        name="organization_not_its_own_ancestor",
        model="people.Organization",
        on="UPDATE",
        refuse_when="""NEW.parent_id IS NOT NULL AND EXISTS (
            WITH RECURSIVE above(id) AS (
                SELECT NEW.parent_id
                UNION
                SELECT o.parent_id FROM people_organization o JOIN above ON o.id = above.id
                WHERE o.parent_id IS NOT NULL
            ) SELECT 1 FROM above WHERE above.id = NEW.id)""",
        sentence=_("An organization cannot be a part of itself, also not through others."),
    ),
)
