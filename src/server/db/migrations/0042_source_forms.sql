-- The homepage form of a source: a hosted page with a public address, embeddable into a dealer's own pages (product.md 7).
create table source_forms (
  dealership_id   uuid not null,
  source_id       uuid not null,
  -- Stands in the public address; never changes, so that a link once published stays good.
  token           text not null unique check (token <> ''),
  active          boolean not null,
  -- By field: off, optional or required.
  fields          jsonb not null,
  consent_text    text not null,
  -- Counts the wordings of the consent, so that an enquiry says which of them its customer saw.
  consent_version integer not null check (consent_version >= 0),
  primary key (dealership_id, source_id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id)
);
select guard_tenant_tables();
