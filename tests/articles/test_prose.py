import pytest

from articles import prose
from articles.models import Article


def test_uses_gathers_all_marks_of_a_statement_in_order():
    body = (
        '<p><q data-statement="sbbbbb2">“One,”</q> she said, <q data-statement="sbbbbb2">“two.”</q>'
        '</p><p><span data-statement="sccccc3">That is <strong>so</strong>.</span></p>'
    )

    assert prose.uses(body) == [
        prose.Use("sbbbbb2", quoted=["“One,”", "“two.”"]),
        prose.Use("sccccc3", told=["That is so."]),
    ]


def test_finish_links_the_marks_and_leaves_places_for_notes():
    body = (
        '<p>A <q data-statement="sbbbbb2">“one”</q>.</p>'
        '<p>B <q data-statement="sbbbbb2">“two”</q></p>'
    )

    finished = prose.finish(body, "uk")

    assert finished == (
        '<p>A <q data-statement="sbbbbb2" cite="/uk/statements/sbbbbb2/" id="q-sbbbbb2">'
        '<a href="/uk/statements/sbbbbb2/">“one”</a></q>.</p><!--notes sbbbbb2-->'
        '<p>B <q data-statement="sbbbbb2" cite="/uk/statements/sbbbbb2/">'
        '<a href="/uk/statements/sbbbbb2/">“two”</a></q></p>'
    )


def test_finish_keeps_bold_inside_a_mark_and_drops_links_there():
    body = '<p><q data-statement="sbbbbb2">a <a href="/x/">b</a> <strong>c</strong></q></p>'

    assert prose.finish(body, "en") == (
        '<p><q data-statement="sbbbbb2" cite="/statements/sbbbbb2/" id="q-sbbbbb2">'
        '<a href="/statements/sbbbbb2/">a b <strong>c</strong></a></q></p><!--notes sbbbbb2-->'
    )


def test_parts_cuts_a_finished_body_at_its_places():
    body = "<p>a</p><!--notes sb1 sc2--><!--picture 5--><p>b</p>"

    assert prose.parts(body) == [
        prose.Part("html", "<p>a</p>"),
        prose.Part("notes", "sb1 sc2"),
        prose.Part("picture", "5"),
        prose.Part("html", "<p>b</p>"),
    ]
    assert prose.parts(body)[1].ids == ["sb1", "sc2"]


def test_finish_makes_an_embed_a_link_and_a_picture_a_place():
    body = (
        '<figure data-embed="https://vimeo.com/1"></figure>'
        '<figure data-picture="5"></figure><p>x</p>'
    )

    assert prose.finish(body, "en") == (
        '<figure class="embed"><a href="https://vimeo.com/1" rel="noopener">Watch on Vimeo</a>'
        "</figure><!--picture 5--><p>x</p>"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('<figure data-embed="https://evil.example/v"></figure>', "The embed https://evil.example"),
        ('<figure data-embed="http://vimeo.com/1"></figure>', "The embed http://vimeo.com/1"),
        ('<figure data-embed="javascript:alert(1)"></figure>', "The embed javascript:alert(1)"),
        ('<figure data-picture="77"></figure>', "There is no picture 77"),
        ('<figure data-picture="x"></figure>', "There is no picture x"),
        ('<p><q data-statement="../x">a</q></p>', "“a” is marked, but with no statement"),
    ],
)
def test_faults_names_what_no_edition_can_carry(body, sentence):
    (fault,) = prose.faults(body)

    assert fault.startswith(sentence)


def test_body_field_cleans_scripts_and_keeps_our_marks():
    field = Article._meta.get_field("body")
    dirty = (
        '<p onclick="x()">a<script>alert(1)</script> <q data-statement="sbbbbb2" class="y">b</q>'
        '<span data-statement="sccccc3">c</span> <a href="javascript:x()">d</a></p>'
        "<iframe></iframe>"
    )

    assert field.clean(dirty, None) == (
        '<p>a <q data-statement="sbbbbb2">b</q><span data-statement="sccccc3">c</span> <a>d</a></p>'
    )


def test_plain_text_has_a_line_a_paragraph():
    assert prose.plain_text("<p>a <b>b</b></p><p></p><h2>c</h2>") == "a b\nc"


def test_plain_text_parts_what_a_reader_sees_parted():
    body = (
        "<ul><li>a</li><li>b\n<em>c</em>d</li></ul><!--notes saaaaa1--><p>e<br>f</p>"
        "<blockquote><p>g</p><p>h</p></blockquote>"
    )

    assert prose.plain_text(body) == "a\nb cd\ne\nf\ng\nh"


def test_an_empty_body_has_no_uses_and_no_faults():
    assert prose.uses("") == []
    assert prose.faults("") == []
