-- Agencies, the people acting for them, and their duties.
create table catalogue.agency (
	id text primary key,
	document jsonb not null,
	changed timestamptz not null
);

create table catalogue.assignment (
	subject text primary key,
	name text not null,
	agency text,
	roles text[] not null,
	changed timestamptz not null
);
create index assignment_by_agency on catalogue.assignment (agency, subject);

create table catalogue.duty (
	agency text not null references catalogue.agency,
	code text not null,
	document jsonb not null,
	changed timestamptz not null,
	primary key (agency, code)
);

-- Where each entry stands. What it says is in its revisions.
create table catalogue.entry (
	id text primary key,
	agency text not null,
	origin text not null default '',
	key text,
	state text not null,
	completeness text not null,
	discoverability text not null,
	revision int not null,
	published_revision int,
	version int not null,
	created timestamptz not null,
	changed timestamptz not null,
	published timestamptz,
	submitted_by text,
	returned jsonb,
	replaced_by text,
	registered bytea
);
comment on column catalogue.entry.origin is 'name of the bulk source; empty for entries registered one by one';
comment on column catalogue.entry.registered is 'SHA-256 of the record last registered in bulk';
create unique index entry_by_key on catalogue.entry (agency, origin, key) where key is not null;
create index entry_by_agency on catalogue.entry (agency, id);
create index entry_by_state on catalogue.entry (state, id) where state <> 'published';

-- Every revision of every entry: compressed N-Triples.
create table catalogue.revision (
	entry text not null,
	revision int not null,
	at timestamptz not null,
	by text not null,
	graph bytea not null,
	primary key (entry, revision)
);
alter table catalogue.revision alter column graph set storage external;

create table catalogue.assessment (
	entry text not null,
	revision int not null,
	kind text not null,
	outcome text not null,
	note text,
	by text not null,
	at timestamptz not null,
	primary key (entry, revision, kind)
);

create table catalogue.consent (
	entry text not null,
	revision int not null,
	by text not null,
	at timestamptz not null,
	primary key (entry, revision)
);

-- The change log. The counter's row is locked from the moment positions are given until the
-- transaction ends, so positions follow the order of commits and have no gaps.
create table catalogue.change_counter (
	singleton boolean primary key default true check (singleton),
	position bigint not null
);
insert into catalogue.change_counter (position) values (0);

create table catalogue.change (
	position bigint primary key,
	kind text not null,
	subject text not null,
	at timestamptz not null,
	by text not null,
	what text not null,
	note text,
	agency text,
	state text,
	revision int,
	published_revision int,
	published timestamptz,
	replaced_by text,
	document text
);
create index change_by_subject on catalogue.change (subject, position);

-- One source for each data element, kind of entity and area.
create table catalogue.source (
	element text not null,
	entity_kind text not null,
	area text not null,
	agency text not null,
	entry text not null,
	item text not null,
	since timestamptz not null,
	primary key (element, entity_kind, area)
);
create index source_by_entry on catalogue.source (entry);

create table catalogue.conflict (
	id text primary key,
	element text not null,
	entity_kind text not null,
	area text not null,
	claimants jsonb not null,
	reason text not null,
	raised_by text not null,
	raised timestamptz not null,
	state text not null,
	lead text,
	decision text,
	decided_by text,
	decided timestamptz
);
create unique index conflict_open on catalogue.conflict (element, entity_kind, area) where state = 'open';

create table catalogue.import (
	id text primary key,
	agency text not null,
	origin text not null,
	completeness text not null,
	by text not null,
	started timestamptz not null,
	ended timestamptz,
	created int not null default 0,
	updated int not null default 0,
	unchanged int not null default 0,
	refused int not null default 0,
	position bigint
);

create table catalogue.import_batch (
	import text not null references catalogue.import,
	number int not null,
	results text not null,
	primary key (import, number)
);

create table catalogue.idempotency (
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
