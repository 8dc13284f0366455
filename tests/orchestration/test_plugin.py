from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text

from patentrack.orchestration.plugin import take_the_write_lock_first


@pytest.fixture
def metadata(tmp_path: Path) -> Engine:
    """A database as Airflow opens its own."""
    engine = create_engine(f"sqlite:///{tmp_path / 'airflow.db'}", connect_args={"timeout": 0.1})
    with engine.begin() as connection:
        connection.execute(text("PRAGMA journal_mode=WAL"))
        connection.execute(text("CREATE TABLE run (day TEXT)"))
    return engine


def test_what_another_has_written_meanwhile_does_not_refuse_the_insert(metadata: Engine) -> None:
    with metadata.connect() as backfill, metadata.connect() as scheduler:
        with backfill.begin_nested():
            assert backfill.scalar(text("SELECT COUNT(*) FROM run")) == 0
            with pytest.raises(Exception, match="locked"), scheduler.begin():
                scheduler.execute(text("INSERT INTO run VALUES ('of the scheduler')"))
            backfill.execute(text("INSERT INTO run VALUES ('of the backfill')"))
        backfill.commit()
        with scheduler.begin():
            scheduler.execute(text("INSERT INTO run VALUES ('of the scheduler')"))
        assert backfill.scalar(text("SELECT COUNT(*) FROM run")) == 2
    metadata.dispose()


def test_without_it_the_insert_is_refused(metadata: Engine) -> None:
    event.remove(Engine, "savepoint", take_the_write_lock_first)
    try:
        with metadata.connect() as backfill, metadata.connect() as scheduler:
            nested = backfill.begin_nested()
            assert backfill.scalar(text("SELECT COUNT(*) FROM run")) == 0
            with scheduler.begin():
                scheduler.execute(text("INSERT INTO run VALUES ('of the scheduler')"))
            with pytest.raises(Exception, match="locked"):
                backfill.execute(text("INSERT INTO run VALUES ('of the backfill')"))
            nested.rollback()
    finally:
        event.listen(Engine, "savepoint", take_the_write_lock_first)
    metadata.dispose()
