-- Says in the object store whose objects they are; made once, at the first start.
create table gateway.object_owner (
	id uuid not null,
	one boolean primary key default true check (one)
);
