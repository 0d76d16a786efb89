-- Claims that did not hold, for each grant and day: as a whole, and for each value matched by, as a digest.
create table gateway.verification_failure (
	grant_id text not null references gateway.grants,
	day date not null,
	matched text not null,
	failed int not null,
	primary key (grant_id, day, matched)
);

-- Grants that were used to guess, one for each day.
create table gateway.verification_alarm (
	number bigint generated always as identity primary key,
	grant_id text not null references gateway.grants,
	day date not null,
	entry text not null,
	distribution text not null,
	provider text not null,
	requester text not null,
	subject text not null,
	first timestamptz not null,
	last timestamptz not null,
	refused bigint not null,
	unique (grant_id, day)
);
create index verification_alarm_by_provider on gateway.verification_alarm (provider, number);
