-- Heads of the ledger that are kept outside the database too, where nobody can change them.
create table gateway.audit_head_kept (
	writer text not null,
	position bigint not null,
	at timestamptz not null,
	primary key (writer, position)
);
