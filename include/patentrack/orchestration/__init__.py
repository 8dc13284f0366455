"""What the DAG files share, and how Airflow is started. A DAG file itself is wiring only (design 2)."""
