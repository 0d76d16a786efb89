-- The name itself is not kept where it carried a secrecy marking.
alter table gateway.data_version add column name_marked boolean not null default false;
