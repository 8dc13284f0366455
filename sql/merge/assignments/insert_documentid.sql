-- Properties of the new versions.
-- In:    db_staging.documentid
-- Out:   db_uspto.documentid
-- Grain: one row per document and property
INSERT INTO db_uspto.documentid (
    rf_id, sequence_no, title, lang, appno_doc_num, appno_date, appno_country,
    pgpub_doc_num, pgpub_date, pgpub_country, pgpub_kind,
    grant_doc_num, grant_date, grant_country, grant_kind,
    intreg_doc_num, intreg_date, intreg_country, other_documents
)
SELECT
    result.rf_id, property.sequence_no, property.title, property.lang,
    property.appno_doc_num, property.appno_date, property.appno_country,
    property.pgpub_doc_num, property.pgpub_date, property.pgpub_country, property.pgpub_kind,
    property.grant_doc_num, property.grant_date, property.grant_country, property.grant_kind,
    property.intreg_doc_num, property.intreg_date, property.intreg_country, property.other_documents
FROM db_staging.assignment_outcome AS result
JOIN db_staging.documentid AS property ON property.record_no = result.record_no
WHERE result.outcome <> 'stale'
ORDER BY result.rf_id, property.sequence_no
