"""The assets by which one DAG's work starts another's (design section 10).

The extra of an event of a load is `{"files": [...]}`: the summary of every file that came in, with its name and its
counts.
"""

from __future__ import annotations

from airflow.sdk import Asset

ASSIGNMENTS = Asset(
    name="assignments",
    uri="patentrack://db_uspto/assignments",
    group="uspto",
    extra={"tables": "assignment, assignor, assignee, documentid"},
)
"""The recorded documents."""

CPC = Asset(
    name="cpc",
    uri="patentrack://db_uspto/cpc",
    group="uspto",
    extra={"tables": "patent_cpc, application_cpc"},
)
"""The classification; an event for each of the two products."""

MAINTENANCE_FEES = Asset(
    name="maintenance_fees",
    uri="patentrack://db_patent_maintainence_fee/maintenance_fees",
    group="uspto",
    extra={"tables": "event_maintainence_fees, event_maintainence_code"},
)
"""What was paid, and what was not."""

BIBLIOGRAPHIC = Asset(
    name="bibliographic",
    uri="patentrack://bibliographic/front_pages",
    group="uspto",
    extra={"tables": "application_grant, application_publication and what hangs on them, cited_patents"},
)
"""The front pages, in two databases, and the citations in a third; an event for each of the two products."""

APPLICATION_STATUS = Asset(
    name="application_status",
    uri="patentrack://db_uspto/application_status",
    group="uspto",
    extra={"tables": "application_status"},
)
"""Where each application stands."""

PARTIES = Asset(
    name="parties",
    uri="patentrack://db_uspto/parties",
    group="refined",
    extra={"tables": "assignor_and_assignee, representative, name_link"},
)
"""Who the parties are. Its events carry the summary of the run."""
