-- What each entry's latest revision is called, as a cell of a spreadsheet gives it back, and its official code: derived
-- from the revision, so that workbooks find entries without reading all of an agency. A title may be longer than an
-- ordered index takes, so its index is a hash. Entries written before this table are filled in while the service runs.
create table catalogue.entry_name (
	entry text primary key,
	title text not null,
	code text
);
create index entry_name_by_title on catalogue.entry_name using hash (title);
create index entry_name_by_code on catalogue.entry_name (code) where code is not null;
