-- Tier 2 of documents that are new starts as what a reviewer has said of their text, else as tier 1.
-- In:    db_uspto.assignment_conveyance, db_uspto.assignment_group
-- Out:   db_uspto.representative_assignment_conveyance
-- Grain: one row per document
INSERT INTO db_uspto.representative_assignment_conveyance (rf_id, convey_ty, employer_assign, flag)
SELECT
    result.rf_id,
    COALESCE(wording.updated_convey_ty, wording.convey_ty),
    CASE WHEN COALESCE(wording.updated_convey_ty, wording.convey_ty) = 'employee' THEN 1 ELSE 0 END,
    0
FROM db_staging.assignment_outcome AS result
JOIN db_uspto.assignment_conveyance AS by_text ON by_text.rf_id = result.rf_id
JOIN db_uspto.assignment_group AS wording ON wording.assignment_group_id = by_text.assignment_group_id
WHERE result.outcome = 'inserted'
ORDER BY result.rf_id
