"""Wording that a person reads in Telegram alone; what the terminal says too is shared.

The shared part is :mod:`bot.answering.texts`. What stands in braces is filled in and then
escaped; names that end in ``HTML`` hold tags.
"""

# Answers
SOURCE = "{title} · {date}"
SOURCE_LINK = "Source"
SOURCE_LINKS = "Source: {numbers}"
NOTE = "⚠️ {note}"
PASSAGES_MARK = "🔍 {text}"
BULLET = "• {question}"
LEFT_OUT = " … ({count:,} more characters are left out here)"

# Buttons, and what they lead to
NONE_OF_THESE = "None of these"
DECLINED = "Then I don't know, sorry. Try other words, or take one of these:"
GONE = "What was behind that button is no longer here. You could ask:"
GONE_SHORT = "That is no longer here."
CHOICE_OF_ARTICLE = "{question} ({title})"
BACK = "« Back"
PREVIOUS_PAGE = "‹ Previous"
NEXT_PAGE = "Next ›"
IN_CONTEXT = "¶ In context"
SHARE = "↗ Share"

# Votes
RIGHT = "👍 Right"
WRONG = "👎 Wrong"
VOTED = "{label} ✓"
VOTES = "{label} ({count})"
THANKS_UP = "Thank you! 👍"
THANKS_DOWN = "Thank you, noted 👎"
VOTED_BEFORE = "That is counted already."
CHANGED_UP = "Changed to 👍"
CHANGED_DOWN = "Changed to 👎"
WHAT_WAS_EXPECTED = "Sorry about that. Which of these did you want to know?"
SOMETHING_ELSE = "Something else"
NOTED = "Thank you, noted. You can also ask once more in other words."

# Commands
WELCOME = "Hello! I answer questions about {count} articles, with the very sentences that prove it:"
WELCOME_ONE = "Hello! I answer questions about an article, with the very sentences that prove it:"
MORE_ARTICLES = "and {count} more"
BEGIN = (
    "Ask in your own words, or begin with one of these. /topics has everything that I can answer."
)
LINK_GONE = "That link leads to something that I no longer know. You could ask:"
ASK_WHAT = "What would you like to know? Ask in your own words, or take one of these:"
CANCELLED = "All right. Ask me anything else, or take one of these:"
HELP_HTML = """\
Ask me anything about the article in your own words, several things at once if you like. \
I answer with its very sentences, and I say so where it does not say.

You can go on from an answer: <i>“and when?”</i>, <i>“how much was that one?”</i> \
If you edit a question, I edit its answer.

/topics – everything I can answer, by topic
/article – the text itself
/ask – ask a question
/start – a few questions to begin with

In a group, write <code>/ask</code> and the question, mention @{username}, or reply to me. \
In any chat, type <code>@{username}</code> and a question."""
ADMIN_HELP_HTML = """\


For you as an admin:
{commands}"""
COMMAND_LINE = "/{name} – {text}"
UNKNOWN_COMMAND = "I don't know that command. /help says what I can do; or just ask me something."
WORDS_ONLY = "I can only read words. Ask me about the article, for example:"
WHICH_ARTICLE = "Which article would you like to read?"

# /topics
ARTICLES_HEAD = "Articles"
TOPICS_HEAD = "Topics"
NO_TOPIC = "More"
TOPIC_LABEL = "{topic} ({count})"

# The bot's profile
DESCRIPTION = (
    "Ask me about {titles}. I show the very sentences that each answer rests on, "
    "and I say so where the article does not say."
)
SHORT_DESCRIPTION = "Answers questions about an article, with the sentences that prove it."
TITLE = "“{title}”"
AND_MORE = "{titles} and {count} more"
PRIVATE_COMMANDS = {
    "start": "What I know, and questions to begin with",
    "topics": "Everything I can answer, by topic",
    "article": "Read the article",
    "ask": "Ask a question",
    "help": "How to ask",
}
GROUP_COMMANDS = {
    "ask": "Ask a question about the article",
    "help": "How to ask",
}
ADMIN_COMMANDS = {
    "stats": "How many questions came, and how it went",
    "gaps": "What was asked in vain",
    "review": "Decide on it, one by one",
    "reload": "Load the knowledge again now",
}

# For admins
STATS_NONE = "No questions yet since I started {uptime} ago."
STATS = "In the {uptime} since I started I was asked {questions}: {outcomes}."
STATS_OUTCOMES = {
    "answer": "{count} got an answer",
    "choices": "{count} got a few to choose from",
    "passage": "{count} got the nearest sentences",
    "not_stated": "{count} asked what the article does not say",
    "no_answer": "{count} found nothing",
}
STATS_VOTES = "Readers voted {up} right and {down} wrong."
STATS_SPEED = "Half of the replies were found within {median}, nearly all within {slow}."
STATS_KNOWLEDGE = "I know {facts} of {articles}."
NO_GAPS = "Nothing was asked in vain so far."
GAPS = "Asked in vain, most asked first:"
GAP = "{times} “{question}” ({outcomes})"
GAP_OUTCOMES = {
    "choices": "none of the choices was taken",
    "passage": "only sentences were shown",
    "not_stated": "not in the article",
    "no_answer": "found nothing",
    "thumbs_down": "the answer was voted wrong",
}

# Review
CASE_HEAD = "Asked in vain {times}"
CASE_QUESTION = "“{question}”"
CASE_OUTCOMES = "So far: {outcomes}."
CASE_PASSAGE = "The sentence that comes nearest:"
CASE_HELP = (
    "Tap the question that it belongs to. Or reply to this message with the answer: that makes a "
    "new fact, with the sentence above as its quote."
)
CASE_HELP_NO_QUOTE = (
    "Tap the question that it belongs to. No sentence is near, so a new fact has to be written "
    "into the YAML."
)
BELONGS_TO = "= {question}"
BELONGS_TO_NOT_STATED = "= {question} (not stated)"
IS_NOT_STATED = "Not stated"
IS_IGNORED = "Ignore"
NEXT_CASE = "Next ›"
UNDO = "Undo"
KEEP_ANYWAY = "Keep it anyway"
TRYING = "Trying it on the other questions; with much knowledge this takes a minute or two…"
NO_CASES = "Nothing is left to review. 🎉"

# Delivery
TOO_MANY = "That is a lot of questions in a minute. I will answer again in one minute."
TOO_MANY_PRESSES = "That is a lot of taps. I will react again in one minute."
BOT_ERROR = "Sorry, something went wrong on my side. Please try it once more."
