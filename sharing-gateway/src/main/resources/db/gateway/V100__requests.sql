-- Who asked whom for what, and what came of it.
create table gateway.undertaking (
	id bigint generated always as identity primary key,
	agency text not null,
	text text not null,
	by text not null,
	at timestamptz not null
);
create index undertaking_by_agency on gateway.undertaking (agency, id);

create table gateway.request (
	id text primary key,
	number bigint generated always as identity unique,
	state text not null,
	version int not null,
	entry text not null,
	entry_title jsonb not null,
	distribution text not null,
	provider text not null,
	requester text not null,
	sharing text not null,
	fields jsonb not null,
	created_by text not null,
	agreed_by text,
	reviewed_by text,
	received timestamptz,
	created timestamptz not null,
	changed timestamptz not null
);
create index request_by_requester on gateway.request (requester, number);
create index request_by_provider on gateway.request (provider, number);

create table gateway.request_step (
	id bigint generated always as identity primary key,
	request text not null references gateway.request,
	at timestamptz not null,
	by text not null,
	role text not null,
	what text not null,
	note text
);
create index request_step_by_request on gateway.request_step (request, id);

-- Deadlines are data: how many working days each step may take, and why.
create table gateway.deadline (
	code text primary key,
	working_days int not null check (working_days between 1 and 60),
	clause text not null
);
insert into gateway.deadline (code, working_days, clause) values
	('reply-unconditional', 1, 'D21'), ('reply-conditional', 10, 'D21'),
	('reply-extension', 10, 'D21'), ('data-flow', 20, 'D22');

create table gateway.clock (
	request text not null references gateway.request,
	what text not null,
	started timestamptz not null,
	due date not null,
	paused date,
	stopped timestamptz,
	extended int not null default 0,
	clause text not null,
	primary key (request, what)
);

create table gateway.grants (
	id text primary key,
	request text not null unique references gateway.request,
	state text not null,
	version int not null,
	entry text not null,
	distribution text not null,
	provider text not null,
	requester text not null,
	items text[] not null,
	rows text[] not null,
	purpose text not null,
	quota_rows bigint,
	quota_calls bigint,
	used_rows bigint not null default 0,
	used_calls bigint not null default 0,
	until date not null,
	reason text,
	disposal text,
	first_delivery timestamptz,
	granted timestamptz not null
);
create index grants_by_requester on gateway.grants (requester, id);
create index grants_by_provider on gateway.grants (provider, id);

create table gateway.dispute (
	id text primary key,
	request text,
	grant_id text,
	provider text not null,
	requester text not null,
	raised_by text not null,
	agency text not null,
	statement text not null,
	state text not null,
	decision text,
	reason text,
	decided_by text,
	raised timestamptz not null,
	decided timestamptz
);

create table gateway.idempotency (
	caller text not null,
	key text not null,
	request bytea not null,
	status int,
	location text,
	etag text,
	body text,
	at timestamptz not null,
	primary key (caller, key)
);
