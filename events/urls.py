"""The addresses of events and statements."""

from django.urls import path

from events import speakerpages, statementpages, views

app_name = "events"

urlpatterns = [
    path("events/", views.event_list, name="event_list"),
    path("events/<slug:slug>/", views.event_detail, name="event_detail"),
    path("statements/", views.statement_list, name="statement_list"),
    path("statements.<slug:form>", views.statement_table, name="statement_table"),
    path("statements/answers/<str:token>/", speakerpages.speaker, name="speaker"),
    path("statements/<slug:public_id>/", statementpages.statement_detail, name="statement_detail"),
    path(
        "statements/<slug:public_id>/wordings/<slug:language>-<int:number>/",
        statementpages.statement_wording,
        name="statement_wording",
    ),
    path(
        "statements/<slug:public_id>/cite.<slug:form>",
        statementpages.statement_citation,
        name="statement_citation",
    ),
    path(
        "statements/<slug:public_id>/card.png", statementpages.statement_card, name="statement_card"
    ),
    path(
        "statements/<slug:public_id>/embed/", statementpages.statement_embed, name="statement_embed"
    ),
    path(
        "statements/<slug:public_id>/annotations.json",
        statementpages.statement_annotations,
        name="statement_annotations",
    ),
    path("oembed", statementpages.statement_oembed, name="oembed"),
    path("recordings/<int:pk>/", views.recording_detail, name="recording_detail"),
    path("recordings/<int:pk>/file", views.recording_file, name="recording_file"),
]
