"""Slips in the facts of the mill, each with what is said about it."""

from __future__ import annotations

from tests.mill import FACTS

QUOTES = """\
    quotes:
      - Repairs will cost two million crowns, the council reckons."""
NO_ARTICLE = (
    "no file of this folder has the key 'article'; add it here, with title, published and text"
)
NO_ID = "is no id; an id has 1 to 48 of a-z, 0-9 and -, and is not 'nothing'"

# What stands in the mill's facts.yaml, what is put in its place, and what is said about that.
SLIPS = {
    "a question that is empty": (
        "question: What will the repairs cost?",
        "question:",
        "27:14: 'question' is empty; write its text",
    ),
    "a question of nothing but quotes": (
        "question: What will the repairs cost?",
        "question: ''",
        "27:15: 'question' is empty; write its text",
    ),
    "a null": (
        "question: What will the repairs cost?",
        "question: null",
        "27:15: 'question' is null, which YAML reads as nothing; put it in quotes",
    ),
    "a missing key": (
        "    answer: The council reckons with two million crowns.\n",
        "",
        "25:5: a fact needs the key 'answer'; add it",
    ),
    "a misspelt key": (
        "note: The chief",
        "nots: The chief",
        "24:5: unknown key 'nots'; did you mean 'note'?",
    ),
    "a key that is like no other": (
        "    see: [mill-when]",
        "    topic: The fire",
        "38:5: unknown key 'topic'; a not-stated entry has id, question, answer, asked_as, see",
    ),
    "a misspelt section": (
        "not_stated:",
        "not-stated:",
        "32:1: unknown key 'not-stated'; did you mean 'not_stated'?",
    ),
    "a key given twice": (
        "text: article.txt",
        "text: article.txt\n  text: article.txt",
        "5:3: the key 'text' stands twice, first on line 4; keep one",
    ),
    "keys in place of a text": (
        "- injured people",
        "- injured: people",
        "20:9: an item of 'asked_as' must be a text; "
        "put one that holds ': ' in quotes (found keys)",
    ),
    "a list in place of a text": (
        "note: The chief",
        "note: [The] # chief",
        "24:11: 'note' must be a text; put one that holds ': ' in quotes (found a list)",
    ),
    "a text in place of a list": (
        QUOTES,
        "    quotes: Repairs will cost",
        "29:13: 'quotes' must be a list; begin each of its lines with '- ' (found a text)",
    ),
    "keys in place of a list": (
        "    see: [mill-when]",
        "    see: {mill-when}",
        "38:10: 'see' must be a list; begin each of its lines with '- ' (found keys)",
    ),
    "a text in place of an entry": (
        "not_stated:",
        "not_stated:\n  - mill-why",
        "33:5: a not-stated entry is made of lines such as 'id: …' (found a text)",
    ),
    "an item that is empty": (
        "- injured people",
        "-",
        "20:8: an item of 'asked_as' is empty; write its text",
    ),
    "no quotes": (
        QUOTES,
        "    quotes: []",
        "29:13: 'quotes' has too few items (0); give it 1 or more",
    ),
    "a synonym of nothing": (
        "facts:",
        "synonyms: [[mill, works], [fire]]\nfacts:",
        "6:27: a group of synonyms has too few items (1); give it 2 or more",
    ),
    "a quote with a slip": (
        "- Repairs will cost two million crowns, the council reckons.",
        "- Repairs will cost 2 million crowns, the council reckons.",
        "30:9: the quote does not stand in the article; the nearest sentence there is: "
        "Repairs will cost two million crowns, the council reckons.",
    ),
    "a piece of a sentence with a slip": (
        "- Repairs will cost two million crowns, the council reckons.",
        "- two million krones",
        "30:9: the quote does not stand in the article; the nearest sentence there is: "
        "Repairs will cost two million crowns, the council reckons.",
    ),
    "a quote in other case": (
        "- Nobody was hurt, said fire chief Ada Berg.",
        "- nobody was hurt, said fire chief Ada Berg.",
        "23:9: the quote does not stand in the article; the nearest sentence there is: "
        "Nobody was hurt, said fire chief Ada Berg.",
    ),
    "a quote from elsewhere": (
        "- Nobody was hurt, said fire chief Ada Berg.",
        "- Alibaba led it",
        "23:9: the quote does not stand in the article; copy it from there",
    ),
    "an id given twice": (
        "id: mill-cost",
        "id: mill-hurt",
        "25:9: the id 'mill-hurt' is taken at line 16; choose another",
    ),
    "an id with capitals": ("id: mill-cost", "id: Mill cost", f"25:9: 'Mill cost' {NO_ID}"),
    "an id called nothing": ("id: mill-cost", "id: nothing", f"25:9: 'nothing' {NO_ID}"),
    "an id that is too long": ("id: mill-cost", f"id: {'a' * 49}", f"25:9: '{'a' * 49}' {NO_ID}"),
    "a phrasing under two entries": (
        "- injured people",
        "- When  did the MILL burn down !?",
        "20:9: 'When did the MILL burn down !?' also stands under 'mill-when' at line 9; "
        "keep one of the two",
    ),
    "a question that is another entry's phrasing": (
        "question: What caused the fire?",
        "question: date of the fire",
        "34:15: 'date of the fire' also stands under 'mill-when' at line 11; keep one of the two",
    ),
    "a see with a slip": (
        "see: [mill-when]",
        "see: [mill-whn]",
        "38:11: 'mill-whn' is no fact's id; did you mean 'mill-when'?",
    ),
    "a see that leads nowhere": (
        "see: [mill-when]",
        "see: [zzz]",
        "38:11: 'zzz' is no fact's id; name the id of one that there is",
    ),
    "a see that leads to what is not stated": (
        "see: [mill-when]",
        "see: [mill-cause]",
        "38:11: 'mill-cause' is a not-stated entry; did you mean 'mill-cost'?",
    ),
    "a date in words": (
        "published: 2021-03-08",
        "published: 8 March 2021",
        "3:14: '8 March 2021' is no date; write it as YYYY-MM-DD",
    ),
    "a day that there is not": (
        "published: 2021-03-08",
        "published: 2021-02-30",
        "3:14: '2021-02-30' is no date; write it as YYYY-MM-DD",
    ),
    "a text outside of the folder": (
        "text: article.txt",
        "text: ../../article.txt",
        "4:9: '../../article.txt' is no plain file name; put the text beside this file",
    ),
    "a text that is the folder above": (
        "text: article.txt",
        "text: ..",
        "4:9: '..' is no plain file name; put the text beside this file",
    ),
    "a text that is not there": (
        "text: article.txt",
        "text: artikel.txt",
        "4:9: there is no 'artikel.txt' beside this file; put the article's text there",
    ),
    "an anchor": (
        "topic: What",
        "topic: &next What",
        "26:12: the anchor &next is refused; delete it",
    ),
    "an alias": (
        "topic: What comes next",
        "topic: *next",
        "26:12: the alias *next is refused; repeat the text",
    ),
    "a tag": ("topic: What", "topic: !!str What", "26:12: the tag '!!str' is refused; delete it"),
    "a merge": (
        "topic: What comes next",
        "<<: {topic: next}",
        "26:5: merging with << is refused; repeat the keys",
    ),
    "a key that is a list": (
        "topic: What comes next",
        "[topic]: next",
        "26:5: a list or mapping as a key; a key must be a word",
    ),
    "a directive": (
        "article:",
        "%YAML 1.1\n---\narticle:",
        "1:1: directives are refused; delete this line",
    ),
    "a second document": (
        "\nnot_stated:",
        "\n---\nnot_stated:",
        "32:1: a second document begins here; delete this line",
    ),
    "a colon in a text": (
        "answer: The council",
        "answer: The council: it",
        "28:24: a colon and a space make a key, and none can stand here; put the whole text in "
        'quotes, so: "The council: it reckons with two million crowns."',
    ),
    "a text that begins with quotes": (
        "- injured people",
        '- "injured" people',
        "20:19: the text goes on after its closing quotation mark; put the whole text in quotes, "
        "so: '\"injured\" people'",
    ),
    "a quotation mark that is not closed": (
        "- injured people",
        '- "injured people',
        "20:9: the quotation mark that opens here is never closed; close it",
    ),
    "a list that is not closed": (
        "see: [mill-when]",
        "see: [mill-when",
        "38:10: in the list that opens here a ',' or the closing ']' is missing; put it there",
    ),
    "keys that are not closed": (
        "see: [mill-when]",
        "see: {mill-when",
        "38:10: in the keys that open here a ',' or the closing '}' is missing; put it there",
    ),
    "a list that is cut off": (
        "    see: [mill-when]\n",
        "    see: [",
        "38:11: no text can begin here; put one that begins with this character in quotes, "
        "and close each '[' and '{' before it",
    ),
    "an odd beginning of a text": (
        "topic: What comes next",
        "topic: @next",
        '26:12: a text cannot begin with this character; put the whole text in quotes, so: "@next"',
    ),
    "a backslash": (
        "topic: What comes next",
        r'topic: "C:\path"',
        "26:15: this backslash means nothing in double quotes; put the whole text in quotes, "
        r"so: 'C:\path'",
    ),
    "an escaped control character": (
        "topic: What comes next",
        r'topic: "next\e"',
        r"26:12: the escape of the character '\x1b' is refused; take it out",
    ),
    "a control character": (
        "topic: What comes next",
        "topic: next\x07",
        r"26:16: the control character '\x07' stands here; take it out",
    ),
    "a line that is no key": (
        "topic: What comes next",
        "topic",
        "26:5: this line is neither 'key: value' nor part of the text above it; "
        "mend its indentation",
    ),
    "a list on the line of its key": (
        "see: [mill-when]",
        "see: - mill-when",
        "38:10: a list cannot begin on the line of its key; "
        "put each '- ' on a line of its own below it",
    ),
    "a line that stands out": (
        "  - id: mill-cost",
        "   - id: mill-cost",
        "25:4: this line begins with 3 spaces and its neighbours with 2 spaces; "
        "indent it like them",
    ),
    "an empty file": (
        FACTS,
        "# nothing yet\n",
        f"1:1: {NO_ARTICLE}",
    ),
    "a file without an article": (
        FACTS,
        "facts: []\n",
        f"1:1: {NO_ARTICLE}",
    ),
    "a text that a comment cuts": (
        "answer: The council reckons",
        "answer: The council #1 reckons",
        "28:25: YAML takes '#1 reckons with two million crowns.' for a comment and cuts 'answer' "
        "before it; put the whole text in quotes",
    ),
    "a text that is all comment": (
        "- injured people",
        "- #1 question",
        "20:9: YAML takes '#1 question' for a comment and cuts an item of 'asked_as' before it; "
        "put the whole text in quotes",
    ),
    "a comment in a list on one line": (
        "    see: [mill-when]",
        "    see: [mill-when #1]",
        "38:10: YAML takes '#1]' for a comment, with the end of the line; put the text in quotes",
    ),
    "an item without its dash": (
        "- injured people",
        "- injured people\n        the dead",
        "21:9: YAML joins this line to the text above it; begin it with '- ' if it is an item of "
        "its own, else put the whole text on one line",
    ),
    "an item that is indented too far": (
        "- injured people",
        "- injured people\n        - the dead",
        "21:9: YAML joins this line to the text above it; begin it with '- ' if it is an item of "
        "its own, else put the whole text on one line",
    ),
    "an item without its dash after one in quotes": (
        "- injured people",
        "- 'injured people'\n        the dead",
        "21:9: this line belongs to no item of the list; begin it with '- '",
    ),
    "a quote without its dash": (
        "- Nobody was hurt, said fire chief Ada Berg.",
        "- Nobody was hurt, said fire chief Ada Berg.\n        The old mill of Torvik burned",
        "24:9: the quote does not stand in the article; begin line 24 with '- ' if it is another "
        "quote",
    ),
    "an entry without its dash": (
        "  - id: mill-cost",
        "    id: mill-cost",
        "25:5: the key 'id' stands twice, first on line 16; begin a new entry with '- '",
    ),
    "a tab": (
        "    topic: What comes next",
        "\ttopic: What comes next",
        "26:1: a tab (U+0009) stands where a space belongs; indent with spaces",
    ),
    "a no-break space": (
        "    topic: What comes next",
        "  \u00a0\u00a0topic: What comes next",
        "26:3: a no-break space (U+00A0) stands where a space belongs; indent with spaces",
    ),
    "a no-break space after a key": (
        "topic: What comes next",
        "topic:\u00a0What comes next",
        "26:11: a no-break space (U+00A0) stands where a space belongs; indent with spaces",
    ),
    "a bullet": (
        "- injured people",
        "* injured people",
        "20:8: an asterisk (U+002A) stands where a '-' belongs; begin the item with '- '",
    ),
    "a web address without its beginning": (
        "text: article.txt",
        "text: article.txt\n  url: example.org/mill",
        "5:8: 'example.org/mill' is no web address; begin it with https://, without spaces",
    ),
    "a former id that is in use": (
        "    topic: What comes next",
        "    formerly: [mill-hurt]",
        "26:16: the id 'mill-hurt' is taken at line 16; choose another",
    ),
    "phrasings of nobody": (
        "not_stated:",
        "phrasings:\n  mill-hrt: [victims]\nnot_stated:",
        "33:3: 'mill-hrt' is no id of an entry of this article; did you mean 'mill-hurt'?",
    ),
    "a phrasing that stands elsewhere": (
        "not_stated:",
        "phrasings:\n  mill-hurt: [date of the fire]\nnot_stated:",
        "33:15: 'date of the fire' also stands under 'mill-when' at line 11; keep one of the two",
    ),
}
