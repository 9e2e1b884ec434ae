"""Words for a firm, for those who make or run something, and for a press service."""

PRESS = ("пресслужб", "прес-служб", "пресс-служб")
MAKERS = ("перевізни", "перевозчи", "виробни", "производит", "забудовни", "застройщи", "оператор")
COMPANY = ("компан", "фірм", "фирм")
FIRMS = (*COMPANY, "підприємств", "предприят", "завод", "холдинг", "концерн", "корпорац")
MARKS = '«»„“”"'


def name_of_firm(text: str) -> str:
    """The name in marks of «фірма „Берег“»; empty where the text is something else."""
    noun, _, name = text.partition(" ")
    is_firm = noun.lower().startswith(FIRMS) and name[:1] in MARKS
    return name.strip(MARKS) if is_firm and name else ""
