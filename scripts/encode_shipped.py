"""Encodes the shipped knowledge, so that the first start of all is quick.

    python -m scripts.encode_shipped

It writes ``knowledge/vectors.cache`` anew, which takes some minutes. Texts that were changed
since are encoded when the bot starts; run it again where these have become many.
"""

from __future__ import annotations

from bot.knowledge.loader import load
from bot.matching.encoders import SHIPPED
from bot.matching.matcher import Matcher


def main() -> None:
    """Encode everything, with nothing kept from before."""
    SHIPPED.unlink(missing_ok=True)
    Matcher(load(SHIPPED.parent), cache_folder=SHIPPED.parent)
    SHIPPED.chmod(0o644)
    print(f"{SHIPPED}: {SHIPPED.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
