"""Finding in a text what was said, by whom, and where: pure Python, it asks no database."""
