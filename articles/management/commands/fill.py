from django.core.management.base import BaseCommand, CommandError

from articles.fill import fill


class Command(BaseCommand):
    """Fills the database with content for measuring."""

    help = "Writes N published articles, N/10 events, N/20 people and 2N statements, for measuring."

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, required=True, metavar="N")
        parser.add_argument(
            "--seed", type=int, default=0, help="another seed gives other content (default: 0)"
        )

    def handle(self, *, articles, seed, **options):
        if articles < 1:
            raise CommandError(f"--articles must be 1 or more, not {articles}.")
        written = fill(articles, seed)
        self.stdout.write(", ".join(f"{number} {name}" for name, number in written.items()))
