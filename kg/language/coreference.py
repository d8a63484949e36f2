"""Which phrases stand for the same thing: a sieve of rules, the surest first; each link carries its rule's name.

The order follows Lee et al. (2013), "Deterministic coreference resolution based on entity-centric, precision-ranked rules".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.document import Block, Quoted
from kg.language.names import folded
from kg.language.phrases import Phrase
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUN_WINDOW = 3  # sentences back
_NOMINAL_WINDOW = 12
_BARE_WINDOW = 6
_SPEECH = 40  # characters in quotation marks; shorter ones are names and turns of phrase
_THINGS = {"Organisation", "Place", "Work", "Group", "Other"}


class _Clusters:
    """Who stands with whom so far: for each phrase its cluster's first phrase, for each of these all phrases, and each tied phrase's rule."""

    def __init__(self, size: int) -> None:
        self.first = list(range(size))
        self.members = {i: [i] for i in range(size)}
        self.sieve: dict[int, str] = {}

    def root(self, i: int) -> int:
        return self.first[i]

    def join(self, i: int, j: int, sieve: str) -> None:
        """Tie the later phrase `i` to the earlier `j`."""
        low, high = sorted((self.first[i], self.first[j]))
        if low != high:
            for k in self.members[high]:
                self.first[k] = low
            self.members[low] = sorted(self.members[low] + self.members.pop(high))
            self.sieve.setdefault(i, sieve)


@dataclass(frozen=True)
class _Scene:
    """What the rules look at: the phrases with their sentences, and the text's quotations."""

    doc: Doc
    phrases: Sequence[Phrase]
    sentence: Sequence[int]
    quotations: Sequence[Quoted]
    blocks: Sequence[Block]
    clusters: _Clusters

    @cached_property
    def at(self) -> Mapping[int, int]:
        """Phrase by its head token, the widest where there are several."""
        out: dict[int, int] = {}
        for i, p in enumerate(self.phrases):
            k = out.get(p.head)
            if k is None or self.phrases[k].end - self.phrases[k].start < p.end - p.start:
                out[p.head] = i
        return out

    def cluster(self, i: int) -> Iterator[Phrase]:
        """All phrases that stand with phrase `i` so far, in order."""
        return (self.phrases[k] for k in self.clusters.members[self.clusters.root(i)])

    def named(self, i: int) -> int | None:
        """The first name of the cluster that phrase `i` stands in."""
        return next((k for k in self.clusters.members[self.clusters.root(i)] if self.phrases[k].form == "name"), None)

    def type_of(self, i: int) -> str:
        """The type of the cluster: that of its first name, else the phrase's own."""
        first = self.named(i)
        return self.phrases[i if first is None else first].type


def clusters_of(doc: Doc, phrases: Sequence[Phrase], quotations: Sequence[Quoted], blocks: Sequence[Block]) -> tuple[list[int], dict[int, str]]:
    """For each phrase the index of its cluster's first phrase, and for each tied phrase the rule's name."""
    number = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    scene = _Scene(doc, phrases, [number[p.head] for p in phrases], quotations, blocks, _Clusters(len(phrases)))
    for sieve in (
        _exact,
        _name_parts,
        _acronyms,
        _handles,
        _appositions,
        _copulas,
        _title_holders,
        _same_heads,
        _quoted_speakers,
        _quoted_addressees,
        _lone_person,
        _salient_organisation,
        _pronouns,
    ):
        sieve(scene)
    return [scene.clusters.root(i) for i in range(len(phrases))], scene.clusters.sieve


def bodies_of(doc: Doc, phrases: Sequence[Phrase], roots: Sequence[int]) -> dict[int, int]:
    """Whose body a bare "the board" or "the staff" is, by the head of the phrase: the organisation named last in its sentence."""
    words_of_bodies = word_set("nominals", "bodies")
    organisations = {roots[i] for i, p in enumerate(phrases) if p.form == "name" and p.type == "Organisation"}
    out: dict[int, int] = {}
    for p in phrases:
        if p.form == "nominal" and p.lemma in words_of_bodies and doc[p.start].lower_ == "the":
            sentence = doc[p.head].sent
            before = [roots[k] for k, q in enumerate(phrases) if sentence.start <= q.start and q.end <= p.start and roots[k] in organisations]
            if before:
                out[p.head] = before[-1]
    return out


def _names(scene: _Scene) -> list[int]:
    return [i for i, p in enumerate(scene.phrases) if p.form == "name"]


def _exact(scene: _Scene) -> None:
    """The same name and type."""
    first: dict[tuple[str, str], int] = {}
    for i in _names(scene):
        p = scene.phrases[i]
        key = (p.text.casefold().replace(".", ""), p.type)
        if key in first:
            scene.clusters.join(i, first[key], "exact")
        else:
            first[key] = i


def _name_parts(scene: _Scene) -> None:
    """A surname or first name with the full name; an organisation without its legal form."""
    full = [i for i in _names(scene) if len(scene.phrases[i].text.split()) > 1]
    bound: set[tuple[str, str]] = set()
    for i in _names(scene):
        p = scene.phrases[i]
        if (p.text, p.type) in bound:
            continue  # the same short name is one person: else it would make one of all who share it
        fits = [k for k in full if k != i and scene.phrases[k].type == p.type and _is_part(p, scene.phrases[k])]
        roots = {scene.clusters.root(k) for k in fits}
        before = [k for k in fits if k < i]
        if len(roots) == 1:
            scene.clusters.join(i, fits[0], "name-part")
            bound.add((p.text, p.type))
        elif before and p.type == "Person":
            # of several who share the name the first is the one the story is about; "Mrs" and "Mr" tell otherwise
            told = [k for k in before if p.gender is None or scene.phrases[k].gender in {None, p.gender}]
            scene.clusters.join(i, (told or before)[0], "name-part")
            bound.add((p.text, p.type))


def _is_part(short: Phrase, full: Phrase) -> bool:
    a, b = short.text.casefold().split(), full.text.casefold().split()
    if len(a) >= len(b):
        return False
    if short.type == "Person":
        return len(a) == 1 and a[0] in {b[0], b[-1]} or (len(a) > 1 and a[0] == b[0] and a[-1] == b[-1])
    legal = word_set("names", "organisation_suffixes")
    return short.type == "Organisation" and b[: len(a)] == a and all(w.strip(".,") in legal or w in legal for w in b[len(a) :])


def _acronyms(scene: _Scene) -> None:
    """UN and United Nations; a name and what stands in brackets behind it."""
    for i in _names(scene):
        p = scene.phrases[i]
        letters = p.text.replace(".", "")
        if not (letters.isupper() and 2 <= len(letters) <= 8):
            continue
        for k in _names(scene):
            q = scene.phrases[k]
            initials = "".join(w[0] for w in q.text.replace("-", " ").split() if w[0].isupper())
            if k != i and q.type == p.type and len(q.text.split()) > 1 and initials == letters:
                scene.clusters.join(max(i, k), min(i, k), "acronym")
                break


def _handles(scene: _Scene) -> None:
    """@VolkerTurk and Volker Türk: the same letters. The handle of a signature is an account, not its holder."""
    accounts = {b.handle.start for b in scene.blocks if b.kind == "signature" and b.handle}
    letters: dict[str, int] = {}
    for i in _names(scene):
        p = scene.phrases[i]
        if not p.text.startswith("@"):
            letters.setdefault("".join(c for c in folded(p.text) if c.isalnum()), i)
    for i in _names(scene):
        p = scene.phrases[i]
        if p.text.startswith("@") and scene.doc[p.start].idx not in accounts:
            target = letters.get("".join(c for c in folded(p.text) if c.isalnum()))
            if target is not None:
                scene.clusters.join(i, target, "handle")


def _compatible(a: Phrase, b: Phrase) -> bool:
    """May the two stand for the same thing, by number, gender and type?"""
    if "any" not in (a.number, b.number) and a.number != b.number:
        return False
    if a.gender and b.gender and "any" not in (a.gender, b.gender) and a.gender != b.gender:
        return False
    if a.type == b.type:
        return True
    return {a.type, b.type} in ({"Organisation", "Group"}, {"Other", "Organisation"}, {"Other", "Work"}, {"Other", "Place"})


def _appositions(scene: _Scene) -> None:
    """ "Jane Roe, the head of Acme" and "the head of Acme, Jane Roe"."""
    at = scene.at
    for token in scene.doc:
        if token.dep_ == "appos" and token.i in at and token.head.i in at:
            i, k = at[token.i], at[token.head.i]
            a, b = scene.phrases[i], scene.phrases[k]
            if _compatible(a, b) and a.type == b.type and "name" in (a.form, b.form) and a.form != b.form and _is_aside(scene.doc, a, b):
                scene.clusters.join(max(i, k), min(i, k), "apposition")


def _is_aside(doc: Doc, a: Phrase, b: Phrase) -> bool:
    """Nothing but a comma, a dash or a bracket between the two, and no verb right behind; in a list of names there are conjunctions."""
    first, second = sorted((a, b), key=lambda p: p.start)
    after = doc[second.end] if second.end < len(doc) else None
    if after is not None and after.pos_ in {"VERB", "AUX"} and doc[first.head].dep_ not in {"nsubj", "nsubjpass"}:
        return False  # "According to Roe, a detective was told …"
    between = [t.text for t in doc[first.end : second.start] if not t.is_space]
    return len(between) <= 1 and not any(c.dep_ in {"conj", "cc"} for c in doc[second.head].children if c.i > second.end)


def _copulas(scene: _Scene) -> None:
    """ "Jane Roe is the head of Acme"; not negated, not asked."""
    at = scene.at
    for token in scene.doc:
        if token.lemma_ == "be" and not any(c.dep_ == "neg" for c in token.children):
            subjects = [c for c in token.children if c.dep_ == "nsubj" and c.i in at]
            predicates = [c for c in token.children if c.dep_ == "attr" and c.i in at]
            for s in subjects:
                for p in predicates:
                    a, b = scene.phrases[at[s.i]], scene.phrases[at[p.i]]
                    if a.form == "name" and b.form == "nominal" and _compatible(a, b) and a.type == b.type:
                        scene.clusters.join(at[p.i], at[s.i], "copula")


def _title_words(scene: _Scene, i: int) -> frozenset[str]:
    """The words of a description that make up a title: lower case, without names and articles."""
    p = scene.phrases[i]
    stop = {"the", "a", "an", "of", "for", "'s", "’s"}
    return frozenset(t.lower_ for t in scene.doc[p.start : p.end] if t.lower_ not in stop and t.ent_type_ != "ORG" and not t.is_punct)


def _title_holders(scene: _Scene) -> None:
    """ "the High Commissioner" is the person whom the text called High Commissioner, if there is only one."""
    heads = word_set("titles", "heads")
    titled = [
        (i, _title_words(scene, i))
        for i, p in enumerate(scene.phrases)
        if p.form == "nominal" and p.type == "Person" and p.number == "singular" and scene.named(i) is not None
    ]
    before_name = _titles_before_names(scene)
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or p.type != "Person" or p.number != "singular" or p.lemma not in heads or scene.named(i) is not None or not _refers(scene, p):
            continue
        wanted = _title_words(scene, i)
        fits = {
            scene.clusters.root(k): k
            for k, has in [*titled, *before_name]
            if k < i and wanted and (wanted <= has or has <= wanted) and p.lemma in has | {p.lemma} and _shares_head(scene, i, has)
        }
        if len(fits) == 1:
            scene.clusters.join(i, next(iter(fits.values())), "title-holder")


def _shares_head(scene: _Scene, i: int, has: frozenset[str]) -> bool:
    return scene.doc[scene.phrases[i].head].lower_ in has


def _titles_before_names(scene: _Scene) -> list[tuple[int, frozenset[str]]]:
    """People named with a title right before the name, and the words of that title."""
    heads, modifiers = word_set("titles", "heads"), word_set("titles", "modifiers")
    out = []
    for i in _names(scene):
        start = scene.phrases[i].start
        first = start
        while first and (scene.doc[first - 1].lower_ in heads or first < start and scene.doc[first - 1].lower_ in modifiers):
            first -= 1
        if scene.phrases[i].type == "Person" and first < start:
            out.append((i, frozenset(t.lower_ for t in scene.doc[first:start])))
    return out


def _refers(scene: _Scene, p: Phrase) -> bool:
    """Does the description point at somebody known: definite, or bare as headlines and titles are ("UN chief warns")?"""
    first = scene.doc[p.start]
    return p.definite or (first.pos_ == "PROPN" or first.ent_type_ == "ORG") and scene.doc[p.head].dep_ in {"nsubj", "nsubjpass"}


def _same_heads(scene: _Scene) -> None:
    """ "an open letter … the letter": the same noun again, definite, with no new modifier."""
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or not p.definite or scene.clusters.sieve.get(i) or any(t.dep_ == "poss" for t in scene.doc[p.start : p.end]):
            continue
        new = _modifiers(scene, i)
        for k in range(i - 1, -1, -1):
            q = scene.phrases[k]
            if scene.sentence[i] - scene.sentence[k] > _NOMINAL_WINDOW:
                break
            if q.form == "nominal" and q.lemma == p.lemma and q.number == p.number and q.end <= p.start and new <= _modifiers(scene, k) and q.type == p.type:
                scene.clusters.join(i, k, "same-head")
                break


def _modifiers(scene: _Scene, i: int) -> frozenset[str]:
    p = scene.phrases[i]
    return frozenset(t.lower_ for t in scene.doc[p.start : p.end] if t.i != p.head and t.pos_ in {"ADJ", "NOUN", "PROPN", "NUM", "VERB"})


def _speaker_of(scene: _Scene, quoted: Quoted) -> int | None:
    """The subject of the speech verb beside a quotation, in its sentence or block."""
    at, doc = scene.at, scene.doc
    first = doc.char_span(quoted.outer.start, quoted.outer.start + 1, alignment_mode="expand")
    if first is None:
        return None
    post = next((b for b in scene.blocks if b.kind == "signature" and b.author and abs(b.span.start - quoted.outer.end) < 3), None)
    if post and post.author:
        return next((i for i, p in enumerate(scene.phrases) if doc[p.start].idx == post.author.start), None)
    cues = word_set("cues", "speech")
    sentence = first[0].sent
    for token in sentence:
        if token.lemma_.lower() in cues and not quoted.outer.start <= token.idx < quoted.outer.end:
            for child in token.children:
                if child.dep_ == "nsubj" and child.i in at and not quoted.outer.start <= child.idx < quoted.outer.end:
                    return at[child.i]
    return None


def _quoted_speakers(scene: _Scene) -> None:
    """ "I" inside a quotation is who says it; inside a signed post, who signed."""
    posts = [(b.span, b.author) for b in scene.blocks if b.kind == "post" and b.author]
    for i, p in enumerate(scene.phrases):
        if p.lemma != "i":
            continue
        offset = scene.doc[p.start].idx
        inside = [q for q in scene.quotations if q.inner.start <= offset < q.inner.end]
        speaker = _speaker_of(scene, inside[0]) if inside else None
        author = next((a for span, a in posts if span.start <= offset < span.end), None)
        if author is not None:
            speaker = next((k for k, q in enumerate(scene.phrases) if scene.doc[q.start].idx == author.start), None)
        if speaker is not None and scene.phrases[speaker].lemma != "i":
            scene.clusters.join(i, speaker, "quotation-speaker")


def _quoted_addressees(scene: _Scene) -> None:
    """ "you" inside a quotation is whom it is said to: "told Roe", "added, referring to Roe", "Dear @roe" in a post."""
    at = scene.at
    for i, p in enumerate(scene.phrases):
        if p.lemma != "you":
            continue
        offset = scene.doc[p.start].idx
        inside = next((q for q in scene.quotations if q.inner.start <= offset < q.inner.end), None)
        if inside is not None:
            told = [t.i for t in scene.doc[p.start].sent if not inside.outer.start <= t.idx < inside.outer.end and t.i in at and _is_told(t)]
            fits = [at[t] for t in told if scene.type_of(at[t]) in {"Person", "Organisation", "Group"}]
        else:
            post = next((b for b in scene.blocks if b.kind == "post" and b.span.start <= offset < b.span.end), None)
            fits = [k for k in range(i) if post and scene.phrases[k].text.startswith("@") and scene.doc[scene.phrases[k].start].idx - post.span.start <= 10]
        if fits:
            scene.clusters.join(i, fits[0], "quotation-addressee")


def _is_told(token: Token) -> bool:
    """Object of a speech verb, or of "to" behind one or behind a participle that hangs on one."""
    cues, participles = word_set("cues", "speech"), frozenset(words("cues")["address"]["participles"])
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "to" else token.head
    known = cues | participles if verb != token.head else cues
    return token.dep_ in {"pobj", "dobj", "dative"} and verb.lemma_.lower() in known and (token.dep_ != "pobj" or token.head.lower_ == "to")


def _lone_person(scene: _Scene) -> None:
    """ "the Tesla CEO", where one person only has been named in this sentence and the one before."""
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or p.type != "Person" or p.number != "singular" or not _is_the(scene, p) or scene.named(i) is not None:
            continue
        near = [
            k for k in range(i) if scene.phrases[k].form == "name" and scene.phrases[k].type == "Person" and 0 <= scene.sentence[i] - scene.sentence[k] <= 1
        ]
        people = {scene.clusters.root(k) for k in near}
        if len(people) != 1 or not _compatible(p, scene.phrases[near[-1]]) or scene.doc[p.head].dep_ in {"attr", "appos"}:
            continue
        if not _is_own_speaker(scene, i, near[-1]) and _may_hold(scene, i, near[-1]):
            scene.clusters.join(i, near[-1], "lone-person")


def _may_hold(scene: _Scene, i: int, k: int) -> bool:
    """A person whom the text gave one title is not meant by another title: the senator is not "the Secretary"."""
    heads, root = word_set("titles", "heads"), scene.clusters.root(k)
    known = {w for j, has in _titles_before_names(scene) if scene.clusters.root(j) == root for w in has if w in heads}
    lemma = scene.phrases[i].lemma
    return lemma not in heads or not known or lemma in known


def _is_the(scene: _Scene, p: Phrase) -> bool:
    return scene.doc[p.start].lower_ in {"the", "this"} and not any(t.dep_ in {"relcl", "acl", "poss"} for t in scene.doc[p.head].children)


def _salient_organisation(scene: _Scene) -> None:
    """ "the company", "the platform": the business that the text speaks of most, of those named shortly before."""
    business = frozenset(words("nominals")["Organisation"]["business"])
    public = word_set("names", "public_words")
    count = Counter(scene.clusters.root(i) for i in _names(scene))
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or p.lemma not in business or p.number != "singular" or not _is_the(scene, p) or scene.named(i) is not None:
            continue
        best: tuple[float, int] | None = None
        rivals: set[int] = set()
        for k in range(i):
            q = scene.phrases[k]
            if q.form != "name" or q.type != "Organisation" or any(w.casefold() in public for w in q.text.split()):
                continue
            rivals.add(scene.clusters.root(k))
            far = scene.sentence[i] - scene.sentence[k] > _BARE_WINDOW
            if far or _is_of_a_kind(scene, p) or scene.doc[q.head].head == scene.doc[p.head]:
                continue
            score = count[scene.clusters.root(k)] - 2.0 * (scene.sentence[i] - scene.sentence[k]) - (2.0 if scene.doc[q.head].dep_ == "compound" else 0.0)
            if best is None or score >= best[0]:
                best = (score, k)
        if best is not None and (len(rivals) == 1 or count[scene.clusters.root(best[1])] > 1):
            scene.clusters.join(i, best[1], "salient-organisation")


def _is_of_a_kind(scene: _Scene, p: Phrase) -> bool:
    """ "the food chain", "the event website": with a noun before them these words are no company."""
    return p.lemma in word_set("nominals", "bare_only") and any(c.dep_ in {"compound", "amod"} for c in scene.doc[p.head].children)


def _pronouns(scene: _Scene) -> None:
    """Third-person pronouns: hard filters, then a weighted score over what stands up to three sentences before."""
    size = Counter(scene.clusters.root(i) for i in range(len(scene.phrases)))
    for i, p in enumerate(scene.phrases):
        if p.form != "pronoun" or p.lemma not in {"he", "she", "it", "they"} or _is_pleonastic(scene.doc[p.head]):
            continue
        spoken_of = _spoken_of(scene, i)
        best: tuple[float, int] | None = None
        for k in range(i - 1, -1, -1):
            if scene.sentence[i] - scene.sentence[k] > _PRONOUN_WINDOW:
                break
            if scene.clusters.root(k) not in spoken_of and _may_be(scene, i, k):
                score = _pronoun_score(scene, i, k, size)
                if best is None or score > best[0]:
                    best = (score, k)
        if best is not None:
            scene.clusters.join(i, best[1], f"pronoun-{p.lemma}")


def _is_pleonastic(token: Token) -> bool:
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass", "expl"}:
        return False
    table = words("pronouns")["pleonastic"]
    verb = token.head
    clause = any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in verb.children)
    adjective = next((c.lemma_.lower() for c in verb.children if c.dep_ in {"acomp", "attr"}), None)
    if verb.lemma_ == "be":
        return adjective in table["adjectives"]
    return verb.lemma_.lower() in table["weather"] or (verb.lemma_.lower() in table["verbs"] or verb.lower_ in table["adjectives"]) and clause


def _may_be(scene: _Scene, i: int, k: int) -> bool:
    p, q = scene.phrases[i], scene.phrases[k]
    if q.end > p.start or q.lemma in {"i", "you"}:
        return False
    kind = scene.type_of(k)
    if p.lemma in {"he", "she"} and (kind != "Person" or q.number == "plural"):
        return False
    if p.lemma == "it" and (kind == "Person" or q.number == "plural" and q.form != "name" or q.lemma in {"he", "she", "they"}):
        return False
    if p.lemma == "they" and not (q.number == "plural" or kind in {"Group", "Organisation"} or q.lemma == "they"):
        return False
    if p.lemma == "it" and q.form == "nominal" and kind == "Other" and not q.definite and scene.doc[q.head].dep_ not in {"nsubj", "dobj", "nsubjpass"}:
        return False
    gender = _cluster_gender(scene, k)
    if p.gender in {"male", "female"} and gender in {"male", "female"} and gender != p.gender:
        return False
    return not _same_clause(scene.doc[p.head], scene.doc[q.head]) and not _is_own_speaker(scene, i, k)


def _spoken_of(scene: _Scene, i: int) -> frozenset[int]:
    """Whom the quotation names that this pronoun introduces: who says "Mr Roe is innocent" is not Mr Roe."""
    pronoun = scene.doc[scene.phrases[i].head]
    if pronoun.dep_ != "nsubj" or pronoun.head.lemma_.lower() not in word_set("cues", "speech"):
        return frozenset()
    start, end = pronoun.sent.start_char, pronoun.sent.end_char
    beside = [q.inner for q in scene.quotations if start <= q.outer.start < end or start < q.outer.end <= end]
    offsets = [(k, scene.doc[p.start].idx) for k, p in enumerate(scene.phrases) if p.form == "name"]
    return frozenset(scene.clusters.root(k) for k, offset in offsets if any(q.start <= offset < q.end for q in beside))


def _cluster_gender(scene: _Scene, k: int) -> str | None:
    genders = Counter(p.gender for p in scene.cluster(k) if p.gender in {"male", "female"})
    return genders.most_common(1)[0][0] if genders else scene.phrases[k].gender


def _same_clause(pronoun: Token, other: Token) -> bool:
    """A pronoun that is not possessive or reflexive is not another argument of its own verb; a possessor is not its possession."""
    if pronoun.tag_ == "PRP$":
        return other == pronoun.head
    if pronoun.lower_.endswith(("self", "selves")):
        return False
    return _verb(pronoun) == _verb(other) and pronoun.sent.start == other.sent.start and other.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass", "dative", "iobj"}


def _verb(token: Token) -> Token:
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def _is_own_speaker(scene: _Scene, i: int, k: int) -> bool:
    """Who speaks does not call himself he inside the quotation."""
    offset = scene.doc[scene.phrases[i].head].idx
    inside = [q for q in scene.quotations if q.inner.start <= offset < q.inner.end]
    if not inside or len(inside[0].inner) < _SPEECH:
        return False
    speaker = _speaker_of(scene, inside[0])
    return speaker is not None and scene.clusters.root(speaker) == scene.clusters.root(k)


def _pronoun_score(scene: _Scene, i: int, k: int, size: Mapping[int, int]) -> float:
    p, q = scene.phrases[i], scene.phrases[k]
    pronoun, other = scene.doc[p.head], scene.doc[q.head]
    score = -0.9 * (scene.sentence[i] - scene.sentence[k]) - 0.012 * (p.start - q.end)
    score += 0.9 if other.dep_ in {"nsubj", "nsubjpass"} else 0.0
    score += 0.3 if other.dep_ == pronoun.dep_ else 0.0
    score += 1.0 if p.gender in {"male", "female"} and _cluster_gender(scene, k) == p.gender else 0.0
    score += 1.0 if q.form == "pronoun" and q.lemma == p.lemma else 0.0
    score += 0.3 if q.form == "name" else 0.0
    score += 0.12 * min(5, size[scene.clusters.root(k)])
    score -= 0.8 if p.lemma in {"it", "they"} and scene.type_of(k) == "Other" else 0.0
    score -= 1.0 if p.lemma == "they" and q.number == "singular" else 0.0
    score -= 0.6 if other.dep_ in {"compound", "poss"} and p.lemma == "it" else 0.0
    return score
