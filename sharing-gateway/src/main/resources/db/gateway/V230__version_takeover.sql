-- Which version is in force is on record by itself: a newer one may wait, an older one may be restored.
alter table gateway.data_version
	add column in_force boolean not null default false,
	add column entered timestamptz,
	add column rules_version int,
	add column notes jsonb,
	add column comparison jsonb,
	add column declared jsonb;
update gateway.data_version v set in_force = true, entered = coalesce(v.processed, v.received)
	where v.state = 'available' and not exists (select from gateway.data_version n
		where n.distribution = v.distribution and n.version > v.version and n.state = 'available');
-- Under which rules they were scanned was not kept; under the first ones at least.
update gateway.data_version set rules_version = 1 where state = 'available';
create index data_version_to_confirm on gateway.data_version (agency, received) where state = 'waiting';
create unique index data_version_in_force on gateway.data_version (distribution) where in_force;

-- Who did what with a version, and why.
create table gateway.version_event (
	number bigint generated always as identity primary key,
	distribution text not null,
	version int not null,
	at timestamptz not null,
	action text not null,
	subject text,
	reason text,
	foreign key (distribution, version) references gateway.data_version on delete cascade
);
create index version_event_of on gateway.version_event (distribution, version, number);

-- Hits in what was replaced wait for nobody.
update gateway.content_hit h set state = 'closed' from gateway.data_version v
	where v.distribution = h.distribution and v.version = h.version and h.state = 'open'
		and v.state = 'available' and not v.in_force;
