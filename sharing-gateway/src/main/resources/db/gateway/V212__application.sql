-- Applications of people for data that open conditionally; an accepted one is a grant to that person.
create table gateway.application (
	id text primary key,
	number bigint generated always as identity unique,
	state text not null,
	version int not null,
	entry text not null,
	entry_title jsonb not null,
	provider text not null,
	person text not null,
	name text not null,
	use text not null,
	until date not null,
	applied timestamptz not null
);
create unique index application_standing on gateway.application (person, entry) where state in ('applied', 'accepted');
create index application_by_provider on gateway.application (provider, number);

create table gateway.application_step (
	id bigint generated always as identity primary key,
	application text not null references gateway.application,
	at timestamptz not null,
	by text not null,
	role text not null,
	what text not null,
	note text
);
create index application_step_by_application on gateway.application_step (application, id);
