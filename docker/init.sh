#!/usr/bin/env bash
# What has to be there before Airflow starts. Doing it again does no harm.
set -euo pipefail

python -m patentrack.orchestration.metadata
patentrack db upgrade

# The users' file of Airflow's simple auth manager; only its owner can read it.
umask 077
python - <<'PYTHON'
import json, os, pathlib

file = pathlib.Path(os.environ["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"])
file.write_text(json.dumps({"admin": os.environ["AIRFLOW_ADMIN_PASSWORD"]}) + "\n", encoding="utf-8")
PYTHON
