"""Telegram alone: what people send in, and how replies look there."""

import os

# The library returns times as ``timedelta``, as its next major version will, and warns where it
# is not told to.
os.environ.setdefault("PTB_TIMEDELTA", "1")
