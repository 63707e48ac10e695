"""A python-telegram-bot bot that has one answer to everything, to measure ours against."""

from __future__ import annotations

import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from telegram.ext import Application, CommandHandler, ContextTypes

CONCURRENT = 16

TEXT = """\
Alibaba, the e-commerce giant, led the round.
<blockquote>China's SenseTime has raised $600 million in a round of funding led by e-commerce \
giant Alibaba.</blockquote>
<i>SenseTime raises $600 million in a round led by Alibaba · 9 April 2018</i>"""

BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("How much money did SenseTime raise?", callback_data="f:amount")],
        [InlineKeyboardButton("Who else invested?", callback_data="f:others")],
        [
            InlineKeyboardButton("👍", callback_data="v:+:round-lead"),
            InlineKeyboardButton("👎", callback_data="v:-:round-lead"),
        ],
    ]
)


async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Reply with the constant."""
    assert update.effective_message is not None
    await update.effective_message.reply_text(
        TEXT,
        parse_mode="HTML",
        do_quote=True,
        reply_markup=BUTTONS,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def main() -> None:
    """Poll the server that the environment names."""
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    builder.base_url(f"{os.environ['TELEGRAM_API_URL']}/bot").concurrent_updates(CONCURRENT)
    application = builder.build()
    application.add_handler(CommandHandler("ask", answer))
    application.run_polling(allowed_updates=[Update.MESSAGE])


if __name__ == "__main__":
    main()
