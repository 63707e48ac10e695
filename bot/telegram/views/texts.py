"""Every wording of the bot's own that a person reads in Telegram, in one place.

What stands in braces is filled in and then escaped; names that end in ``HTML`` hold tags.
"""

# Answers
SOURCE = "{title} · {date}"
NOTE = "⚠️ {note}"
NEAREST = "The nearest that it does say:"
NOT_STATED = "The article does not say."
NOT_STATED_IN_ALL = "None of my articles says that."
NOTHING_FOUND = "I can't find that in the article."
NOTHING_IN_ALL = "I can't find that in any of my articles."
COULD_ASK = "You could ask:"
CHOICES = "Did you mean one of these?"
ONE_CHOICE = "Did you mean this?"
PART_CHOICES = "I am not sure what is meant here; a button below may be it."
BULLET = "• {question}"
PARTS_LEFT = (
    "These are the first {shown} of your {count} questions; please send the others once more."
)
LEFT_OUT = " … ({count:,} more characters are left out here)"

# Buttons, and what they lead to
NONE_OF_THESE = "None of these"
DECLINED = "Then I don't know, sorry. Try other words, or take one of these:"
GONE = "What was behind that button is no longer here. You could ask:"
GONE_SHORT = "That is no longer here."
BACK = "« Back"
PREVIOUS_PAGE = "‹ Previous"
NEXT_PAGE = "Next ›"
THANKS_UP = "Thank you! 👍"
THANKS_DOWN = "Thank you, noted 👎"
VOTED_BEFORE = "That is counted already."
CHANGED_UP = "Changed to 👍"
CHANGED_DOWN = "Changed to 👎"

# Commands
WELCOME = "Hello! I answer questions about {count} articles, with the very sentences that prove it:"
WELCOME_ONE = "Hello! I answer questions about an article, with the very sentences that prove it:"
MORE_ARTICLES = "and {count} more"
BEGIN = (
    "Ask in your own words, or begin with one of these. /topics has everything that I can answer."
)
LINK_GONE = "That link leads to something that I no longer know. You could ask:"
ASK_WHAT = "What would you like to know? Ask in your own words, or take one of these:"
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
UNKNOWN_COMMAND = "I don't know that command. /help says what I can do; or just ask me something."
WORDS_ONLY = "I can only read words. Ask me about the article, for example:"
WHICH_ARTICLE = "Which article would you like to read?"

# /topics
ARTICLES_HEAD = "Articles"
TOPICS_HEAD = "Topics"
NO_TOPIC = "More"
TOPIC_LABEL = "{topic} ({count})"

# The bot's card and menu
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
GROUP_COMMANDS = {"ask": "Ask a question about the article"}

# For admins
STATS = """\
Since the start, {uptime} ago
Questions: {questions} ({outcomes})
Thumbs: {up} 👍, {down} 👎
Speed: half of the answers found in {median:.2f} ms, 95 % in {slow:.2f} ms
Facts: {facts}, articles: {articles}"""
NO_GAPS = "Nothing was asked in vain so far."
GAPS = "Asked in vain, most asked first:"
GAP = "{count} × {question} ({outcomes})"

# Delivery
TOO_MANY = "That is a lot of questions in a minute. Please give me a short break, then ask again."
MISHAP = "Sorry, something went wrong on my side. Please try it once more."
