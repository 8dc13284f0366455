-- Statuses that are new.
-- In:    db_staging.application_status, db_uspto.application_status
-- Out:   db_uspto.application_status
-- Grain: one row per application, status and day of the status
INSERT INTO db_uspto.application_status
    (appno_doc_num, status, status_code, status_date, first_seen, source_file_id)
SELECT staged.appno_doc_num, staged.status, staged.status_code, staged.status_date, :day, :source_file_id
FROM db_staging.application_status AS staged
WHERE NOT EXISTS (
        SELECT 1
        FROM db_uspto.application_status AS known
        WHERE known.appno_doc_num = staged.appno_doc_num
          AND known.status = staged.status
          AND (known.status_date = staged.status_date
            OR (known.status_date IS NULL AND staged.status_date IS NULL))
    )
    -- A file that states the same twice states it once.
    AND NOT EXISTS (
        SELECT 1
        FROM db_staging.application_status AS earlier
        WHERE earlier.appno_doc_num = staged.appno_doc_num
          AND earlier.record_no < staged.record_no
          AND earlier.status = staged.status
          AND (earlier.status_date = staged.status_date
            OR (earlier.status_date IS NULL AND staged.status_date IS NULL))
    )
