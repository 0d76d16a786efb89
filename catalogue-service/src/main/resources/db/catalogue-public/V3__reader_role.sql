-- Since PostgreSQL 16 who creates a role may administer it, not take it on.
do $$
begin
	if current_setting('server_version_num')::int >= 160000
		and not pg_has_role(current_user, 'catalogue_public_reader', 'set') then
		execute format('grant catalogue_public_reader to %I with set true', current_user);
	end if;
end
$$;
