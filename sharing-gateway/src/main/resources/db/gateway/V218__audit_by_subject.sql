-- An auditor asks what one subject did, the newest first.
create index audit_by_subject on gateway.audit (subject, at);
