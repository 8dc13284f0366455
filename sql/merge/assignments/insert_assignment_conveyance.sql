-- Tier 1 of the new versions: what the text alone says.
-- In:    db_staging.assignment
-- Out:   db_uspto.assignment_conveyance
-- Grain: one row per document
INSERT INTO db_uspto.assignment_conveyance (
    rf_id, convey_ty, employer_assign, corrected_type, corrected_rf_id, rule
)
SELECT
    document.rf_id, document.convey_ty,
    CASE WHEN document.convey_ty = 'employee' THEN 1 ELSE 0 END,
    document.corrected_type, document.corrected_rf_id, document.rule
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignment AS document ON document.record_no = result.record_no
WHERE result.outcome <> 'stale'
ORDER BY document.rf_id
