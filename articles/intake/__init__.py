"""From a report that somebody pasted to records and an article: the lines that an editor confirms,
what each may be matched with, and the one act that makes all of it."""
