-- Accounts made before the rules on roles: systems lose what only persons may hold, who watches,
-- operates or administers loses every other role, the public loses an agency. An account that is
-- left without a role is disabled and keeps the roles it had, for the record.
update identity.account set disabled = coalesce(disabled, now())
where kind = 'system'
	and roles <@ array ['citizen', 'sharing-head', 'department-head', 'cdo', 'authority', 'administrator']::text[];

update identity.account set roles = array (
	select role from unnest(roles) as role
	where role not in ('citizen', 'sharing-head', 'department-head', 'cdo', 'authority', 'administrator'))
where kind = 'system' and disabled is null
	and roles && array ['citizen', 'sharing-head', 'department-head', 'cdo', 'authority', 'administrator']::text[];

update identity.account set roles = array (
	select role from unnest(roles) as role where role in ('auditor', 'operator', 'administrator') limit 1)
where disabled is null and cardinality(roles) > 1 and roles && array ['auditor', 'operator', 'administrator']::text[];

update identity.account set roles = array (
	select role from unnest(roles) as role where role not in ('citizen', 'developer'))
where disabled is null and roles && array ['citizen', 'developer']::text[]
	and not roles <@ array ['citizen', 'developer']::text[];

update identity.account set agency = null
where disabled is null and agency is not null and roles <@ array ['citizen', 'developer']::text[];
