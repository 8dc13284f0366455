-- Conveyance texts that no file has brought before, those of stale records too: which texts are known
-- must not depend on the order of the files.
-- In:    db_staging.assignment
-- Out:   db_uspto.assignment_group, with no documents yet
-- Grain: one row per distinct text
INSERT INTO db_uspto.assignment_group (
    text_sha256, text, counter, convey_ty, corrected_type, corrected_rf_id, rule
)
SELECT
    document.text_sha256, COALESCE(document.convey_text, ''), 0, document.convey_ty,
    document.corrected_type, document.corrected_rf_id, document.rule
FROM (
    SELECT MIN(record_no) AS record_no FROM db_staging.assignment GROUP BY text_sha256
) AS incoming
JOIN db_staging.assignment AS document ON document.record_no = incoming.record_no
LEFT JOIN db_uspto.assignment_group AS present ON present.text_sha256 = document.text_sha256
WHERE present.assignment_group_id IS NULL
ORDER BY document.record_no
