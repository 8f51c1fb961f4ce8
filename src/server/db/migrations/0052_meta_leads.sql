-- How enquiries of lead forms at Facebook and Instagram are fetched for a source (docs/decisions/0031).
create table meta_connections (
  dealership_id  uuid not null references dealerships,
  source_id      uuid not null,
  page_ids       text[] not null check (cardinality(page_ids) > 0),
  -- App secret and page access token, sealed.
  sealed_secret  text not null,
  -- Nothing is fetched before, whichever lead it is.
  retry_at       timestamptz not null,
  fetched_at     timestamptz,
  failures       integer not null default 0,
  failing_since  timestamptz,
  failure        text,
  failure_detail text,
  primary key (dealership_id, source_id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id) on delete cascade,
  check ((failing_since is null) = (failure is null))
);

-- Of each lead Meta has told of: the message that stands for it, and when the rest of it is fetched.
create table meta_leads (
  dealership_id  uuid not null references dealerships,
  source_id      uuid not null,
  leadgen_id     text not null check (length(leadgen_id) <= 40),
  raw_message_id uuid not null,
  tries          integer not null default 0,
  -- null: fetched, or Meta does not have it any more.
  next_try_at    timestamptz,
  gone_at        timestamptz not null,
  fetched_at     timestamptz,
  primary key (dealership_id, source_id, leadgen_id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id) on delete cascade,
  foreign key (dealership_id, raw_message_id) references raw_messages (dealership_id, id) on delete cascade
);
create index meta_leads_message on meta_leads (dealership_id, raw_message_id);
create index meta_leads_due on meta_leads (dealership_id, source_id, next_try_at) where next_try_at is not null;
select guard_tenant_tables();
