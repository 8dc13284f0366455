-- Tier 1 of the new versions: what the text alone says, the same for every document that bears it. A
-- text that is missing from the queue would leave the key empty, which the table refuses.
-- In:    db_staging.assignment, db_uspto.assignment_group
-- Out:   db_uspto.assignment_conveyance
-- Grain: one row per document
INSERT INTO db_uspto.assignment_conveyance (
    rf_id, assignment_group_id, convey_ty, employer_assign, corrected_type, corrected_rf_id, rule
)
SELECT
    document.rf_id, wording.assignment_group_id, wording.convey_ty,
    CASE WHEN wording.convey_ty = 'employee' THEN 1 ELSE 0 END,
    wording.corrected_type, wording.corrected_rf_id, wording.rule
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignment AS document ON document.record_no = result.record_no
LEFT JOIN db_uspto.assignment_group AS wording ON wording.text_sha256 = document.text_sha256
WHERE result.outcome <> 'stale'
ORDER BY document.rf_id
