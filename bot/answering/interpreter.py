"""Interprets a piece of a message: alone, or completed by what was said before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.answer_type import Asking
from bot.answering.completion import completed_text, corrected_request
from bot.answering.decision import Standing, decide
from bot.answering.followup import Leaning, carried, completed, leaning
from bot.answering.in_domain import World
from bot.answering.segmentation import is_question, shortened
from bot.language.text_correction import corrected_text
