-- Assignees of the new versions. A spelling that is missing would leave its key empty,
-- which the table refuses.
-- In:    db_staging.assignee
-- Out:   db_uspto.assignee
-- Grain: one row per document and assignee
INSERT INTO db_uspto.assignee (
    rf_id, sequence_no, assignor_and_assignee_id, ee_name, name_type, ee_address_1, ee_address_2,
    ee_city, ee_state, ee_postcode, ee_country
)
SELECT
    result.rf_id, party.sequence_no, spelling.assignor_and_assignee_id, party.ee_name, party.name_type,
    party.ee_address_1, party.ee_address_2, party.ee_city, party.ee_state, party.ee_postcode, party.ee_country
FROM db_staging.assignment_outcome AS result
JOIN db_staging.assignee AS party ON party.record_no = result.record_no
LEFT JOIN db_uspto.assignor_and_assignee AS spelling ON spelling.name = party.name
WHERE result.outcome <> 'stale'
ORDER BY result.rf_id, party.sequence_no
