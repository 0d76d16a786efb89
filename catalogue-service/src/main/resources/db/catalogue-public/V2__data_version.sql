-- Which version of the data a distribution's facts are of.
alter table catalogue_views.distribution_data add column if not exists version text not null default '';
