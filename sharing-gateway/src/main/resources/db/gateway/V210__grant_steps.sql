-- What was done with a grant, by whom; and how long misuse may take to be put right.
create table gateway.grant_step (
	id bigint generated always as identity primary key,
	grant_id text not null references gateway.grants,
	at timestamptz not null,
	by text not null,
	role text not null,
	what text not null,
	note text
);
create index grant_step_by_grant on gateway.grant_step (grant_id, id);

alter table gateway.grants add put_right date;
alter table gateway.request add extension int;

insert into gateway.deadline (code, working_days, clause) values ('put-right', 10, 'D29');

-- One dispute at a time about one request.
create unique index dispute_open on gateway.dispute (request) where state = 'open';
