"""The addresses of articles, their editions and sections, and of the plain pages."""

from django.urls import path

from articles import previews, views

app_name = "articles"

urlpatterns = [
    path("", views.front_page, name="front"),
    path("articles/", views.article_list, name="article_list"),
    path("articles/<int:year>/", views.article_list, name="article_year"),
    path("articles/<int:year>/<int:month>/", views.article_list, name="article_month"),
    path("articles/<slug:slug>/", views.article_detail, name="article_detail"),
    path("articles/<slug:slug>/editions/", views.edition_list, name="edition_list"),
    path(
        "articles/<slug:slug>/editions/<int:number>/", views.edition_detail, name="edition_detail"
    ),
    path(
        "articles/<slug:slug>/editions/<int:older>-<int:newer>/",
        views.edition_difference,
        name="edition_difference",
    ),
    path("sections/", views.section_list, name="section_list"),
    path("sections/<slug:slug>/", views.section_detail, name="section_detail"),
    path("corrections/", views.correction_list, name="correction_list"),
    path("previews/<str:token>/", previews.preview, name="preview"),
    path("<slug:slug>/", views.page_detail, name="page_detail"),
]
