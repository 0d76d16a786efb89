-- Every step of the catalogue, one chain for all instances, signed as a whole. Nothing here is ever changed or
-- removed but payloads that have to be erased, and of that there is a record.
create table catalogue.audit (
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
create unique index audit_by_id on catalogue.audit (id);
create index audit_by_time on catalogue.audit (at);
create index audit_by_subject on catalogue.audit (subject, at);
create index audit_by_entry on catalogue.audit (entry, at) where entry is not null;
create index audit_by_step on catalogue.audit (step) where step is not null;
create function catalogue.refuse_change() returns trigger language plpgsql as $$
begin
	raise exception 'the audit is append-only';
end $$;

create table catalogue.ledger_head (
	one boolean primary key default true check (one),
	position bigint not null,
	hash bytea not null,
	erased bigint not null
);
insert into catalogue.ledger_head (position, hash, erased) values (0, decode(repeat('00', 32), 'hex'), 0);

create table catalogue.ledger_checkpoint (
	size bigint primary key,
	at timestamptz not null,
	note text not null,
	key bytea not null
);
create trigger ledger_checkpoint_append_only before update or delete or truncate on catalogue.ledger_checkpoint
	for each statement execute function catalogue.refuse_change();

-- A payload can be erased, and what it is searched by with it; nothing else ever changes.
create function catalogue.refuse_all_but_erasure() returns trigger language plpgsql as $$
declare
	searched text[] := '{payload,salt,subject,agency,reason,entry,distribution,provider}';
begin
	if new.payload is not null or new.salt is not null or old.payload is null
			or to_jsonb(new) - searched <> to_jsonb(old) - searched then
		raise exception 'the audit is append-only';
	end if;
	return new;
end $$;
create trigger audit_append_only before delete or truncate on catalogue.audit
	for each statement execute function catalogue.refuse_change();
create trigger audit_erasure_only before update on catalogue.audit
	for each row execute function catalogue.refuse_all_but_erasure();

-- Steps of processes, written by the transaction that takes them, until they are in the chain.
create table catalogue.process_record (
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
create function catalogue.step_content(said jsonb, omitted text[]) returns jsonb language sql immutable as $$
	select coalesce(jsonb_object_agg(key, case when length(value::text) > 2000
		then to_jsonb('sha256:' || encode(sha256(convert_to(value::text, 'UTF8')), 'hex')) else value end), '{}')
	from jsonb_each(said) where value <> 'null' and key <> all (coalesce(omitted, '{}'))
$$;

-- Records a step by what it does to a row. Who took it is whoever the row newly names, or else whose call the
-- transaction is. Arguments: key columns, omitted ones, and those whose change alone is no step.
create function catalogue.record_step() returns trigger language plpgsql as $$
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
	if tg_table_name = 'change' then
		kind := said ->> 'kind';
		select case when kind = 'entry' then said ->> 'subject' end as entry,
			case when kind = 'entry' then said ->> 'agency' else said ->> 'subject' end as provider,
			(select encode(sha256(graph || coalesce(harvested, '')), 'hex') from catalogue.revision
				where entry = said ->> 'subject' and revision = (said ->> 'revision')::int) as sha256,
			said ->> 'by' as actor into about;
	elsif tg_table_name = 'import_batch' then
		select null as entry, nullif(agency, '') as provider, null as sha256, by as actor into about
			from catalogue.import where id = said ->> 'import';
	else
		select said ->> 'entry' as entry, said ->> 'agency' as provider, null as sha256,
			said ->> 'by' as actor into about;
	end if;
	insert into catalogue.process_record (at, subject, role, agency, provider, action, entry, step, sha256, content)
	values (clock_timestamp(),
		coalesce(
			(select said ->> name from unnest(changed) name
				where tg_op <> 'DELETE' and (name = 'by' or name like '%\_by') and said ->> name is not null
				order by name = 'by' desc limit 1),
			nullif(current_setting('shuyuan.subject', true), ''),
			case when tg_op <> 'DELETE' then about.actor end,
			'system'),
		said ->> 'role', nullif(current_setting('shuyuan.agency', true), ''), about.provider,
		kind || '.' || case
			when tg_op = 'DELETE' then 'removed'
			when tg_op = 'INSERT' then coalesce(said ->> 'what', 'made')
			when 'state' = any (changed) then said ->> 'state'
			else 'changed' end,
		about.entry,
		tg_table_name || '/' || (select string_agg(said ->> name, '/') from unnest(keys) name),
		about.sha256, catalogue.step_content(said, omitted));
	return null;
end $$;

-- Tables of steps, which are only ever added to: each row is compared with its record, those after the
-- last from before there were records.
create table catalogue.step_table (
	name text primary key,
	key text not null,
	omitted text not null,
	condition text not null,
	before bigint not null
);

-- Has a table's changes recorded from now on.
create procedure catalogue.record_steps(name text, keys text, omitted text default '', quiet text default '')
language plpgsql as $$
begin
	execute format('create trigger record_step after insert or update or delete on catalogue.%I for each row '
		'execute function catalogue.record_step(%L, %L, %L)', name, keys, omitted, quiet);
end $$;

-- Whatever changes these is a step of a process. What moves an entry or an agency is in the change log; of an
-- import, the results of each batch are.
call catalogue.record_steps('assignment', 'subject', 'name', 'changed');
call catalogue.record_steps('duty', 'agency,code', '', 'changed');
call catalogue.record_steps('assessment', 'entry,revision,kind');
call catalogue.record_steps('consent', 'entry,revision');
call catalogue.record_steps('source', 'element,entity_kind,area');
call catalogue.record_steps('conflict', 'id');
call catalogue.record_steps('conflict_statement', 'id');
call catalogue.record_steps('source_duty', 'conflict,entry,item');
call catalogue.record_steps('stop', 'id');
call catalogue.record_steps('deadline', 'code');
call catalogue.record_steps('import', 'id', '', 'created,updated,unchanged,refused,position');
call catalogue.record_steps('import_batch', 'import,number');
create trigger record_step after insert on catalogue.change for each row when (new.what <> 'imported')
	execute function catalogue.record_step('position', 'document', '');
create trigger record_edit after update or delete on catalogue.change for each row
	execute function catalogue.record_step('position', 'document', '');

insert into catalogue.step_table
select 'change', 'position', 'document', 't.what <> ''imported''', coalesce(max(position), 0) from catalogue.change;
