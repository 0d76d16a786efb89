-- What an original holds beside its table; null where nobody has looked.
alter table gateway.data_version add column undescribed jsonb;

-- Whether length and digest of the original are told; a closed one could be guessed by them.
alter table gateway.data_change add column original boolean not null default false;
