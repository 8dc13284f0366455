-- Statuses that an older file states too: the earliest file counts, whatever the order of loading.
-- In:    db_staging.application_status
-- Out:   db_uspto.application_status
-- Grain: one row per application, status and day of the status
UPDATE db_uspto.application_status
SET first_seen = :day,
    source_file_id = :source_file_id,
    -- As that file states it; of a status that it states twice the first one counts.
    status_code = (
        SELECT staged.status_code
        FROM db_staging.application_status AS staged
        WHERE staged.appno_doc_num = application_status.appno_doc_num
          AND staged.status = application_status.status
          AND (staged.status_date = application_status.status_date
            OR (staged.status_date IS NULL AND application_status.status_date IS NULL))
        ORDER BY staged.record_no
        LIMIT 1
    )
WHERE first_seen > :day
  AND EXISTS (
        SELECT 1
        FROM db_staging.application_status AS staged
        WHERE staged.appno_doc_num = application_status.appno_doc_num
          AND staged.status = application_status.status
          AND (staged.status_date = application_status.status_date
            OR (staged.status_date IS NULL AND application_status.status_date IS NULL))
    )
