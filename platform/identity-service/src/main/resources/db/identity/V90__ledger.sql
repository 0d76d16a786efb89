-- Every step of the accounts, one chain for all instances, signed as a whole. Nothing here is ever changed or
-- removed but payloads that have to be erased, and of that there is a record.
create table identity.audit (
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
	provider text,
	step text,
	payload text,
	salt bytea,
	primary key (writer, position)
);
create unique index audit_by_id on identity.audit (id);
create index audit_by_time on identity.audit (at);
create index audit_by_subject on identity.audit (subject, at);
create index audit_by_entry on identity.audit (entry, at) where entry is not null;
create index audit_by_step on identity.audit (step) where step is not null;
create function identity.refuse_change() returns trigger language plpgsql as $$
begin
	raise exception 'the audit is append-only';
end $$;

create table identity.ledger_head (
	one boolean primary key default true check (one),
	position bigint not null,
	hash bytea not null,
	erased bigint not null
);
insert into identity.ledger_head (position, hash, erased) values (0, decode(repeat('00', 32), 'hex'), 0);

create table identity.ledger_checkpoint (
	size bigint primary key,
	at timestamptz not null,
	note text not null,
	key bytea not null
);
create trigger ledger_checkpoint_append_only before update or delete or truncate on identity.ledger_checkpoint
	for each statement execute function identity.refuse_change();

-- A payload can be erased, and what it is searched by with it; nothing else ever changes.
create function identity.refuse_all_but_erasure() returns trigger language plpgsql as $$
declare
	searched text[] := '{payload,salt,subject,agency,reason,entry,distribution,provider}';
begin
	if new.payload is not null or new.salt is not null or old.payload is null
			or to_jsonb(new) - searched <> to_jsonb(old) - searched then
		raise exception 'the audit is append-only';
	end if;
	return new;
end $$;
create trigger audit_append_only before delete or truncate on identity.audit
	for each statement execute function identity.refuse_change();
create trigger audit_erasure_only before update on identity.audit
	for each row execute function identity.refuse_all_but_erasure();

-- Steps of processes, written by the transaction that takes them, until they are in the chain.
create table identity.process_record (
	number bigint generated always as identity primary key,
	at timestamptz not null,
	subject text not null,
	role text,
	agency text,
	provider text,
	action text not null,
	entry text,
	distribution text,
	step text not null,
	sha256 text,
	content jsonb not null
);

-- What is recorded of a row: no more than is needed, and long values by their digest.
create function identity.step_content(said jsonb, omitted text[]) returns jsonb language sql immutable as $$
	select coalesce(jsonb_object_agg(key, case when length(value::text) > 2000
		then to_jsonb('sha256:' || encode(sha256(convert_to(value::text, 'UTF8')), 'hex')) else value end), '{}')
	from jsonb_each(said) where value <> 'null' and key <> all (coalesce(omitted, '{}'))
$$;

-- Records a step by what it does to a row. Who took it is whoever the row newly names, or else whose call the
-- transaction is. Arguments: key columns, omitted ones, and those whose change alone is no step.
create function identity.record_step() returns trigger language plpgsql as $$
declare
	keys text[] := string_to_array(tg_argv[0], ',');
	omitted text[] := string_to_array(tg_argv[1], ',');
	quiet text[] := string_to_array(tg_argv[2], ',');
	kind text := regexp_replace(tg_table_name, '(_step|s)$', '');
	was jsonb := '{}';
	said jsonb;
	changed text[];
	about record;
begin
	if tg_op = 'DELETE' then
		said := to_jsonb(old);
	else
		said := to_jsonb(new);
	end if;
	if tg_op = 'UPDATE' then
		was := to_jsonb(old);
	end if;
	select coalesce(array_agg(key), '{}') into changed from jsonb_each(said)
		where tg_op = 'DELETE' or coalesce(was -> key, 'null') <> value;
	if tg_op = 'UPDATE' and changed <@ quiet then
		return null;
	end if;
	select null as entry, said ->> 'agency' as provider, null as sha256 into about;
	insert into identity.process_record (at, subject, role, agency, provider, action, entry, step, sha256, content)
	values (clock_timestamp(),
		coalesce(
			(select said ->> name from unnest(changed) name
				where tg_op <> 'DELETE' and (name = 'by' or name like '%\_by') and said ->> name is not null
				order by name = 'by' desc limit 1),
			nullif(current_setting('shuyuan.subject', true), ''),
			case when tg_op <> 'DELETE' then said ->> 'by' end,
			'system'),
		said ->> 'role', nullif(current_setting('shuyuan.agency', true), ''), about.provider,
		kind || '.' || case
			when tg_op = 'DELETE' then 'removed'
			when tg_op = 'INSERT' then coalesce(said ->> 'what', 'made')
			when 'state' = any (changed) then said ->> 'state'
			else 'changed' end,
		about.entry,
		tg_table_name || '/' || (select string_agg(said ->> name, '/') from unnest(keys) name),
		about.sha256, identity.step_content(said, omitted));
	return null;
end $$;

-- Tables of steps, which are only ever added to: each row is compared with its record, those after the
-- last from before there were records.
create table identity.step_table (
	name text primary key,
	key text not null,
	omitted text not null,
	condition text not null,
	before bigint not null
);

-- Has a table's changes recorded from now on.
create procedure identity.record_steps(name text, keys text, omitted text default '', quiet text default '')
language plpgsql as $$
begin
	execute format('create trigger record_step after insert or update or delete on identity.%I for each row '
		'execute function identity.record_step(%L, %L, %L)', name, keys, omitted, quiet);
end $$;

-- Whatever changes an account is a step; secrets and names stay out.
call identity.record_steps('account', 'subject', 'secret_hash,username,name');
