# SPDX-License-Identifier: GPL-2.0-or-later
"""The little English that the sentence generator needs: forms of verbs, articles, agreement, lists, dates."""
import re

IRREGULAR = {  # base form: past, participle
    "become": "became become", "bring": "brought brought", "build": "built built", "buy": "bought bought", "cut": "cut cut",
    "find": "found found", "forbid": "forbade forbidden", "freeze": "froze frozen", "give": "gave given", "have": "had had",
    "hit": "hit hit", "keep": "kept kept", "leave": "left left", "make": "made made", "pay": "paid paid", "put": "put put",
    "quit": "quit quit", "sell": "sold sold", "set": "set set", "shut": "shut shut", "spin": "spun spun", "take": "took taken",
    "tell": "told told", "throw": "threw thrown", "withdraw": "withdrew withdrawn",
}
DOUBLING = {"ban", "bar", "cut", "forbid", "hit", "put", "quit", "set", "shut", "spin", "stop", "strip"}
AGREEMENT = {  # singular, plural
    "has": ("has", "have"), "is": ("is", "are"), "was": ("was", "were"), "does": ("does", "do"), "want": ("wants", "want"),
    "plan": ("plans", "plan"), "it": ("it", "they"), "its": ("its", "their"),
}
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def verb_form(verb, form):
    """`form`: base, s, past, pp or ing."""
    if form == "base":
        return verb
    if form == "s":
        return "has" if verb == "have" else verb[:-1] + "ies" if re.search("[^aeiou]y$", verb) else (
            verb + ("es" if re.search("(s|sh|ch|x|z|o)$", verb) else "s"))
    doubled = verb + verb[-1] if verb in DOUBLING else verb
    if form == "ing":
        return (doubled[:-1] if re.search("[^eo]e$", doubled) else doubled) + "ing"
    if verb in IRREGULAR:
        return IRREGULAR[verb].split()[form == "pp"]
    return doubled + "d" if doubled.endswith("e") else doubled[:-1] + "ied" if re.search("[^aeiou]y$", doubled) else doubled + "ed"


def verb_phrase(words, form):
    """A verb phrase whose first word is a verb in its base form."""
    verb, _, rest = words.partition(" ")
    return (verb_form(verb, form) + " " + rest).strip()


def agree(word, is_plural):
    return AGREEMENT[word][is_plural]


def without_article(noun):
    return re.sub("^(an?|the) ", "", noun)


def is_plural_noun(noun):
    """Of a noun phrase that has an article if it is singular ("defiance" is the exception)."""
    return not re.match("(an?|the) |defiance", noun)


def possessive(name):
    return name + ("\u2019" if name.endswith("s") else "\u2019s")


def join(names):
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def tidy(text):
    """Mends what putting phrases together leaves: doubled commas and spaces, articles, capitals of sentences."""
    text = re.sub(" +", " ", text).strip()
    text = re.sub(r" ([,.:])", r"\1", text)
    text = re.sub(r",([,.:]| \u2013)", r"\1", text)
    text = re.sub(r"\b([Aa])n? (?=([\w€$£]+))", lambda m: m.group(1) + ("n " if sounds_like_vowel(m.group(2)) else " "), text)
    return re.sub(r"(^|[.?\u00b6] )(\u201c?)([a-z])", lambda m: m.group(1) + m.group(2) + m.group(3).upper(), text)


def sounds_like_vowel(word):
    digits = word.lstrip("€$£")
    if digits[:1].isdigit():
        return digits.startswith("8") or digits in ("11", "18")
    return bool(re.match("[aeiouAEIOU]", word)) and not re.match("(?i)(one|uni[^n]|use)", word)


def write_date(date, style):
    """`style`: dmy, mdy, dm, md or my; the last names no day."""
    day, month, year = date.day, MONTHS[date.month - 1], date.year
    return {"dmy": f"{day} {month} {year}", "mdy": f"{month} {day}, {year}", "dm": f"{day} {month}", "md": f"{month} {day}",
            "my": f"{month} {year}"}[style]
