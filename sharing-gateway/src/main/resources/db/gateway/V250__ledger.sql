-- One chain for all instances, signed as a whole. Chains of before, one for each start, stay as they are;
-- the first record of the new one says how far they came.
alter table gateway.audit alter payload drop not null, alter salt drop not null, add provider text, add step text;
comment on column gateway.audit.writer is 'log, or who wrote a chain of before';
comment on column gateway.audit.step is 'the row that a step of a process wrote, as table/key';
create index audit_by_provider on gateway.audit (provider, at) where provider is not null;
create index audit_by_step on gateway.audit (step) where step is not null;

create table gateway.ledger_head (
	one boolean primary key default true check (one),
	position bigint not null,
	hash bytea not null,
	erased bigint not null
);
insert into gateway.ledger_head (position, hash, erased) values (0, decode(repeat('00', 32), 'hex'), 0);

create table gateway.ledger_checkpoint (
	size bigint primary key,
	at timestamptz not null,
	note text not null,
	key bytea not null
);
create trigger ledger_checkpoint_append_only before update or delete or truncate on gateway.ledger_checkpoint
	for each statement execute function gateway.refuse_change();

-- A payload can be erased, and what it is searched by with it; nothing else ever changes.
create function gateway.refuse_all_but_erasure() returns trigger language plpgsql as $$
declare
	searched text[] := '{payload,salt,subject,agency,reason,entry,distribution,provider}';
begin
	if new.payload is not null or new.salt is not null or old.payload is null
			or to_jsonb(new) - searched <> to_jsonb(old) - searched then
		raise exception 'the audit is append-only';
	end if;
	return new;
end $$;
drop trigger audit_append_only on gateway.audit;
create trigger audit_append_only before delete or truncate on gateway.audit
	for each statement execute function gateway.refuse_change();
create trigger audit_erasure_only before update on gateway.audit
	for each row execute function gateway.refuse_all_but_erasure();

-- Steps of processes, written by the transaction that takes them, until they are in the chain.
create table gateway.process_record (
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
create function gateway.step_content(said jsonb, omitted text[]) returns jsonb language sql immutable as $$
	select coalesce(jsonb_object_agg(key, case when length(value::text) > 2000
		then to_jsonb('sha256:' || encode(sha256(convert_to(value::text, 'UTF8')), 'hex')) else value end), '{}')
	from jsonb_each(said) where value <> 'null' and key <> all (coalesce(omitted, '{}'))
$$;

-- Records a step by what it does to a row. Who took it is whoever the row newly names, or else whose call the
-- transaction is. Arguments: key columns, omitted ones, and those whose change alone is no step.
create function gateway.record_step() returns trigger language plpgsql as $$
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
	select said ->> 'entry' as entry, said ->> 'distribution' as distribution,
		coalesce(said ->> 'provider', said ->> 'agency') as provider into about;
	if said ->> 'request' is not null and about.entry is null then
		select entry, distribution, provider into about from gateway.request where id = said ->> 'request';
	elsif said ->> 'grant_id' is not null and about.entry is null then
		select entry, distribution, provider into about from gateway.grants where id = said ->> 'grant_id';
	elsif said ->> 'application' is not null and about.entry is null then
		select entry, null as distribution, provider into about from gateway.application where id = said ->> 'application';
	end if;
	insert into gateway.process_record (at, subject, role, agency, provider, action, entry, distribution, step, content)
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
		about.entry, about.distribution,
		tg_table_name || '/' || (select string_agg(said ->> name, '/') from unnest(keys) name),
		gateway.step_content(said, omitted));
	return null;
end $$;

-- Tables of steps, which are only ever added to: each row is compared with its record, those after the
-- last from before there were records.
create table gateway.step_table (
	name text primary key,
	key text not null,
	omitted text not null,
	condition text not null,
	before bigint not null
);

-- Has a table's changes recorded from now on.
create procedure gateway.record_steps(name text, keys text, omitted text default '', quiet text default '')
language plpgsql as $$
begin
	execute format('create trigger record_step after insert or update or delete on gateway.%I for each row '
		'execute function gateway.record_step(%L, %L, %L)', name, keys, omitted, quiet);
end $$;
