-- The rules that content was scanned under, start by start where they had changed: those of
-- the release, and the digest of the data authority's own words.
create table gateway.scan_rules (
	version int primary key,
	shipped int not null,
	words text not null,
	at timestamptz not null default now()
);
call gateway.record_steps('scan_rules', 'version');
