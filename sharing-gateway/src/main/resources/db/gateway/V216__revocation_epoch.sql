-- Raised by the transaction that takes something back; every instance looks at it. The
-- sequence before it is left to instances of the version before.
create table gateway.revocation_epoch (
	number bigint not null
);
insert into gateway.revocation_epoch values (0);
