-- Connections in the diagram of each new version: every assignor with every assignee. A purged
-- document is not drawn.
-- In:    db_staging.assignor, db_staging.assignee
-- Out:   db_uspto.assignment_arrows
-- Grain: one row per document that is not purged
INSERT INTO db_uspto.assignment_arrows (rf_id, arrows)
SELECT result.rf_id, givers.parties * receivers.parties
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignment AS document ON document.record_no = result.record_no
JOIN (
    SELECT record_no, COUNT(*) AS parties FROM db_staging.assignor GROUP BY record_no
) AS givers ON givers.record_no = result.record_no
JOIN (
    SELECT record_no, COUNT(*) AS parties FROM db_staging.assignee GROUP BY record_no
) AS receivers ON receivers.record_no = result.record_no
WHERE result.outcome <> 'stale' AND document.purge_in = 0
ORDER BY result.rf_id
