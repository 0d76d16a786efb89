-- How the public may have the data under a distribution: rows of a table, the original.
alter table catalogue_views.distribution_data add column if not exists rows_open boolean not null default false;
alter table catalogue_views.distribution_data add column if not exists media_type text;
alter table catalogue_views.distribution_data add column if not exists sha256 text;
alter table catalogue_views.distribution_data add column if not exists told timestamptz;
-- The same for an entry, as far as everybody may have it.
alter table catalogue_public.entry add column access jsonb;
-- Its distributions and items, which have addresses of their own.
alter table catalogue_public.entry add column parts text[];
create index entry_by_part on catalogue_public.entry using gin (parts) where state = 'published';
