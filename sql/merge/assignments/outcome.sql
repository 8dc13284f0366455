-- What becomes of each record of the file: inserted, replaced (a newer version of a known document)
-- or stale. The newest last_update_dt wins, ties go to the later file by transaction date, then file
-- name, then arrival; inside one file to the later record (design section 4). A record without a date
-- is as new as the extract it stands in.
-- In:    db_staging.assignment, db_uspto.assignment and its source_file
-- Out:   db_staging.assignment_outcome
-- Grain: one row per record of the file
INSERT INTO db_staging.assignment_outcome (record_no, rf_id, outcome)
SELECT
    incoming.record_no,
    incoming.rf_id,
    CASE
        WHEN incoming.place > 1 THEN 'stale'
        WHEN present.rf_id IS NULL THEN 'inserted'
        WHEN (
            COALESCE(incoming.last_update_dt, :transaction_date),
            :transaction_date,
            :file_name,
            :source_file_id
        ) > (
            COALESCE(present.last_update_dt, file.transaction_date, '0001-01-01'),
            COALESCE(file.transaction_date, '0001-01-01'),
            file.file_name,
            file.source_file_id
        ) THEN 'replaced'
        ELSE 'stale'
    END
FROM (
    SELECT
        record_no,
        rf_id,
        last_update_dt,
        ROW_NUMBER() OVER (
            PARTITION BY rf_id
            ORDER BY COALESCE(last_update_dt, :transaction_date) DESC, record_no DESC
        ) AS place
    FROM db_staging.assignment
) AS incoming
LEFT JOIN db_uspto.assignment AS present ON present.rf_id = incoming.rf_id
LEFT JOIN db_uspto.source_file AS file ON file.source_file_id = present.source_file_id
