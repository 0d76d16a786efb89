-- The provider's time ends when data are there to be fetched; that they flow is another clock.
insert into gateway.deadline (code, working_days, clause) values ('provision', 20, 'D22');
create index grants_by_distribution on gateway.grants (distribution);
