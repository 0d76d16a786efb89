create table identity.idempotency (
	caller text not null,
	key text not null,
	request bytea not null,
	answer bytea,
	at timestamptz not null default now(),
	primary key (caller, key)
);
