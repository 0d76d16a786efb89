alter table identity.account add column email text unique;

alter table identity.account add column secret_changed timestamptz;

create table identity.mail_code (
	purpose text not null check (purpose in ('register', 'reset')),
	email text not null,
	hash text not null,
	tries integer not null default 0,
	expires timestamptz not null,
	primary key (purpose, email)
);
