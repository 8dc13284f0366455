-- Spellings that no document has had before.
-- In:    db_staging.assignor, db_staging.assignee of the records that are merged
-- Out:   db_uspto.assignor_and_assignee, with no mentions yet
-- Grain: one row per spelling
INSERT INTO db_uspto.assignor_and_assignee (name, instances)
SELECT incoming.name, 0
FROM (
    SELECT party.name
    FROM db_staging.assignor AS party
    JOIN db_staging.assignment_outcome AS result ON result.record_no = party.record_no
    WHERE result.outcome <> 'stale'
    UNION
    SELECT party.name
    FROM db_staging.assignee AS party
    JOIN db_staging.assignment_outcome AS result ON result.record_no = party.record_no
    WHERE result.outcome <> 'stale'
) AS incoming
LEFT JOIN db_uspto.assignor_and_assignee AS present ON present.name = incoming.name
WHERE present.assignor_and_assignee_id IS NULL
ORDER BY incoming.name
