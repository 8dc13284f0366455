"""Importing Airflow writes its settings file: never into the home of whoever runs the tests."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp(prefix="patentrack-airflow-"))
