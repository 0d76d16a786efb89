-- The graphs of an agency's entries up to this id bear its present name; null where all do.
alter table catalogue_public.agency add column renamed_until text;
create index agency_being_renamed on catalogue_public.agency (id) where renamed_until is not null;
create index entry_by_agency_and_id on catalogue_public.entry (agency, id);
drop index catalogue_public.entry_by_agency;
