-- What an original holds beside its table; null where nobody has looked.
alter table gateway.data_version add column undescribed jsonb;
