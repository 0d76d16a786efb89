-- Stored versions that are to be scanned again, in their order.
create table gateway.rescan_item (
	distribution text not null,
	version int not null,
	priority int not null,
	attempts int not null default 0,
	primary key (distribution, version),
	foreign key (distribution, version) references gateway.data_version on delete cascade
);
create index rescan_item_next on gateway.rescan_item (attempts, priority);
create index data_version_scanned on gateway.data_version (rules_version) where state in ('available', 'waiting');

-- How far it has come, by the version of the rules.
create table gateway.rescan (
	rules_version int primary key,
	began timestamptz not null,
	finished timestamptz,
	done int not null default 0,
	recalled int not null default 0
);

-- What was taken back after it had been given out, and from whom.
create table gateway.data_recall (
	id text primary key,
	distribution text not null,
	version int not null,
	entry text not null,
	agency text not null,
	at timestamptz not null,
	rules_version int not null,
	effect text not null,
	findings jsonb not null
);
create index data_recall_at on gateway.data_recall (at desc, id);
create table gateway.data_recall_recipient (
	recall text not null references gateway.data_recall,
	agency text not null,
	primary key (recall, agency)
);
create index data_recall_recipient_agency on gateway.data_recall_recipient (agency);
