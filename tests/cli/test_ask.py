"""``ask``: one answer, or replies to a stream of lines, with an exit code that says how it went."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.answering import answerer
from bot.cli import commands
from tests.cli.process import COMMAND, PATIENCE_SECONDS, environment, run
from tests.fakes.answerer import LiteralAnswerer

WHEN = b'{"question": "When did the mill burn down?"}\n'


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the command decide by the script."""
    monkeypatch.setattr(answerer, "Answerer", LiteralAnswerer)


def ask(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(commands, ["ask", "--knowledge", str(folder), *arguments])


def test_words_are_one_question(mill_folder: Path) -> None:
    """No quoting is needed, and the answer is plain text where there is no terminal."""
    result = ask(mill_folder, "When", "did", "the", "mill", "burn", "down?")

    assert result.exit_code == 0
    assert result.output == (
        "It burned down on the night of Sunday 7 March 2021.\n"
        "\n"
        "  │ The old mill of Torvik burned down on Sunday night.\n"
        "\n"
        "Old mill of Torvik burns down, 8 March 2021\n"
    )


@pytest.mark.usefixtures("scripted")
@pytest.mark.parametrize(
    ("question", "exit_code", "said"),
    [
        ("mill-when", 0, "It burned down"),
        ("mill-cause", 0, "The article does not say what set the mill on fire."),
        ("near", 0, "Did you mean one of these?\n  - When did the mill burn down?\n"),
        ("weather", 1, "I can't find that in the article.\n\nYou could ask:\n  - "),
        ("hello", 1, "Hello!"),
        ("", 1, "I can't find that in the article."),
        (" \t ", 1, "I can't find that in the article."),
        ("mill-when and weather", 0, "I can't find that in the article."),
    ],
)
def test_exit_code_says_whether_there_is_an_answer(
    mill_folder: Path, question: str, exit_code: int, said: str
) -> None:
    """1 stands for ``no_answer`` alone."""
    result = ask(mill_folder, question)

    assert said in result.output
    assert result.exit_code == exit_code


@pytest.mark.usefixtures("scripted")
def test_json_is_one_object(mill_folder: Path) -> None:
    """The keys are those of the contract, without a chat."""
    reply = json.loads(ask(mill_folder, "--json", "mill-hurt").output)

    assert reply.keys() == {
        "question",
        "outcome",
        "answers",
        "choices",
        "passages",
        "unmentioned",
        "best",
        "took_ms",
    }
    assert reply["answers"] == [
        {
            "fact": "mill-hurt",
            "article": "mill",
            "asked": "mill-hurt",
            "stated": True,
            "answer": "Nobody was hurt, the fire chief said.",
            "quotes": ["Nobody was hurt, said fire chief Ada Berg."],
            "note": "The chief spoke on the day after.",
            "score": 100.0,
        }
    ]


@pytest.mark.usefixtures("scripted")
def test_explain_adds_the_reasons(mill_folder: Path) -> None:
    """Below the answer stands why, and with ``--json`` under ``parts``."""
    assert "\n\nasked    mill-when\nread as  mill-when\ndecided  answer: it was named\n" in (
        ask(mill_folder, "--explain", "mill-when").output
    )
    reply = json.loads(ask(mill_folder, "--explain", "--json", "mill-when").output)
    assert reply["parts"][0]["why"] == "it was named"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), 'Ask something, such as: python -m bot ask "who led the round?"'),
        (("--batch", "-", "who"), "--batch takes its questions from FILE"),
        (("--batch", "-", "--explain"), "--batch takes its questions from FILE"),
        (("--batch", "no-such-file"), "'no-such-file': No such file or directory"),
        (("--wat",), "No such option"),
    ],
)
def test_wrong_usage_is_code_2(mill_folder: Path, arguments: tuple[str, ...], error: str) -> None:
    """It says what is wrong."""
    result = ask(mill_folder, *arguments)

    assert result.exit_code == 2
    assert error in result.output


@pytest.mark.parametrize(
    "question",
    [
        b"\xf0\x9f\x98\x80" * 4096,
        "من قاد الجولة؟".encode(),
        b"\x1b[2J\x07\x01 who \x7f",
        b"\xff\xfe who",
        b"?" * 4096,
    ],
)
def test_no_text_breaks_it(mill_folder: Path, tmp_path: Path, question: bytes) -> None:
    """Emoji, right-to-left text, control characters, bytes that are no text: never a traceback."""
    knowledge = str(mill_folder)
    for options in ((), ("--json",), ("--explain",)):
        command = [*COMMAND, "ask", "--knowledge", knowledge, *options, "--", question]
        result = subprocess.run(
            command, capture_output=True, env=environment(tmp_path), check=False
        )
        assert result.returncode in (0, 1)
        assert result.stderr == b""
        shown = result.stdout.decode()
        assert not any(unicodedata.category(c) == "Cc" for c in shown.replace("\n", ""))


def test_terminal_of_few_characters_gets_the_rest_replaced(
    mill_folder: Path, tmp_path: Path
) -> None:
    """An output that cannot show a character shows a question mark."""
    question = "When did the mill burn down?"
    arguments = ("ask", "--knowledge", str(mill_folder), question)

    result = run(tmp_path, *arguments, PYTHONIOENCODING="latin-1")

    assert (result.returncode, result.stderr) == (0, b"")
    assert b"\n  ? The old mill of Torvik burned down on Sunday night.\n" in result.stdout


def test_broken_knowledge_is_code_2(mill_folder: Path, tmp_path: Path) -> None:
    """What is wrong comes with its place, on standard error, without a traceback."""
    facts = mill_folder / "mill" / "facts.yaml"
    facts.write_text(facts.read_text().replace("id: mill-cost", "id: mill-hurt"))

    result = run(tmp_path, "ask", "--knowledge", str(mill_folder), "who?")

    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr.startswith(f"{facts}:25:9: the id 'mill-hurt' is taken".encode())


def test_missing_knowledge_is_code_2(tmp_path: Path) -> None:
    """The folder that is not there is named."""
    result = run(tmp_path, "ask", "--knowledge", "nowhere", "who?")

    assert result.returncode == 2
    assert b"nowhere" in result.stderr
    assert b"Traceback" not in result.stderr


def test_wrong_setting_is_code_2(mill_folder: Path, tmp_path: Path) -> None:
    """A setting that cannot be used is named in one sentence."""
    result = run(tmp_path, "ask", "who?", KNOWLEDGE_DIR=str(mill_folder), JOURNAL="perhaps")

    assert result.returncode == 2
    assert result.stderr == b"JOURNAL is 'perhaps', but must be on or off.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("option", ["--explain", "--json"])
def test_full_disk_is_code_2(mill_folder: Path, tmp_path: Path, option: str) -> None:
    """An answer that cannot be written is an error in one sentence."""
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*COMMAND, "ask", "--knowledge", str(mill_folder), option, "who?"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(tmp_path),
            check=False,
        )

    assert result.returncode != 0
    assert result.stderr.startswith(b"[Errno 28] No space left on device\n")
    assert b"Traceback" not in result.stderr


def test_batch_of_a_file(mill_folder: Path, tmp_path: Path) -> None:
    """A sound batch is code 0; one bad line makes it 1, and nothing is written to disk."""
    questions = tmp_path / "questions.jsonl"
    questions.write_bytes(WHEN + b"\r\n" + WHEN)
    before = set(tmp_path.iterdir())
    arguments = ("ask", "--knowledge", str(mill_folder), "--batch")

    result = run(tmp_path, *arguments, str(questions))
    assert (result.returncode, result.stderr) == (0, b"")
    outcomes = [json.loads(line)["outcome"] for line in result.stdout.splitlines()]
    assert outcomes == ["answer", "answer"]

    result = run(tmp_path, *arguments, "-", stdin=WHEN + b"nonsense\n" + WHEN)
    assert (result.returncode, result.stderr) == (1, b"")
    assert [json.loads(line).get("line") for line in result.stdout.splitlines()] == [None, 2, None]
    assert set(tmp_path.iterdir()) == before


def test_batch_streams(mill_folder: Path, tmp_path: Path) -> None:
    """A reply comes before the next question is sent."""
    with subprocess.Popen(
        [*COMMAND, "ask", "--knowledge", str(mill_folder), "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(tmp_path),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(WHEN)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["outcome"] == "answer"
        process.stdin.close()
        assert process.wait(PATIENCE_SECONDS) == 0


def test_reader_that_leaves_ends_it_quietly(mill_folder: Path, tmp_path: Path) -> None:
    """When the other end of the pipe is closed, no error is printed."""
    with subprocess.Popen(
        [*COMMAND, "ask", "--knowledge", str(mill_folder), "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, said = process.communicate(WHEN * 100, PATIENCE_SECONDS)

    assert said == b""
    assert process.returncode == 1


@pytest.mark.skipif(os.name == "nt", reason="a shell's way to close a stream")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_break_nothing(mill_folder: Path, tmp_path: Path, closed: str) -> None:
    """Started without standard streams, as some supervisors do, it answers all the same."""
    command = shlex.join([*COMMAND, "ask", "--knowledge", str(mill_folder), "When did it burn?"])
    result = subprocess.run(
        ["/bin/sh", "-c", f"{command} {closed}"],
        capture_output=True,
        env=environment(tmp_path),
        check=False,
    )

    assert result.returncode in (0, 1)
    assert result.stderr == b""
