-- What the public may have of a version: rows of its table, and the original with its media
-- type. Null where that was not told yet.
alter table gateway.data_change add column rows_open boolean;
alter table gateway.data_change add column media_type text;
create index data_change_version on gateway.data_change (distribution, version, position);
