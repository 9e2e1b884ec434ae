"""The editor in which an article is written: its tools, its words, and what lets it run."""

import base64
import hashlib
import re

from django.forms import Media as FormMedia
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media

from articles.models.article import BODY_EXTENSIONS

# Bare names, so that one hashed file finds the other under its hashed name.
MODULES = ImportMap(
    {
        f"newsroom/prose/{name}": f"js/prose/{name}.js"
        for name in ("check", "desk", "figures", "paste", "picker", "statement", "toolbar")
    }
)
MENU = [
    {"group": "record"},
    {"group": "headings"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "history"},
    {"group": "utility"},
]
PICKER = {
    "keys": _("↑ ↓ choose · Enter take · Esc leave"),
    "nothing": _("Nothing found."),
    "failed": _("The search did not answer. Try again."),
}
STATEMENT = {
    **PICKER,
    "quotation": _("Quotation"),
    "quotationTitle": _("Link the selected words to a statement, or insert one (Ctrl+Shift+Q)"),
    "unlink": _("Unlink"),
    "unlinkTitle": _("Take the mark off the words (Ctrl+Shift+X)"),
    "findStatement": _("Words or speaker"),
    "used": _("already in the text"),
}
CHECK = {
    "holds": _("Equal to the recorded words."),
    "paraphrase": _("A paraphrase: the words may differ."),
    "printed": _("printed"),
    "recorded": _("recorded"),
    "open": _("open the statement"),
    "quotations": _("Quotations"),
    "paraphrases": _("Paraphrases"),
    "allHold": _("all agree with the record"),
    "differ": _("Not as recorded:"),
    "failed": _("The words could not be held against the record. They will be before publication."),
    "hint": _("No statements are linked yet. Select quoted words and press Ctrl+Shift+Q."),
}
FIGURE = {
    **PICKER,
    "picture": _("Picture"),
    "pictureTitle": _("Insert a picture"),
    "findPicture": _("What is to be seen on the picture"),
    "noPicture": _("This picture no longer exists."),
    "video": _("Video"),
    "videoTitle": _("Insert a video from YouTube or Vimeo"),
    "findVideo": _("Address of the video, https://…"),
    "noVideo": _("Paste the address of a video on YouTube or Vimeo."),
}
TOOLS = {
    "bar": _("Tools of the text"),
    "heading2": _("Heading (Ctrl+Alt+2)"),
    "heading3": _("Subheading (Ctrl+Alt+3)"),
    "bold": _("Bold (Ctrl+B)"),
    "italic": _("Italic (Ctrl+I)"),
    "link": _("Link (Ctrl+K)"),
    "unlink": _("Remove the link"),
    "bulletList": _("List"),
    "orderedList": _("Numbered list"),
    "blockquote": _("Long quotation"),
    "horizontalRule": _("Line"),
    "history:undo": _("Undo (Ctrl+Z)"),
    "history:redo": _("Redo (Ctrl+Shift+Z)"),
    "html": _("HTML"),
}
EXTENSIONS = BODY_EXTENSIONS | {
    "Menu": {"groups": MENU},
    "NoSpellCheck": False,
    "WordPaste": True,
    "Toolbar": {"words": TOOLS},
    "StatementQuote": {
        "statements": reverse_lazy("admin:articles_article_statements"),
        "words": STATEMENT,
    },
    "StatementCheck": {"marks": reverse_lazy("admin:articles_article_marks"), "words": CHECK},
    "Picture": {"pictures": reverse_lazy("admin:articles_article_pictures"), "words": FIGURE},
    "Embed": {"words": FIGURE},
}


class ArticleEditor(AdminProseEditorWidget):
    """The prose editor with our marks, told where to ask and what its buttons are called."""

    def get_config(self):
        # The field gives its widget the plain list; the sanitiser keeps that one.
        self.config = {"extensions": EXTENSIONS}
        return super().get_config()

    @property
    def media(self):
        return super().media + Media(importmap=MODULES, css={"all": ["css/prose-editor.css"]})


def script_sources(media: FormMedia) -> list[str]:
    """What may run on a page with this media: our files, and the import map by its hash."""
    inline = re.findall(r"<script[^>]*>([^<]+)</script>", media.render())
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in inline]
    return ["'self'", *(f"'sha256-{digest}'" for digest in digests)]
