"""The environment of the tests, set before the settings are read: no .env reaches a test."""

import os
import tempfile

# Kept in a name, so that it lives as long as the run.
FOLDER = tempfile.TemporaryDirectory(prefix="newsroom-tests-")

os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
os.environ.update(
    SECRET_KEY="only-for-tests",
    DEBUG="False",
    SITE_NAME="Newsroom",
    SITE_URL="http://testserver",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    CSRF_TRUSTED_ORIGINS="",
    CACHE_URL="locmemcache://",
    EMAIL_URL="memorymail://",
    MEDIA_ROOT=f"{FOLDER.name}/media",
    LANGUAGE_CODE="en",
    TIME_ZONE="Europe/Kyiv",
)
