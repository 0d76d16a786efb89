-- What somebody asks to have erased from the ledger, and what a second person made of it.
create table identity.erasure (
	id text primary key,
	records text[] not null,
	reason text not null,
	clause text not null,
	state text not null check (state in ('asked', 'erased', 'refused', 'withdrawn')),
	asked_by text not null,
	asked timestamptz not null,
	decided_by text,
	decided timestamptz,
	note text,
	check ((state = 'asked') = (decided_by is null)),
	check (decided_by <> asked_by or state = 'withdrawn')
);
call identity.record_steps('erasure', 'id');
