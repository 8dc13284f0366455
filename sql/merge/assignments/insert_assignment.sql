-- Documents that are new.
-- In:    db_staging.assignment
-- Out:   db_uspto.assignment
-- Grain: one row per document
INSERT INTO db_uspto.assignment (
    rf_id, reel_no, frame_no, cname, caddress_1, caddress_2, caddress_3, caddress_4,
    convey_text, record_dt, last_update_dt, page_count, purge_in, source_file_id
)
SELECT
    document.rf_id, document.reel_no, document.frame_no, document.cname, document.caddress_1,
    document.caddress_2, document.caddress_3, document.caddress_4, document.convey_text,
    document.record_dt, document.last_update_dt, document.page_count, document.purge_in, :source_file_id
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignment AS document ON document.record_no = result.record_no
WHERE result.outcome = 'inserted'
ORDER BY document.rf_id
