"""A migration that is killed is finished by the same command again. On MariaDB no DDL can be rolled back."""

from __future__ import annotations

import random
import subprocess
import sys

from patentrack.settings import load_settings
from patentrack.warehouse.check import check_warehouse
from patentrack.warehouse.engine import open_warehouse
from patentrack.warehouse.migrate import downgrade, upgrade
from support.environment import PROJECT_ROOT, WarehouseEnv


def test_a_migration_killed_at_random_moments_is_finished_by_running_it_again(warehouse_env: WarehouseEnv) -> None:
    warehouse = open_warehouse(load_settings())
    upgrade(warehouse)
    moments = random.Random(4)
    for direction in ("downgrade base", "upgrade head") * 5:
        process = subprocess.Popen(
            [sys.executable, "-m", "patentrack", "db", *direction.split()],
            env=warehouse_env.env,
            cwd=PROJECT_ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(timeout=moments.uniform(0.3, 0.9))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if direction == "upgrade head":
            upgrade(warehouse)
            assert check_warehouse(warehouse) == []
        else:
            downgrade(warehouse, "base")
    warehouse.engine.dispose()
