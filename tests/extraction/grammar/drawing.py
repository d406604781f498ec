# SPDX-License-Identifier: GPL-2.0-or-later
"""One article in the making: a cast (who acts, upon whom, who stands by), a frame of patterns.tsv, acts of acts.tsv
and a row of variants.tsv, from which both the words and the expected events follow.

Slots such as {A} are filled from the outside in: Drawing.slot(name) gives words that may hold slots again.
"""
import datetime, re

from english import WEEKDAYS, agree, is_plural_noun, join, possessive, tidy, verb_phrase, without_article, write_date
from world import acronym, split

WEIGHTS = {"plain": 4, "negated": 5, "considered": 2, "proposed": 2, "in-force": 2, "future": 2, "lifted": 1.5, "suspended": 1,
           "challenged": 1, "rejected": 1, "under-review": 1}
ANY_AGENT = {"country": 3, "metonym": 2, "organ": 3, "generic": 2, "genericof": 2, "government": 1}
GROUPS = {"VG": "active", "VG1": "active", "VGP": "active", "PG": "passive", "NPRED": "noun"}  # the slot that a variant fills
PRONOUNS = {"company", "kind", "it"}  # ways to name a target that an earlier sentence introduced
SEVERAL = {"two": 2, "three": 3, "colon": 3, "including": 2}
FELLOWS = {"two": 1, "either": 1, "three": 2}
# Measures that states also take against their own firms.
DOMESTIC = {"fine", "privacy-action", "antitrust-action", "content-order", "criminal-case"}
CLOSE_NOUN = r"\{T\} (?=\{GOODS\}|equipment|gear)"  # a target as part of a compound
ISLANDS = r"\b(rather|instead|short|bill|law|consultation|inquiry|denied)\b"  # "which" reaches into none of these
DAY = datetime.timedelta(days=1)


class NoFit(Exception):
    """These parts make no sentence."""


class Drawing:
    def __init__(self, tables, world, dice, frame, leaf):
        self.tables, self.world, self.dice, self.frame, self.leaf = tables, world, dice, frame, leaf
        self.rules = tables.leaves[leaf]
        self.is_company = self.rules["agent"] == "company"
        self.mode = frame["target"]
        self.slots = set(re.findall(r"\{([\w']+)", frame["text"]))
        self.drawn = {}  # what must stay the same within the article
        self.authority = ""
        self.second_leaf = None
        self.acts = []  # as acts.tsv has them
        self.hits_targets = self.is_company or bool({"T", "T's", "TNAME"} & self.slots)
        self._choose_variant()
        self._choose_cast()
        self._choose_dates()

    def pick(self, items):
        items = list(items)
        if not items:
            raise NoFit
        return self.dice.pick(items)

    def once(self, name, make):
        if name not in self.drawn:
            self.drawn[name] = make()
        return self.drawn[name]

    # Cast, variant, dates.

    def _choose_cast(self):
        kind = self.dice.pick(split(self.rules["kinds"]))
        self.targets = self.dice.shuffled(f for f in self.world.firms if f.kind == kind)[:3]
        self.count = SEVERAL.get(self.mode, 1)
        target, homes = self.targets[0], {firm.home for firm in self.targets}
        may_act = lambda state: state.code not in homes or (self.leaf in DOMESTIC and state.code == target.home)
        self.state = self.pick(state for state in self.world.states if may_act(state))
        home = self.world.by_code[target.home]
        others = self.dice.shuffled(state for state in self.world.states if state not in (self.state, home))
        self.other = others.pop() if home is self.state else home
        # Fellow agents are home to none of the targets.
        self.third, *self.fellows = sorted(others, key=lambda state: state.code not in homes)
        self.actors = [self.state] + self.fellows[::-1][:FELLOWS.get(self.frame["agent"], 0)]
        owners = {firm.parent for firm in self.targets}
        self.bystander = self.pick(f for f in self.world.firms if f not in self.targets and f.kind != "carrier" and f.name not in owners)
        self.organ = "parliament" if self.is_legislative else self.dice.pick(split(self.rules["organs"]))

    def _choose_variant(self):
        """What the frame makes of the act; frames without a slot for that say it themselves."""
        form = next((GROUPS[slot] for slot in GROUPS if slot in self.slots), None)
        allowed = self.frame["variants"]
        if form is None:
            self.variant, self.status, self.said = self.pick(allowed), self.frame["status"], ""
            self.date_name = next((name for name in ("FUTURE", "PAST") if name in self.slots), "")
        else:
            rows = [row for row in self.tables.variants[form] if row["needs"] <= self.rules["traits"] and (not allowed or row["variant"] in allowed)]
            names = dict.fromkeys(row["variant"] for row in rows)
            self.variant = self.dice.weighted({name: WEIGHTS[name] for name in names}) if names else self.pick([])
            row = self.pick(row for row in rows if row["variant"] == self.variant)
            self.said, self.status, self.date_name = row["words"], row["status"], row["date"]
        self.is_assertion = self.variant == "plain"
        self.is_legislative = bool(re.search(r"\b(law|bill)\b", self.said)) and self.dice.chance(0.7)

    def _choose_dates(self):
        self.published = datetime.date(2023, 1, 15) + self.dice.below(1200) * DAY
        self.dates = {}
        for name, sign in (("FUTURE", 1), ("FUTURE2", 1), ("PAST", -1), ("PAST2", -1), ("PASTDAY", -1)):
            gap = 160 + self.dice.below(140) if name.endswith("2") else 12 + self.dice.below(130)
            styles = ["dmy", "mdy"] + (["dm", "md"] if gap < 100 else []) + (["my"] if name in ("PAST", "PAST2") else [])
            self.dates[name] = (self.published + sign * gap * DAY, self.dice.pick(styles))

    def _iso(self, name):
        date, style = self.dates[name]
        return date.isoformat()[:7] if style == "my" else date.isoformat()

    # Acts.

    def _act(self, form):
        """The words of the act in this form, drawn once."""
        return self.once(form, lambda: self._choose_act(form, self.leaf, self._act_test(form)))

    def _act_test(self, form):
        """What the frame asks of an act."""
        tests = []
        if not self.is_company and self.mode:
            tests.append(lambda words: "{T" in words)
        if self.count > 1 and not self.is_company:
            tests.append(lambda words: not re.search(r"\bits\b|\{T's\}|founder", words) and not re.search(CLOSE_NOUN, words))
        if self.mode in PRONOUNS and not self.is_company:
            tests.append(lambda words: not re.search(CLOSE_NOUN, words))
        if self.mode == "it" and not self.is_company:
            tests.append(lambda words: form == "active" and not re.search(r"\{T's\}|of \{T\}", words))
        if self.mode == "gap":
            tests.append(lambda words: form == "active" and re.match(r"\w+ \{T\}", words) and not re.search(CLOSE_NOUN, words))
        if self.mode in ("twodates", "butnot", "including"):
            tests.append(lambda words: words.endswith("{T}"))
        if self.mode == "relative" or "S0" in self.slots:
            tests.append(lambda words: words.startswith("{T} was"))
        if {"N0", "N0N"} & self.slots:
            tests.append(lambda words: "[" in words)
        return lambda words: all(test(words) for test in tests)

    def _choose_act(self, form, leaf, test):
        acts = [act for act in self.tables.acts.get((leaf, form), []) if test(act["words"])]
        if not self.is_assertion:
            acts = [act for act in acts if not (act["status"] or "{FUTURE}" in act["words"]) or (self.variant == "negated" and form != "noun")]
        act = self.pick(acts)
        self.acts.append(f"{leaf}: {act['words']}")
        if act["status"] and self.is_assertion and self.status == "announced":
            self.status = self.variant = act["status"]
        if "{T" in act["words"]:
            self.hits_targets = True
        if "{FUTURE}" in act["words"]:
            self.date_name = "FUTURE"
        return act["words"]

    def _verb(self, form):
        words = verb_phrase(self._act("active"), form)
        if self.is_company and "VGP" in self.slots:
            words = re.sub(r"\bits\b", "our", words)
        elif self.is_company and self.count > 1:
            words = re.sub(r"\bits\b", "their", words)
        return re.sub(r" ?\{T\}", "", words) if self.mode == "gap" else words

    def _verb_group(self, plural, person="third"):
        if self.mode in ("gap", "it") and "{N" in self.said or self.mode == "gap" and re.search(ISLANDS, self.said):
            raise NoFit
        words = re.sub(r"\{(base|past|pp|ing)\}", lambda m: self._verb(m.group(1)), self.said)
        words = re.sub(r"\{(has|is|was|does|want|plan|it)\}", lambda m: agree(m.group(1), plural), words)
        return re.sub(r"\bthey\b", "we", words) if person == "first" else words

    def _clause(self):
        """Subject, participle, and whether the subject is a plural, of a passive act."""
        subject, verb, part = re.split(r" (was|were) ", self._act("passive"), maxsplit=1)
        return subject, part, verb == "were" or (subject == "{T}" and self.count > 1)

    def _second_act(self):
        """Another measure of the same agent, upon the second target."""
        kind = self.targets[1].kind
        leaf = self.pick(leaf for leaf, rules in self.tables.leaves.items()
                         if leaf != self.leaf and rules["agent"] == "state" and kind in split(rules["kinds"]))
        words = self._choose_act("active", leaf, lambda words: "{T}" in words and "its" not in words)
        if self.status != "announced":
            raise NoFit
        self.second_leaf = leaf
        return verb_phrase(words, "past").replace("{T}", self.targets[1].name)

    def _other_target(self):
        """The second target, with the preposition of the first: "from Norvik but not from Telmark"."""
        before = self._act("active").split()[-2]
        return (before + " " if before in ("of", "on", "to", "from", "with", "for", "into", "against") else "") + self.targets[1].name

    # How agents and targets are named.

    def _agent(self):
        """Words, and whether they are a plural."""
        if self.is_company:
            return self._target(), self.count > 1
        mode = self.frame["agent"]
        return self._state_agent(self.dice.weighted(ANY_AGENT) if mode in ("", "it") else mode)

    def _state_agent(self, mode):
        state, organ = self.state, "the " + self.state.organs[self.organ]
        own = possessive(state.subject)
        generic, plural = self.pick(self.world.generics(self.organ))
        if mode in ("organ", "genericthe"):
            self.authority = state.organs[self.organ]
            return organ, False
        if mode in ("two", "three"):
            return join([s.subject if self.dice.chance(0.8) else s.capital for s in self.actors]), True
        if mode == "either":
            return " nor ".join(s.subject for s in self.actors), False
        if mode == "possessed" and not organ.startswith("the " + state.demonym):
            raise NoFit
        the = "" if plural else "the "
        return {
            "country": (state.subject, False),
            "metonym": (state.capital, False),
            "generic": (f"{the}{state.demonym} {generic}", plural),
            "genericof": (f"{own} {generic}", plural),
            "possessed": (f"{own} {organ.removeprefix('the ' + state.demonym + ' ')}", False),
            "genericin": (f"{the}{generic} in {state.subject}", plural),
            "government": (self.dice.pick([f"the {state.demonym} government", f"{own} government", f"the government of {state.subject}"]), False),
            "official": (self.dice.pick([f"{state.demonym} industry minister {{NAME}}", f"{{NAME}}, {own} industry minister,",
                                         f"{state.demonym} president {{NAME}}"]), False),
        }[mode]

    def _organ_or_government(self):
        """An organ to which a company answers."""
        generic, _ = self.pick(g for g in self.world.generics(self.organ) if not g[1])
        return self.dice.pick(["the " + self.state.organs[self.organ], f"the {self.state.demonym} {generic}", "{C's} government"])

    def _generic_alone(self):
        generic, _ = self.pick(g for g in self.world.generics(self.organ) if not g[1])
        return "the " + generic.split()[-1]

    def _names(self):
        return join([firm.name for firm in self.targets[:self.count]])

    def _target(self):
        firm, mode = self.targets[0], self.mode
        home = self.world.by_code[firm.home]
        noun = {"app": "app", "chatbot": "chatbot"}.get(firm.kind, "firm")
        if mode == "":
            return self._decorated()
        if mode == "company":
            return self.dice.pick(["the company", "the firm"] if noun == "firm" else ["the platform", "the service"])
        if mode == "kind":
            return "the " + (noun if noun != "firm" and self.dice.chance(0.6) else firm.noun)
        if mode == "it":
            return "it"
        if mode == "colon":
            return f"three {self.dice.pick(['foreign', 'well-known', 'large'])} {noun}s"
        if mode == "including":
            return f"several foreign {noun}s, including {self._names()}"
        if mode == "owned":
            owner = next((f for f in self.world.firms if f.name == firm.parent), None)
            return f"{firm.name}, owned by " + (f"{home.demonym} {owner.noun} {owner.name}," if owner else f"investors in {home.subject},")
        if mode == "homed":
            return self.dice.pick([f"{firm.name}, which is based in {home.subject},", f"the {home.demonym} {firm.noun} {firm.name}"])
        return self._names()

    def _decorated(self):
        """The first target, at times with what it is and where it is from."""
        firm = self.targets[0]
        home = self.world.by_code[firm.home]
        return self.dice.weighted({
            firm.name: 10, f"{home.demonym} {firm.noun} {firm.name}": 3, f"the {firm.noun} {firm.name}": 2, f"{home.demonym}-owned {firm.name}": 1.5,
            f"{firm.name}, the {home.demonym} {firm.noun},": 2, f"{firm.name}, a {firm.noun} from {home.subject},": 1.5})

    def _target_possessive(self):
        return "its" if self.mode == "it" else possessive(self._target() if self.mode in PRONOUNS else self._names())

    # Slots.

    def slot(self, name):
        if name in self.dates:
            return write_date(*self.dates[name])
        if name in self.PLAIN:
            return self.PLAIN[name](self)
        if name in self.SCENES:
            return self.scene(self.SCENES[name])
        raise SystemExit(f"unknown slot {{{name}}} in {self.frame['text']}")

    def scene(self, kind):
        return self.pick(self.tables.scenes(kind, self.rules["agent"]))["words"]

    SCENES = {"SURNAME": "surname", "SUM": "sum", "LEADIN": "leadin", "DASH": "dash", "AINTRO": "aintro"}
    PLAIN = {
        # the cast
        "C": lambda d: d.state.subject, "C's": lambda d: possessive(d.state.subject), "D": lambda d: d.state.demonym, "CAP": lambda d: d.state.capital,
        "H": lambda d: d.other.subject, "HD": lambda d: d.other.demonym, "HCAP": lambda d: d.other.capital,
        "H2": lambda d: d.third.subject, "HD2": lambda d: d.third.demonym, "HCAP2": lambda d: d.third.capital,
        "C2": lambda d: d.fellows[-1].subject, "F": lambda d: d.bystander.name,
        "ORGAN": lambda d: "the " + d.state.organs[d.organ], "ACRONYM": lambda d: acronym(d.state.organs[d.organ]),
        "O": _organ_or_government, "AGAIN": _generic_alone,
        "A": lambda d: d.once("agent", d._agent)[0], "A's": lambda d: possessive(d.once("agent", d._agent)[0].rstrip(",")),
        "T": _target, "T's": _target_possessive, "TNAME": lambda d: d.targets[0].name, "GOODS": lambda d: d.targets[0].goods,
        "LIST": _names, "OTHER": _other_target,
        # the act
        "VG": lambda d: d._verb_group(d.once("agent", d._agent)[1]), "VG1": lambda d: d._verb_group(False),
        "VGP": lambda d: d._verb_group(True, "first"),
        "base": lambda d: d._verb("base"), "s": lambda d: d._verb("s"), "past": lambda d: d._verb("past"), "pp": lambda d: d._verb("pp"),
        "ing": lambda d: d._verb("ing"), "past2": _second_act,
        "PERFECT": lambda d: agree("has", d.once("agent", d._agent)[1]) + " " + d._verb("pp"),
        "S": lambda d: d._clause()[0], "S0": lambda d: d._clause()[0], "part": lambda d: d._clause()[1],
        "Part": lambda d: d._clause()[1][0].upper() + d._clause()[1][1:], "Shas": lambda d: agree("has", d._clause()[2]),
        "PG": lambda d: re.sub(r"\{(has|is|was)\}", lambda m: agree(m.group(1), d._clause()[2]), d.said),
        "NP": lambda d: re.sub(r"[\[\]]", "", d._act("noun")), "N": lambda d: without_article(d.slot("NP")),
        "N0": lambda d: re.sub(r" ?\[.*\]", "", d._act("noun")), "N0N": lambda d: without_article(d.slot("N0")),
        "STACK": lambda d: d._act("stack").replace("{T}", "{LIST}"),
        "NPRED": lambda d: re.sub(r"\{(has|is|was)\}", lambda m: agree(m.group(1), d._is_plural_noun()), d.said),
        # scenery
        "NAME": lambda d: d.scene("first") + " " + d.scene("surname"), "WEEKDAY": lambda d: d.dice.pick(WEEKDAYS),
        "WHEN": lambda d: d.dice.pick(["on {WEEKDAY}", "on {WEEKDAY}", "this week", "late on {WEEKDAY}"]),
        "REASON": lambda d: d.scene("reason") if d.dice.chance(0.8) else "",
        "TAIL": lambda d: " " + d.scene("tail"), "APPOS": lambda d: d.scene("appos.firm" if d.is_company else "appos.state"),
        "TINTRO": lambda d: d.scene("tintro").replace("{T}", d._decorated()),
        "SHORT": lambda d: d.dice.pick(["government", "ministry", "president", "cabinet"]),
    }

    def _is_plural_noun(self):
        return self._act("stack").split(" on ")[0].endswith("s") if "STACK" in self.slots else is_plural_noun(self._act("noun"))

    def fill(self, words):
        for _ in range(8):
            if "{" not in words:
                break
            words = re.sub(CLOSE_NOUN, "{LIST} ", words)
            words = re.sub(r"\{([\w']+)\}", lambda m: self.slot(m.group(1)), words)
        if re.search(r"[{}\[\]]", words):
            raise SystemExit(f"left over in {self.frame['pattern']}: {words}")
        return tidy(words)

    # The article.

    def article(self):
        """Title and text. The title has no measure, unless the frame is one for titles."""
        words = self.frame["text"]
        if "ACRONYM" in self.slots:
            self.authority = self.state.organs[self.organ]
        if words.startswith("# "):
            parts = [self.fill(words[2:])] + self._openers(2 + self.dice.below(2))
        else:
            sentence = self.fill(words).replace(" \u00b6 ", "\n\n")
            is_long = {"AINTRO", "TINTRO", "ORGAN"} & self.slots
            parts = [self.fill(self.scene("headline"))] + self._openers(self.dice.below(2 if is_long else 3)) + [sentence]
        if self.dice.chance(0.5):  # with typewriter quotes
            parts = [part.translate({0x2019: "'", 0x201C: '"', 0x201D: '"'}) for part in parts]
        return parts[0], ("\n\n" if self.dice.chance(0.3) else " ").join(parts[1:])

    def _openers(self, count):
        return [self.fill(row["words"]) for row in self.dice.shuffled(self.tables.scenes("opener", self.rules["agent"]))[:count]]

    def events(self):
        """What the article asserts, as the fields of Expected."""
        if self.status == "none":
            return []
        first = frozenset(firm.name for firm in self.targets[:self.count]) if self.hits_targets else frozenset()
        second = frozenset([self.targets[1].name])
        event = {"measure": self.leaf, "status": self.status, "date": self._iso(self.date_name) if self.date_name else ""}
        events = [{**event, "actor": actor.code, "targets": first, "authority": self.authority} for actor in self.actors]
        if self.mode == "twodates":
            events.append({**event, "actor": self.state.code, "targets": second, "date": self._iso(self.date_name + "2")})
        if self.second_leaf:
            events.append({"actor": self.state.code, "measure": self.second_leaf, "targets": second, "status": self.status})
        if self.frame["pattern"].startswith("comparison."):  # the other state did it too, says the text in passing
            events.append({**event, "actor": self.third.code, "targets": first, "is_optional": True})
        return events
