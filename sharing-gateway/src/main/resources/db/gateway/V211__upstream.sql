-- Where agencies' own services answer. The credential is for the gateway alone.
create table gateway.upstream (
	distribution text primary key,
	address text not null,
	header text,
	credential text,
	by text not null,
	at timestamptz not null
);
