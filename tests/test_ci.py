"""``.ci/run`` runs what README says and the checks in a clean clone, and fails when one fails."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "run"
README = """\
# A project
```sh
echo not this
```
## Tests
Run
```sh
{command}
```
or
```sh
echo nor this
```
## More
"""
TOOL = """\
mkdir -p .venv/bin
cat > .venv/bin/{name} <<'END'
#!/bin/sh
echo {name} "$@"
case "{name} $*" in "{failing}") exit 1;; esac
END
chmod +x .venv/bin/{name}
"""
"""What stands for installing: a tool that says how it was called."""


def ci(folder: Path, readme: str) -> subprocess.CompletedProcess[str]:
    """Commit this README to a repository of its own, add an untracked file, and run the script."""
    (folder / ".ci").mkdir()
    shutil.copy2(SCRIPT, folder / ".ci" / "run")
    (folder / "README.md").write_text(readme)
    author = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "Begin")):
        subprocess.run(["git", *command], cwd=folder, check=True, env=_outside_of_git())
    (folder / "untracked").touch()
    script = folder / ".ci" / "run"
    return subprocess.run([script], capture_output=True, text=True, env=_outside_of_git())


def _outside_of_git() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def readme(command: str, failing: str = "") -> str:
    """A README whose test command makes an environment with tools of which one may fail."""
    tools = "".join(TOOL.format(name=name, failing=failing) for name in ("ruff", "mypy"))
    return README.format(command=f"{tools}{command}")


def test_runs_the_command_in_a_clean_clone_and_then_the_checks(tmp_path: Path) -> None:
    """The clone has what is committed and nothing else; each check is called as documented."""
    result = ci(tmp_path, readme("ls"))

    assert result.stdout.splitlines() == [
        "README.md",
        "ruff check .",
        "ruff format --check .",
        "mypy",
    ]
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("command", ["exit 3", "false\ntrue"])
def test_failing_command_fails_it(tmp_path: Path, command: str) -> None:
    """A line that fails is not made good by the next one, nor by checks that pass."""
    result = ci(tmp_path, readme(command))

    assert (result.returncode, result.stderr) == (1, "Failed: tests\n")


@pytest.mark.parametrize("check", ["ruff check .", "ruff format --check .", "mypy"])
def test_failing_check_fails_it(tmp_path: Path, check: str) -> None:
    """Any of them does, and the others are run all the same."""
    result = ci(tmp_path, readme("true", failing=check if " " in check else f"{check} "))

    assert (result.returncode, result.stderr) == (1, f"Failed: {check}\n")
    assert len(result.stdout.splitlines()) == 3


def test_readme_without_a_command_is_a_failure(tmp_path: Path) -> None:
    """Nothing run is nothing passed."""
    result = ci(tmp_path, "# A project\n")

    assert result.returncode == 1
    assert result.stderr == "README.md has no command under ## Tests.\n"
