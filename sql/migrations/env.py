"""Runs the migrations on the connection that `patentrack.warehouse.migrate` hands over."""

from alembic import context

from patentrack.warehouse.migrate import context_options
from patentrack.warehouse.tables import metadata

warehouse = context.config.attributes["warehouse"]
connection = context.config.attributes["connection"]

context.configure(connection=connection, target_metadata=metadata, **context_options(warehouse))
with context.begin_transaction():
    context.run_migrations()
