"""``.ci/run`` runs what README says, in a clean clone, and fails when that fails."""

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


@pytest.mark.parametrize("exit_code", [0, 3])
def test_ends_as_the_command_ends(tmp_path: Path, exit_code: int) -> None:
    """Its exit code is the command's, and so is its output."""
    result = ci(tmp_path, README.format(command=f"ls\nexit {exit_code}"))

    assert result.stdout.split() == ["README.md"], "the clone has what is committed, nothing else"
    assert result.returncode == exit_code


def test_first_failure_counts(tmp_path: Path) -> None:
    """A line that fails is not made good by the next one."""
    assert ci(tmp_path, README.format(command="false\ntrue")).returncode == 1


def test_readme_without_a_command_is_a_failure(tmp_path: Path) -> None:
    """Nothing run is nothing passed."""
    result = ci(tmp_path, "# A project\n")

    assert result.returncode == 1
    assert result.stderr == "README.md has no command under ## Tests.\n"
