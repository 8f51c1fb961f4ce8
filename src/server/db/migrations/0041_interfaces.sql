-- Secrets by which others hand in enquiries at a source. Only their hashes: who reads the database can hand in nothing.
create table source_secrets (
  dealership_id uuid not null references dealerships,
  source_id     uuid not null,
  id            uuid not null,
  hash          text not null,
  hint          text not null,
  made_at       timestamptz not null,
  last_used_at  timestamptz,
  primary key (dealership_id, source_id, id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id) on delete cascade
);
create index source_secrets_source on source_secrets (source_id);

-- By what an enquiry that is handed in twice is known: the sender's own id of it, or of the call.
create table received_keys (
  dealership_id  uuid not null references dealerships,
  source_id      uuid not null,
  key            text not null check (length(key) <= 300),
  raw_message_id uuid not null,
  primary key (dealership_id, source_id, key),
  foreign key (dealership_id, source_id) references sources (dealership_id, id) on delete cascade,
  foreign key (dealership_id, raw_message_id) references raw_messages (dealership_id, id) on delete cascade
);
create index received_keys_message on received_keys (dealership_id, raw_message_id);

-- Calls that were not accepted, by their reason, for whoever connects a system and wonders.
create table refused_calls (
  dealership_id uuid not null references dealerships,
  source_id     uuid not null,
  code          text not null,
  detail        text not null,
  count         integer not null,
  last_at       timestamptz not null,
  primary key (dealership_id, source_id, code),
  foreign key (dealership_id, source_id) references sources (dealership_id, id) on delete cascade
);
select guard_tenant_tables();
