"""Who is meant by a name, by “he”, or by “the expert”: what the text said before decides."""

from dataclasses import dataclass, field, replace

from .english import dateline, main_name
from .english_speakers import described, introduced, may_be, named_next
from .firms import COMPANY, MAKERS, PRESS, name_of_firm
from .lines import Line
from .mentions import MEMORY, MENTIONED, OPENING, POSSESSOR, SPEAKER, TIED, Mention
from .names import BODY, PERSON, POST, UNKNOWN, Name
from .offices import (
    body_printed,
    fit,
    gender_of_noun,
    gender_of_verb,
    is_another,
    is_governed,
    share,
    shares_body,
)
from .people import People, Person, bare, nominative, same_word, speaks
from .quote import EXPLICIT, INFERRED, Known, Oddity, Span
from .subjects import GROUP, NAME, NOBODY, PRONOUN, Subject, whole_body

ANY_BODY = ("ведомств", "відомств", "там")  # stand for the body that was named last
SELF = {"сам", "сама"}  # «Сам художник»: whose picture it is
SHARED = 2.0
RECENT = 4  # sentences
NO_OFFICE = (
    "форум",
    "газет",
    "сайт",
    "издан",
    "видан",
    "доклад",
    "доповід",
    "звіт",
    "отчет",
    "отчёт",
)
SAME_SENTENCE, SAME_PARAGRAPH = 0.8, 0.5
FADES = 0.55  # with every sentence between
UNSURE = 0.4  # whose gender nothing shows
FARTHEST = 14  # sentences


@dataclass(frozen=True)
class Speaker:
    """The answer: a person or body of the text, or only the words that stand for somebody."""

    person: Person | None
    span: Span | None
    role: str = ""
    certainty: str = EXPLICIT
    is_group: bool = False

    def name(self, people: People) -> str | None:
        return nominative(self.person, people.words, people.printed) if self.person else None

    @property
    def known(self) -> Known | None:
        return self.person.known if self.person else None


@dataclass
class Memory:
    """What has been read so far: who was named, who spoke, which bodies and groups."""

    people: People
    mentions: list[Mention] = field(default_factory=list)
    others: list[tuple[int, Speaker]] = field(default_factory=list)  # bodies, groups, nobody
    bodies: list[tuple[int, str, Span]] = field(default_factory=list)
    bodies_named: list[tuple[str, int]] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    last: Speaker | None = None

    def hear(self, line: Line) -> None:
        """Remembers whom a sentence names."""
        opening = True
        begins = dateline(line) if line.words.is_english else 0
        main = main_name(line, begins) if line.words.is_english else None
        for name in line.names:
            if name.last <= begins:
                continue
            if name.kind == BODY:
                self._hear_body(line, name)
                continue
            found = self.people.find(line.text(name.first, name.last))
            if len(found) > 1:
                found = [self._nearest(found)]
            person = found[0] if found else None
            if person is None or person.is_body or not person.is_sure:
                is_firm = person is None and name.kind == UNKNOWN and speaks(line, name)
                if (name.last - name.first > 1 and name.kind != POST) or is_firm:
                    self._hear_body(line, name)  # “Halbrook said”, which is nobody’s surname
                continue
            is_tied = is_governed(line, name)
            is_first = opening if main is None else name is main
            weight = TIED if is_tied else OPENING if is_first else MENTIONED
            if line.words.is_english and line.lows[name.last - 1].endswith(("’s", "s’")):
                weight = POSSESSOR
            if not is_tied:
                opening = False
            self._remember(person, line, line.tokens[name.first].start, weight)
        self._hear_bodies(line)

    def _hear_body(self, line: Line, name: Name) -> None:
        """Remembers a body that a sentence is about, or whose name has more than one word."""
        if name.kind != BODY and is_governed(line, name):
            return
        last = name.last
        if last in line.titles and not line.words.is_english:  # «СК „Берег“»
            last += 1
        if last - name.first > 1 or not is_governed(line, name):
            at = line.tokens[name.first].start
            self.bodies_named.append((line.text(name.first, last), at))
            del self.bodies_named[:-MEMORY]

    def _hear_bodies(self, line: Line) -> None:
        for i, low in enumerate(line.lows):
            if line.tokens[i].is_word and low in line.words.stems["small_bodies"]:
                token = line.tokens[i]
                text = body_printed(line, i)
                self.bodies.append((line.sentence.number, text, (token.start, token.end)))
        del self.bodies[:-MEMORY]

    def _remember(self, person: Person, line: Line, at: int, weight: float) -> None:
        sentence = line.sentence
        mention = Mention(person, sentence.number, sentence.paragraph, at, weight)
        self.mentions.append(mention)
        del self.mentions[:-MEMORY]

    def spoke(self, speaker: Speaker, line: Line, at: int) -> None:
        """Remembers who spoke last."""
        self.last = speaker
        if speaker.person and not speaker.person.is_body:
            self._remember(speaker.person, line, at, SPEAKER)
        else:
            self.others.append((line.sentence.number, speaker))
            del self.others[:-MEMORY]

    def who(self, line: Line, subject: Subject | None, barred: Span | None = None) -> Speaker:
        """The speaker whom the words of a subject mean; “she” nobody named in the barred words."""
        if subject is None:
            return Speaker(None, None, certainty=INFERRED)
        tokens = line.tokens
        span = (tokens[subject.said_first].start, tokens[subject.said_last - 1].end)
        if subject.kind == NAME and subject.name:
            return self._named(line, subject, span)
        if subject.kind == PRONOUN:
            return self._pronoun(line, subject, span, barred)
        return self._noun(line, subject, span)

    def _named(self, line: Line, subject: Subject, span: Span) -> Speaker:
        name = subject.name
        assert name is not None  # noqa: S101 -- a subject of the kind NAME has one
        text = line.text(name.first, name.last)
        if name.kind == BODY and name.last - name.first == 1 and line.words.is_english:
            low = line.lows[name.first]
            is_noun = line.is_in(name.first - 1, "determiners")
            is_noun = is_noun and low in line.words.stems["small_bodies"]
            body = self._body_named(line, low, span) if is_noun else None
            if body:  # “the Ministry”
                return Speaker(body, span, body.role)
        found = self.people.find(text)
        if name.kind == BODY and name.last - name.first > 1:
            found = [p for p in found if p.is_body and len(p.parts) >= name.last - name.first]
        if len(found) > 1:
            person = self._chosen(found, line, subject, span)
        elif found:
            person = found[0]
        else:
            person = self.people.add_unknown(text, span[0], is_body=name.kind == BODY)
        if subject.role and not person.role:
            person.role = subject.role
        elif is_another(subject.role, person.role, line.words.language):
            self._another_capacity(person, subject.role, span)
        if name.kind == PERSON or not person.is_body:
            person.is_sure = True
            person.gender = person.gender or subject.gender
        return Speaker(person, span, person.role or subject.role)

    def _another_capacity(self, person: Person, role: str, span: Span) -> None:
        if role not in person.roles:
            person.roles.append(role)
            values = {"name": nominative(person, self.people.words), "words": role}
            self.oddities.append(Oddity("capacities", *span, values))

    def _chosen(self, found: list[Person], line: Line, subject: Subject, span: Span) -> Person:
        """One of several bearers of a surname: by the post beside it, by what the verb shows of
        their gender, else the nearest one."""
        text = line.text(subject.said_first, subject.said_last)
        person = self._nearest(found)
        if subject.role:
            by_role = [p for p in found if p.role and share(p.role, subject.role)]
            if len(by_role) == 1:
                return by_role[0]
        gender = subject.gender or gender_of_verb(line, subject)
        by_gender = [p for p in found if p.gender == gender] if gender else []
        if len(by_gender) == 1 and all(p.gender for p in found):
            return by_gender[0]
        if subject.has_clause:
            # “Dobre, who moderated the evening,”: were the last one meant, nothing need be added.
            person = next((p for p in found if p is not person), person)
        other = next(p for p in found if p is not person)
        values = {"words": text, "first": person.name, "second": other.name, "name": bare(text)}
        self.oddities.append(Oddity("ambiguous", *span, values))
        return person

    def _nearest(self, found: list[Person]) -> Person:
        for mention in reversed(self.mentions):
            if any(mention.person is person for person in found):
                return mention.person
        return found[0]

    def _pronoun(
        self, line: Line, subject: Subject, span: Span, barred: Span | None = None
    ) -> Speaker:
        is_it = subject.gender == "n" and line.words.is_english
        if is_it and (body := self._body_before(line, span)):
            return Speaker(body, span, body.role, INFERRED)
        if subject.gender in {"p", "n"}:
            for _, speaker in reversed(self.others):
                if subject.gender == "n" and line.words.is_english and not speaker.person:
                    continue  # “It urged …”: no group and no unnamed person
                if speaker.person or speaker.is_group or speaker.span:
                    return Speaker(speaker.person, span, speaker.role, INFERRED, speaker.is_group)
            if subject.gender == "n":
                return Speaker(None, span, "", INFERRED)
        sentence = line.sentence
        unnamed = self._unnamed_before(sentence.number) if subject.gender in {"m", "f"} else None
        if unnamed and not line.words.is_english:
            return Speaker(None, span, unnamed.role, INFERRED)
        person = self.salient(
            sentence.number, sentence.paragraph, span[0], subject.gender, barred=barred
        )
        if person is None and line.words.is_english:
            person = named_next(self.people.all, span, subject.gender)
        if person is None:
            return Speaker(None, span, "", INFERRED)
        return Speaker(person, span, person.role, INFERRED if subject.gender == "p" else EXPLICIT)

    def _body_before(self, line: Line, span: Span) -> Person | None:
        """“The union IG Werk demanded more. …, it said”: a body that only its paragraph names."""
        number, last = self.others[-1] if self.others else (-1, None)
        begins = line.pages.paragraphs[line.sentence.paragraph].start
        if last and last.person and number >= line.sentence.number - 1:
            return None
        for text, at in reversed(self.bodies_named):
            if at < begins:
                return None
            if at < span[0]:
                found = [p for p in self.people.find(text) if p.is_body or not p.is_sure]
                return found[0] if found else self.people.add_unknown(text, at, is_body=True)
        return None

    def _unnamed_before(self, sentence: int) -> Speaker | None:
        """The source without a name that spoke in the sentence before, where nobody else did."""
        number, speaker = self.others[-1] if self.others else (-1, None)
        if speaker is None or number < sentence - 1 or speaker.is_group or speaker.person:
            return None
        is_last = not self.mentions or self.mentions[-1].sentence < number
        return speaker if is_last and speaker.role else None

    def salient(
        self,
        sentence: int,
        paragraph: int,
        at: int,
        gender: str = "",
        *,
        barred: Span | None = None,
    ) -> Person | None:
        """Who is spoken of most at a place; nobody who is named in the barred words."""
        best, best_score = None, -99.0
        named = [
            mention.person
            for mention in self.mentions
            if barred and barred[0] <= mention.at < barred[1] and mention.weight >= MENTIONED
        ]
        for mention in self.mentions:
            if mention.at >= at or sentence - mention.sentence > FARTHEST:
                continue
            if named and mention.person in named:
                continue
            person = mention.person
            score = mention.weight - FADES * (sentence - mention.sentence)
            if mention.sentence == sentence and mention.weight >= POSSESSOR:
                score += SAME_SENTENCE
            if mention.paragraph == paragraph:
                score += SAME_PARAGRAPH
            if gender in {"m", "f"} and person.gender:
                if person.gender != gender:
                    continue
            elif gender in {"m", "f"}:
                score -= UNSURE
            if score >= best_score:
                best, best_score = person, score
        return best

    def _noun(self, line: Line, subject: Subject, span: Span) -> Speaker:
        if subject.kind == GROUP:
            for_body = self._spoken_for(line, subject, span)
            return for_body or Speaker(None, span, subject.role, EXPLICIT, is_group=True)
        if subject.kind == NOBODY or not subject.is_definite:
            return self._spoken_for(line, subject, span) or Speaker(None, span, subject.role)
        stems = line.words.stems
        spokes = self._spoken_for(line, subject, span)
        if subject.head in stems["heads"] or subject.head in stems["general"]:
            person = self._by_post(line, subject, span[0])
            if person:
                return Speaker(person, span, person.role or subject.role, EXPLICIT)
            if line.words.is_english:
                meant = described(self.mentions, line, subject, span[0])
                meant = meant or introduced(self.people.all, line, subject, span[0])
                last = Speaker(meant, span, meant.role, INFERRED) if meant else None
            else:
                last = self._just_named(line, subject, span)
            return spokes or last or Speaker(None, span, subject.role)
        return self._body(line, subject, span)

    def _just_named(self, line: Line, subject: Subject, span: Span) -> Speaker | None:
        """«…», – додала фінансистка: one bare noun for whom the sentences before are about."""
        if subject.said_last - subject.said_first > 1:
            return None
        is_self = line.lows[subject.said_first - 1] in SELF if subject.said_first else False
        gender = gender_of_noun(subject.head, line) or subject.gender
        for mention in reversed(self.mentions):
            if line.sentence.number - mention.sentence > RECENT:
                return None
            is_same = not gender or not mention.person.gender or mention.person.gender == gender
            if mention.at < span[0] and (mention.weight >= OPENING or is_self) and is_same:
                return Speaker(mention.person, span, mention.person.role, INFERRED)
        return None

    def _spoken_for(self, line: Line, subject: Subject, span: Span) -> Speaker | None:
        """“A company spokesman”, “White House officials”: the body speaks through somebody."""
        if subject.head not in line.words.sets["spokes"]:
            return None
        for name in line.names:
            is_noun = line.words.is_english and name.run_first == 0 and name.last == 1
            if is_noun and line.lows[0] in line.words.stems["bodies"]:
                continue  # “Hospital officials”
            if subject.first <= name.run_first and name.last <= subject.last:
                text = line.text(*whole_body(line, name))
                found = self.people.find(text)
                body = found[0] if found else self.people.add_unknown(text, span[0], is_body=True)
                return Speaker(body, span, subject.role)
        for i in range(subject.first, subject.last):
            if line.lows[i] != subject.head and line.lows[i] in line.words.stems["small_bodies"]:
                found_body = self._body_named(line, line.lows[i], span)
                return Speaker(found_body, span, subject.role) if found_body else None
        if line.words.is_english and subject.last - subject.first == 2 and not subject.is_definite:
            by = self._body_before(line, span)  # “…,” a spokesman said
            return Speaker(by, span, subject.role, INFERRED) if by else None
        return None

    def _body_named(self, line: Line, head: str, span: Span) -> Person | None:
        """The body of the text that a noun like “the ministry” or “the company” means."""
        listed = line.words.stems["small_bodies"].find(head)
        for person in reversed(self.people.all[-MEMORY * 5 :]):
            is_before = person.is_body and 0 <= person.first_seen < span[0]
            if is_before and any(
                same_word(head, part) or part.startswith(listed) for part in person.parts
            ):
                return person
        generic = line.words.sets["generic"]
        if head not in generic and not (
            line.words.language != "en" and any(same_word(head, each) for each in generic)
        ):
            return None
        spoke, last = self.others[-1] if self.others else (0, None)
        company = self._company(line, head, span, spoke) if not line.words.is_english else ""
        if company:
            found = [p for p in self.people.find(company) if p.is_body]
            return found[0] if found else self.people.add_unknown(company, span[0], is_body=True)
        if last and last.person and last.person.is_body and not line.words.is_english:
            return last.person
        for text, at in reversed(self.bodies_named):
            if line.words.is_english and not may_be(head, text):
                continue
            is_noun = text.lower() in line.words.stems["small_bodies"]
            if at < span[0] and (line.words.is_english or not is_noun):
                found = [p for p in self.people.find(text) if p.is_body or not p.is_sure]
                return found[0] if found else self.people.add_unknown(text, at, is_body=True)
        return None

    def _of_its_owner(self, line: Line, subject: Subject, span: Span) -> Speaker | None:
        """«у пресслужбі відомства»: the body that the last word means."""
        last = subject.said_last - 1
        if not subject.head.startswith(PRESS) or last - subject.said_first != 1:
            return None
        owner = replace(subject, said_first=last, head=line.lows[last])
        if not owner.head.startswith((*ANY_BODY, *COMPANY, *MAKERS)):
            return None
        head = COMPANY[0] if owner.head.startswith(MAKERS) else owner.head
        found = self._body(line, replace(owner, head=head), span)
        return found if found.person and found.person.first_seen < span[0] else None

    def _company(self, line: Line, head: str, span: Span, since: int) -> str:
        """«фірма „Берег“ … У компанії наголосили»: a firm with a name that nobody spoke after."""
        if head.startswith(COMPANY):
            for sentence, text, at in reversed(self.bodies):
                if name_of_firm(text) and sentence >= since and at[0] < span[0]:
                    return name_of_firm(text)
        return ""

    def _body(self, line: Line, subject: Subject, span: Span) -> Speaker:
        owner = self._of_its_owner(line, subject, span) if not line.words.is_english else None
        if owner:
            return owner
        is_any = subject.head.startswith(ANY_BODY)
        said = range(subject.said_first, subject.said_last)
        if not line.words.is_english and any(i in line.titles for i in said):
            text = line.text(subject.said_first, subject.said_last)  # «у компанії „Лан“»
            body = next((p for p in self.people.find(text) if p.is_body), None)
        else:
            body = None if is_any else self._body_named(line, subject.head, span)
        if body:
            return Speaker(body, span, body.role, EXPLICIT)
        if is_any:
            earlier = [
                each
                for each in self.bodies
                if each[2][0] < span[0] and not each[1].lower().startswith((*ANY_BODY, *NO_OFFICE))
            ]
            if earlier:
                _, text, _ = earlier[-1]
                known = next((p for p in self.people.find(text) if p.is_body), None)
                body = known or Person(text, [text.lower()], is_body=True, forms=[text])
                return Speaker(body, span, subject.role, INFERRED)
        is_work = line.words.is_english and subject.head in line.words.sets["works"]
        is_plural = (
            line.words.is_english and subject.head not in line.words.stems["small_bodies"].words
        )
        if is_work or is_plural or subject.head not in line.words.stems["small_bodies"]:
            return Speaker(None, span, subject.role)
        first = subject.said_first
        while line.is_in(first, "determiners") and first + 1 < subject.said_last:
            first += 1
        text = line.text(first, subject.said_last)
        return Speaker(self.people.add_unknown(text, span[0], is_body=True), span)

    def _by_post(self, line: Line, subject: Subject, at: int) -> Person | None:
        """The person of the text whose post the noun names, the most likely one first."""
        gender = gender_of_noun(subject.head, line) or subject.gender
        best, best_score = None, 0.0
        seen: set[int] = set()
        sentence = line.sentence.number
        # «співрозмовник» is whoever speaks, «співрозмовник видання» somebody without a name.
        is_bare = line.words.is_english or subject.role.lower().endswith(subject.head)
        is_general = is_bare and subject.head in line.words.stems["general"]
        for mention in reversed(self.mentions):
            person = mention.person
            if id(person) in seen or mention.at >= at:
                continue
            seen.add(id(person))
            if gender and person.gender and person.gender != gender:
                continue
            score = fit(line, subject.head, person, is_general=is_general)
            if score < SHARED and shares_body(subject, person):
                score = SHARED
            if score <= 0:
                continue
            score += max(0.0, 1.5 - 0.15 * (sentence - mention.sentence)) + mention.weight / 6
            if score > best_score:
                best, best_score = person, score
        return best
