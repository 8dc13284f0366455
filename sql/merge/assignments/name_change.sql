-- By how much the mentions of each spelling change. Versions that are purged mention nobody, but
-- their spellings are listed with 0, for the sweep of spellings that no document has any more.
-- In:    the parties of the versions that go (db_uspto) and of those that come (db_staging)
-- Out:   db_staging.name_change
-- Grain: one row per spelling
INSERT INTO db_staging.name_change (assignor_and_assignee_id, mentions)
SELECT assignor_and_assignee_id, SUM(mentions)
FROM (
    SELECT party.assignor_and_assignee_id, -(1 - document.purge_in) AS mentions
    FROM db_staging.assignment_outcome AS result
    JOIN db_uspto.assignment AS document ON document.rf_id = result.rf_id
    JOIN db_uspto.assignor AS party ON party.rf_id = result.rf_id
    WHERE result.outcome = 'replaced'
    UNION ALL
    SELECT party.assignor_and_assignee_id, -(1 - document.purge_in) AS mentions
    FROM db_staging.assignment_outcome AS result
    JOIN db_uspto.assignment AS document ON document.rf_id = result.rf_id
    JOIN db_uspto.assignee AS party ON party.rf_id = result.rf_id
    WHERE result.outcome = 'replaced'
    UNION ALL
    SELECT spelling.assignor_and_assignee_id, 1 - document.purge_in AS mentions
    FROM db_staging.assignment_outcome AS result
    JOIN db_staging.assignment AS document ON document.record_no = result.record_no
    JOIN db_staging.assignor AS party ON party.record_no = result.record_no
    JOIN db_uspto.assignor_and_assignee AS spelling ON spelling.name = party.name
    WHERE result.outcome <> 'stale'
    UNION ALL
    SELECT spelling.assignor_and_assignee_id, 1 - document.purge_in AS mentions
    FROM db_staging.assignment_outcome AS result
    JOIN db_staging.assignment AS document ON document.record_no = result.record_no
    JOIN db_staging.assignee AS party ON party.record_no = result.record_no
    JOIN db_uspto.assignor_and_assignee AS spelling ON spelling.name = party.name
    WHERE result.outcome <> 'stale'
) AS mention
GROUP BY assignor_and_assignee_id
