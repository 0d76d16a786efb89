-- What a harvested record says beyond our own description, triple for triple.
alter table catalogue.revision add column harvested bytea;
alter table catalogue.revision alter column harvested set storage external;
