"""The scripts in bin/, as far as they can be tried without a network."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
VERBS = ["demo", "lint", "lock", "run", "test"]


def run(*command, **environment):
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path):
    """The scripts and what they read, in a folder where nothing was installed yet."""
    shutil.copytree(PROJECT / "bin", tmp_path / "bin")
    for requirements in PROJECT.glob("requirements*.txt"):
        shutil.copy(requirements, tmp_path)
    return tmp_path


def call(folder, function: str, **environment):
    """Runs one function of bin/environment.sh in a folder."""
    script = f"set -euo pipefail; cd '{folder}'; source bin/environment.sh; {function}"
    return run("bash", "-c", script, **environment)


def test_every_script_is_a_verb_of_the_house():
    scripts = [path.name for path in (PROJECT / "bin").iterdir() if os.access(path, os.X_OK)]

    assert sorted(scripts) == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_says_what_it_does(verb, folder):
    told = run(folder / "bin" / verb, "--help")

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines()[0].endswith((".", ":"))
    assert not (folder / ".venv").exists()


def test_demo_refuses_an_old_python_and_leaves_nothing(folder):
    old = folder / "old"
    old.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (old / name).write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\n')
        (old / name).chmod(0o755)

    refused = run(folder / "bin/demo", PATH=f"{old}:{os.environ['PATH']}")

    assert refused.returncode == 1
    assert refused.stderr == "Newsroom needs Python 3.11 or newer; here is Python 3.9.2.\n"
    assert not (folder / ".venv").exists()
    assert not (folder / ".env").exists()


def test_a_new_secret_is_written_once_and_for_its_owner_alone(folder):
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)

    call(folder, "need_dotenv")
    first = (folder / ".env").read_text()
    call(folder, "need_dotenv")

    assert len(first.partition("SECRET_KEY=")[2].partition("\n")[0]) >= 50
    assert (folder / ".env").read_text() == first
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600


def test_a_finished_installation_is_not_touched(folder):
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(sys.executable)
    sums = call(folder, "cat requirements.txt requirements-dev.txt | cksum").stdout
    (folder / ".venv/installed").write_text(
        f"{folder.resolve()}\n{sums.strip()} requirements-dev.txt\n"
    )

    done = call(folder, "need_packages requirements.txt")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_half_made_environment_is_made_anew(folder):
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/left").touch()
    for requirements in folder.glob("requirements*.txt"):
        requirements.write_text("")

    made = call(folder, "need_packages requirements.txt")

    assert made.returncode == 0
    assert not (folder / ".venv/bin/left").exists()
    assert (folder / ".venv/installed").read_text().endswith(" requirements.txt\n")
