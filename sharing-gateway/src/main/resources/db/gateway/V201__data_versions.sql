create table gateway.data_version (
	distribution text not null,
	version int not null,
	entry text not null,
	agency text not null,
	filename text not null,
	sha256 text not null,
	bytes bigint not null,
	state text not null,
	format text,
	media_type text,
	uploaded_by text not null,
	received timestamptz not null,
	processed timestamptz,
	attempts int not null default 0,
	public_available boolean not null default false,
	profile jsonb,
	reason jsonb,
	primary key (distribution, version)
);
create index data_version_waiting on gateway.data_version (received) where state in ('received', 'processing');
create index data_version_object on gateway.data_version (sha256);

create table gateway.content_hit (
	id text primary key,
	distribution text not null,
	version int not null,
	entry text not null,
	agency text not null,
	column_name text,
	rule text not null,
	rules_version int not null,
	clause text not null,
	count bigint not null,
	evidence jsonb not null,
	found timestamptz not null,
	state text not null,
	decided_by text,
	decided timestamptz,
	reason text,
	foreign key (distribution, version) references gateway.data_version
);
create index content_hit_version on gateway.content_hit (distribution, version);
create index content_hit_state on gateway.content_hit (state, found desc);

create table gateway.data_change (
	position bigint primary key,
	distribution text not null,
	entry text not null,
	version int not null,
	state text not null,
	at timestamptz not null,
	public_available boolean not null,
	rows bigint,
	columns int,
	bytes bigint not null,
	format text,
	sha256 text not null
);

-- Positions are given in commit order: whoever writes a change holds this row.
create table gateway.data_position (
	last bigint not null
);
insert into gateway.data_position values (0);
