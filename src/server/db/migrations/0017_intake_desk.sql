-- What the intake desk shows of every message: whom it came from, what it was found to be and why, and who said
-- otherwise. What it became stands with the leads and their histories.
alter table raw_messages add column sender_name text not null default '';
alter table raw_messages add column sender_address text not null default '';
alter table raw_messages add column subject text not null default '';
alter table raw_messages add column class_reason jsonb not null default '[]';
alter table raw_messages add column class_found text;
alter table raw_messages add column class_set_by uuid;
alter table raw_messages add column class_set_at timestamptz;
alter table raw_messages add check ((class_set_by is null) = (class_set_at is null));
create index raw_messages_received on raw_messages (dealership_id, received_at desc, id desc);
create index raw_messages_class_set on raw_messages (dealership_id, source_id, sender_address)
  where class_set_by is not null;
create index leads_raw_message on leads (dealership_id, raw_message_id) where raw_message_id is not null;
create index lead_events_raw_message on lead_events (dealership_id, (data ->> 'rawMessageId'))
  where data ->> 'rawMessageId' is not null;
create index leads_review on leads (dealership_id) where needs_review and closed_at is null;

-- "Neu einlesen" of a source's messages: compared first, changed only when somebody says so. `after_id` is the last
-- message (comparing) or lead (applying) that is done, so that a restart goes on there.
create table rereadings (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  source_id      uuid not null,
  since_at       timestamptz not null,
  state          text not null check (state in ('comparing', 'compared', 'applying', 'applied', 'dropped')),
  total          integer not null,
  done           integer not null default 0,
  failed         integer not null default 0,
  after_id       uuid,
  created_at     timestamptz not null,
  created_by     uuid not null,
  applied_at     timestamptz,
  applied_by     uuid,
  primary key (dealership_id, id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id)
);
create index rereadings_running on rereadings (created_at) where state in ('comparing', 'applying');
create unique index rereadings_one_a_source on rereadings (dealership_id, source_id)
  where state in ('comparing', 'compared', 'applying');

-- The leads that would be read differently, and how.
create table rereading_leads (
  dealership_id  uuid not null,
  rereading_id   uuid not null,
  lead_id        uuid not null,
  differences    jsonb not null,
  applied_at     timestamptz,
  primary key (dealership_id, rereading_id, lead_id),
  foreign key (dealership_id, rereading_id) references rereadings (dealership_id, id) on delete cascade,
  foreign key (dealership_id, lead_id) references leads (dealership_id, id) on delete cascade
);
create index rereading_leads_lead on rereading_leads (dealership_id, lead_id);
select guard_tenant_tables();
