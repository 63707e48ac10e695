"""Telegram alone: what people send in, and how replies look there."""
