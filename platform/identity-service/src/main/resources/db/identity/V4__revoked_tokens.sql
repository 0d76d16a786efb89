create table identity.revoked_token (
	token text primary key,
	expires timestamptz not null
);

create index on identity.revoked_token (expires);
