-- Who stopped an entry in which role, and what a department that did so has filed.
create table catalogue.stop (
	id bigint generated always as identity primary key,
	entry text not null references catalogue.entry,
	agency text not null,
	at timestamptz not null,
	by text not null,
	role text not null,
	what text not null,
	reason text not null,
	filing text
);
create index stop_by_entry on catalogue.stop (entry, id);

create table catalogue.deadline (
	code text primary key,
	working_days int not null check (working_days between 1 and 250),
	clause text not null
);
insert into catalogue.deadline (code, working_days, clause) values ('source-duty', 20, 'D19');

-- What a decision about the one source leaves to be done: a published item must no longer be collected.
create table catalogue.source_duty (
	conflict text not null,
	agency text not null,
	entry text not null,
	item text not null,
	element text not null,
	entity_kind text not null,
	area text not null,
	lead text not null,
	due date not null,
	since timestamptz not null,
	done timestamptz,
	primary key (conflict, entry, item)
);
create index source_duty_by_entry on catalogue.source_duty (entry) where done is null;
create index source_duty_by_agency on catalogue.source_duty (agency) where done is null;

create table catalogue.conflict_statement (
	id bigint generated always as identity primary key,
	conflict text not null references catalogue.conflict,
	agency text not null,
	by text not null,
	at timestamptz not null,
	text text not null
);
create index conflict_statement_by_conflict on catalogue.conflict_statement (conflict, id);
