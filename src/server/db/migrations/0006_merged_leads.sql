-- A lead closed because it goes on in another one; what its customer writes later belongs there.
alter table leads add column merged_into uuid;
alter table leads add foreign key (dealership_id, merged_into) references leads (dealership_id, id);
alter table leads add check ((close_outcome is not distinct from 'merged') = (merged_into is not null));
alter table leads add check (merged_into <> id);
create index leads_merged_into on leads (dealership_id, merged_into) where merged_into is not null;

select guard_tenant_tables();
