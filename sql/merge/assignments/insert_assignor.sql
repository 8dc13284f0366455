-- Assignors of the new versions. A spelling that is missing would leave its key empty,
-- which the table refuses.
-- In:    db_staging.assignor
-- Out:   db_uspto.assignor
-- Grain: one row per document and assignor
INSERT INTO db_uspto.assignor (
    rf_id, sequence_no, assignor_and_assignee_id, or_name, name_type, exec_dt, ack_dt
)
SELECT
    result.rf_id, party.sequence_no, spelling.assignor_and_assignee_id, party.or_name, party.name_type,
    party.exec_dt, party.ack_dt
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignor AS party ON party.record_no = result.record_no
LEFT JOIN db_uspto.assignor_and_assignee AS spelling ON spelling.name = party.name
WHERE result.outcome <> 'stale'
ORDER BY result.rf_id, party.sequence_no
