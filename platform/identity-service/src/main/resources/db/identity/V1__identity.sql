create table identity.account (
	subject text primary key,
	kind text not null check (kind in ('person', 'system')),
	username text not null unique,
	name text not null,
	roles text[] not null,
	agency text,
	secret_hash text not null,
	created timestamptz not null default now(),
	disabled timestamptz
);
