-- Tier 2 of documents that are new starts as tier 1.
-- In:    db_staging.assignment
-- Out:   db_uspto.representative_assignment_conveyance
-- Grain: one row per document
INSERT INTO db_uspto.representative_assignment_conveyance (rf_id, convey_ty, employer_assign, flag)
SELECT
    document.rf_id, document.convey_ty,
    CASE WHEN document.convey_ty = 'employee' THEN 1 ELSE 0 END,
    0
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignment AS document ON document.record_no = result.record_no
WHERE result.outcome = 'inserted'
ORDER BY document.rf_id
