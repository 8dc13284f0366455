-- Correspondents of the new versions.
-- In:    db_staging.assignment
-- Out:   db_uspto.correspondent
-- Grain: one row per document
INSERT INTO db_uspto.correspondent (rf_id, cname, caddress_1, caddress_2, caddress_3, caddress_4)
SELECT
    document.rf_id, document.cname, document.caddress_1, document.caddress_2, document.caddress_3,
    document.caddress_4
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignment AS document ON document.record_no = result.record_no
WHERE result.outcome <> 'stale'
ORDER BY document.rf_id
