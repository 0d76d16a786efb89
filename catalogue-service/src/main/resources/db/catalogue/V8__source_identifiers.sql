-- Under which identifiers the sources of imports know an entry: its key and its code. Looked up by equality only,
-- and as long as a key may be, so the index is a hash.
create table catalogue.source_identifier (
	identifier text not null,
	agency text not null,
	origin text not null,
	entry text not null
);
create index source_identifier_by_identifier on catalogue.source_identifier using hash (identifier);
create index source_identifier_by_entry on catalogue.source_identifier (entry);
insert into catalogue.source_identifier (identifier, agency, origin, entry)
	select key, agency, origin, id from catalogue.entry where key is not null and origin <> '';
