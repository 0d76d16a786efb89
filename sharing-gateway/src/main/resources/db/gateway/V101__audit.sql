-- Every decision, chained by hash per writer. Nothing here is ever changed or removed.
create table gateway.audit (
	writer text not null,
	position bigint not null,
	id text not null,
	at timestamptz not null,
	previous bytea not null,
	commitment bytea not null,
	hash bytea not null,
	subject text not null,
	agency text,
	outcome text not null,
	reason text,
	entry text,
	distribution text,
	payload text not null,
	salt bytea not null,
	primary key (writer, position)
);
create unique index audit_by_id on gateway.audit (id);
create index audit_by_entry on gateway.audit (entry, at);
create index audit_by_time on gateway.audit (at);

create table gateway.audit_head (
	writer text not null,
	position bigint not null,
	hash bytea not null,
	at timestamptz not null,
	key bytea not null,
	signature bytea not null,
	primary key (writer, position)
);

create function gateway.refuse_change() returns trigger language plpgsql as $$
begin
	raise exception 'the audit is append-only';
end $$;
create trigger audit_append_only before update or delete or truncate on gateway.audit
	for each statement execute function gateway.refuse_change();
create trigger audit_head_append_only before update or delete or truncate on gateway.audit_head
	for each statement execute function gateway.refuse_change();
