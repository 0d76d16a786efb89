-- What the public may see, and nothing else. Derived: the whole schema may be dropped, it is
-- drawn anew from the change log.
create table catalogue_public.entry (
	id text primary key,
	position bigint not null,
	state text not null,
	agency text not null,
	changed timestamptz not null,
	published timestamptz,
	replaced_by text,
	graph bytea,
	document text,
	has_data boolean not null default false,
	rows bigint,
	bytes bigint,
	data_modified date
);
comment on column catalogue_public.entry.state is 'published, retired (was public once) or closed (was public once, nothing is said of it)';
alter table catalogue_public.entry alter column graph set storage external;
create unique index entry_by_position on catalogue_public.entry (position);
create index entry_by_agency on catalogue_public.entry (agency);
create index entry_published on catalogue_public.entry (id) where state = 'published';

create table catalogue_public.agency (
	id text primary key,
	position bigint not null,
	changed timestamptz not null,
	document text not null
);
create unique index agency_by_position on catalogue_public.agency (position);

-- Where the view stands: the position of the change log it reflects, and its own.
create table catalogue_public.progress (
	singleton boolean primary key default true check (singleton),
	version text not null,
	source bigint not null,
	position bigint not null
);
-- Positions of a view drawn anew lie above all that an older one gave away.
insert into catalogue_public.progress (version, source, position)
values ('', 0, floor(extract(epoch from now()))::bigint * 1000);

-- What the gateway tells of the data under distributions; not public, so outside the schema.
create schema if not exists catalogue_views;
create table if not exists catalogue_views.distribution_data (
	distribution text primary key,
	entry text not null,
	position bigint not null,
	available boolean not null,
	public_available boolean not null,
	rows bigint,
	bytes bigint,
	modified date
);
create index if not exists distribution_data_by_entry on catalogue_views.distribution_data (entry);
create index if not exists distribution_data_by_position on catalogue_views.distribution_data (position);
create table if not exists catalogue_views.progress (
	feed text primary key,
	position bigint not null
);

-- The public's reads run as this role, which may read this schema and nothing else.
do $$
begin
	if not exists (select from pg_roles where rolname = 'catalogue_public_reader') then
		create role catalogue_public_reader nologin;
	end if;
	if not pg_has_role(current_user, 'catalogue_public_reader', 'member') then
		execute format('grant catalogue_public_reader to %I', current_user);
	end if;
end
$$;
grant usage on schema catalogue_public to catalogue_public_reader;
grant select on catalogue_public.entry, catalogue_public.agency, catalogue_public.progress to catalogue_public_reader;
