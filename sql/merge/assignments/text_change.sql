-- By how much the documents of each conveyance text change. Purged versions do not count.
-- In:    the versions that go (db_uspto) and those that come (db_staging)
-- Out:   db_staging.text_change
-- Grain: one row per text whose number of documents changes
INSERT INTO db_staging.text_change (assignment_group_id, documents)
SELECT assignment_group_id, SUM(documents)
FROM (
    SELECT present.assignment_group_id, -(1 - document.purge_in) AS documents
    FROM db_staging.assignment_outcome AS result
    JOIN db_uspto.assignment AS document ON document.rf_id = result.rf_id
    JOIN db_uspto.assignment_conveyance AS present ON present.rf_id = result.rf_id
    WHERE result.outcome = 'replaced'
    UNION ALL
    SELECT wording.assignment_group_id, 1 - document.purge_in AS documents
    FROM db_staging.assignment_outcome AS result
    JOIN db_staging.assignment AS document ON document.record_no = result.record_no
    JOIN db_uspto.assignment_group AS wording ON wording.text_sha256 = document.text_sha256
    WHERE result.outcome <> 'stale'
) AS version
GROUP BY assignment_group_id
HAVING SUM(documents) <> 0
