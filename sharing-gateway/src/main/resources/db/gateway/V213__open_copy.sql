-- Copies of files that anybody may have, in the bucket of what is open. A row is there before its copy and
-- goes after it, so that whatever may lie in the bucket is known here; those that are leaving still have to
-- be removed.
create table gateway.open_copy (
	distribution text not null,
	sha256 text not null,
	placed timestamptz,
	leaving timestamptz,
	primary key (distribution, sha256)
);
