"""Polling goes on through outages and second instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import DeliveryError, SettingsError
from bot.telegram.delivery import polling
from bot.telegram.delivery.bot_api import POLL_SECONDS
from bot.telegram.delivery.conflict import LISTENING_SECONDS, PATIENCE_SECONDS, ConflictTracker
from bot.telegram.delivery.connection import Connection
from bot.telegram.delivery.heartbeat import Heartbeat
from bot.telegram.delivery.polling import LONGEST_FLOOD_SECONDS, REFUSALS_UNTIL_END, Poller

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Json = dict[str, Any]


class EndOfScript(BaseException):
    """The script of polls has come to its end."""


class Script:
    """Telegram's answers to polls, one after another; time passes by waiting alone."""

    def __init__(self, *answers: list[int] | TelegramError) -> None:
        self.answers = list(answers)
        self.offsets: list[int] = []
        self.seconds: list[int] = []
        self.taken: list[tuple[list[int], int]] = []
        self.waits: list[float] = []
        self.known: set[int] = set()
        self.crowded_for = 0
        self.webhooks_deleted = 0
        self.now = 100.0

    @property
    def crowded(self) -> bool:
        """Whether nothing should be taken in."""
        return self.crowded_for > 0

    async def delete_webhook(self) -> None:
        """Count that a webhook was deleted."""
        self.webhooks_deleted += 1

    async def poll(self, offset: int, seconds: int, kinds: tuple[str, ...]) -> list[Json]:
        """Answer a poll."""
        self.offsets.append(offset)
        self.seconds.append(seconds)
        if not self.answers:
            raise EndOfScript
        answer = self.answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return [{"update_id": number} for number in answer]

    def take(self, updates: Sequence[Json], confirmed: int) -> int:
        """Note what was handed over."""
        ids = [update["update_id"] for update in updates]
        self.taken.append((ids, confirmed))
        new = set(ids) - self.known
        self.known |= new
        return len(new)

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.waits.append(seconds)
        self.now += seconds
        self.crowded_for -= 1

    async def run(self, folder: Path) -> Connection:
        """Poll until the script ends or an error does."""
        connection = Connection(lambda: self.now)
        beat = Heartbeat(folder / "heartbeat")
        poller = Poller(self, self, connection, beat)  # type: ignore[arg-type]
        try:
            await poller.run()
        except EndOfScript:
            return connection
        raise AssertionError("it ends by an error alone")


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    """A script without answers yet."""
    script = Script()
    monkeypatch.setattr("asyncio.sleep", script.sleep)
    monkeypatch.setattr(polling, "ConflictTracker", lambda: ConflictTracker(lambda: script.now))
    return script


async def test_batch_is_handed_over_before_it_is_confirmed(script: Script, tmp_path: Path) -> None:
    """The poll that confirms a batch comes after the batch was taken, with what it confirms."""
    script.answers = [[5, 6], [], [7]]
    await script.run(tmp_path)
    assert script.offsets == [0, 7, 7, 8]
    assert script.taken == [([5, 6], 0), ([], 7), ([7], 7)]


async def test_what_could_not_be_taken_is_not_confirmed(
    script: Script, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where taking a batch in fails it is asked for again, and Telegram is not blamed."""
    script.answers = [[5], [5]]
    script.take = _failing_once(script.take)  # type: ignore[method-assign]
    await script.run(tmp_path)
    assert script.offsets == [0, 0, 6]
    assert caplog.messages == ["A batch could not be taken in; it is asked for again."]


async def test_failures_are_waited_out(
    script: Script, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """During an outage polls come ever more rarely, down to one in 5 seconds, and without lines."""
    script.answers = [[], *(NetworkError("no route") for _ in range(500)), []]
    connection = await script.run(tmp_path)
    assert script.waits == [0.5, 1.0, 2.0, 4.0, *[5.0] * 496]
    assert connection.up
    assert len(caplog.messages) == 2


async def test_flood_wait_of_a_poll_is_waited_out(script: Script, tmp_path: Path) -> None:
    """Where Telegram asks for a pause between polls, it gets it."""
    script.answers = [RetryAfter(7), []]
    await script.run(tmp_path)
    assert script.waits == [7.0]


async def test_hour_that_polls_are_put_off_for_is_said_once_and_asked_about(
    script: Script, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Who asks for an hour is asked again ever more rarely; the heart beats all the while."""
    script.answers = [*(RetryAfter(3600) for _ in range(20)), [], RetryAfter(30), []]
    await script.run(tmp_path)
    assert script.waits[:4] == [5, 10, 20, LONGEST_FLOOD_SECONDS]
    assert max(script.waits) == LONGEST_FLOOD_SECONDS
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("Telegram asks for a pause of 3600 seconds before the")


async def test_webhook_is_named_and_deleted(
    script: Script, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A webhook that somebody sets while the bot polls is no second instance."""
    refusal = "can't use getUpdates method while webhook is active; use deleteWebhook first"
    script.answers = [*(Conflict(refusal) for _ in range(100)), []]
    await script.run(tmp_path)
    assert script.webhooks_deleted == 100
    assert caplog.messages == ["A webhook was set for this bot while it polls; it is deleted."]


async def test_server_that_sends_the_same_for_ever_is_asked_less_often(
    script: Script, tmp_path: Path
) -> None:
    """A batch that comes again whatever is confirmed does not keep the processor busy."""
    script.answers = [[-8] for _ in range(20)]
    await script.run(tmp_path)
    assert script.offsets == [0] * 21
    assert script.waits[-1] == 5


async def test_later_instance_ends(script: Script, tmp_path: Path) -> None:
    """One that meets conflicts from its start on ends with an error after half a minute."""
    script.answers = [Conflict("other") for _ in range(500)]
    with pytest.raises(DeliveryError):
        await script.run(tmp_path)
    assert PATIENCE_SECONDS - 1 < sum(script.waits) < PATIENCE_SECONDS + 1


async def test_polls_are_short_at_first(script: Script, tmp_path: Path) -> None:
    """The first polls listen for another instance, the others wait as long as they may."""
    script.answers = [NetworkError("x"), NetworkError("x"), NetworkError("x"), []]
    await script.run(tmp_path)
    assert script.seconds == [LISTENING_SECONDS] * 3 + [POLL_SECONDS] * 2


async def test_token_that_is_withdrawn_ends_it(script: Script, tmp_path: Path) -> None:
    """A token that is refused over and over ends the bot with a sentence; refused once, not."""
    script.answers = [InvalidToken(), [], *(InvalidToken() for _ in range(REFUSALS_UNTIL_END))]
    with pytest.raises(SettingsError, match=r"^Telegram refuses the token in TELEGRAM_BOT_TOKEN"):
        await script.run(tmp_path)
    assert script.answers == []


async def test_nothing_is_asked_for_while_too_much_waits(script: Script, tmp_path: Path) -> None:
    """Polling pauses until some of what was taken in is answered, and the heart goes on beating."""
    script.crowded_for = 5
    script.answers = [[1]]
    await script.run(tmp_path)
    assert len(script.waits) > 3
    assert (tmp_path / "heartbeat").exists()


async def test_heart_beats_while_telegram_is_away(script: Script, tmp_path: Path) -> None:
    """A supervisor learns whether the bot is alive, not whether Telegram is."""
    script.answers = [NetworkError("no route")]
    await script.run(tmp_path)
    assert (tmp_path / "heartbeat").exists()


def _failing_once(take: Any) -> Any:
    failures = iter([OSError("No space left on device")])

    def wrapped(updates: Sequence[Json], confirmed: int) -> int:
        if error := next(failures, None):
            raise error
        taken: int = take(updates, confirmed)
        return taken

    return wrapped
