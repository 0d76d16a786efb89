-- Both sides of a dispute are heard, each within a term, and the decision has a term too.
alter table gateway.dispute add statement_due date, add decision_due date;

create table gateway.dispute_statement (
	id bigint generated always as identity primary key,
	dispute text not null references gateway.dispute,
	agency text not null,
	by text not null,
	at timestamptz not null,
	text text not null
);
create index dispute_statement_by_dispute on gateway.dispute_statement (dispute, id);

insert into gateway.deadline (code, working_days, clause) values
	('dispute-statement', 5, 'D28'), ('dispute-decision', 20, 'D28'), ('order', 10, 'D28');
