-- Leaves in the list only the spellings that no document has any more.
-- In:    db_uspto.assignor_and_assignee, db_uspto.assignor, db_uspto.assignee
-- Out:   db_staging.name_change
-- Grain: one row per spelling without a document
DELETE FROM db_staging.name_change
WHERE EXISTS (
    SELECT 1 FROM db_uspto.assignor AS party
    WHERE party.assignor_and_assignee_id = name_change.assignor_and_assignee_id
) OR EXISTS (
    SELECT 1 FROM db_uspto.assignee AS party
    WHERE party.assignor_and_assignee_id = name_change.assignor_and_assignee_id
)
