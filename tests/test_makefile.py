"""The front door: what a newcomer types is there and says what it does."""

from __future__ import annotations

import os
import subprocess

import pytest

from support.environment import PROJECT_ROOT

FRONT_DOOR = ("install", "demo", "test", "lint", "up", "bench")


def make(*args: str) -> str:
    # Without these it would take itself for a part of the `make test` that runs it, and print more.
    env = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
    run = subprocess.run(["make", *args], cwd=PROJECT_ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def listed() -> dict[str, str]:
    """Targets that `make help` shows, each with its description."""
    lines = (line.partition(" ") for line in make("help").splitlines())
    return {target: description.strip() for target, _, description in lines}


@pytest.mark.parametrize("target", FRONT_DOOR)
def test_help_lists_the_target(listed: dict[str, str], target: str) -> None:
    assert listed.get(target), f"`make help` does not describe {target}: write `{target}:  ## what it does`"


def test_every_listed_target_can_be_made(listed: dict[str, str]) -> None:
    make("--dry-run", *listed)
