-- What has to leave is looked for every second, however many copies there are.
create index open_copy_leaving on gateway.open_copy (leaving) where leaving is not null;
