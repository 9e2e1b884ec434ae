"""The addresses of the ground floor's own pages."""

from django.urls import path

from newsroom import views

app_name = "newsroom"

urlpatterns = [
    path("topics/", views.topic_list, name="topic_list"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic_detail"),
]
