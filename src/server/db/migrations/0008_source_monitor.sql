-- The source monitor (product.md 6): on from the start, for every source, unless somebody switches it off.

-- Since when it has been on; null while the whole monitor is off.
alter table dealerships add column monitor_since timestamptz;
alter table sources add column monitored boolean not null default true;
-- Set up or last activated: silence before does not count.
alter table sources add column active_since timestamptz;
alter table sources add column monitor_changed_at timestamptz;
-- Somebody knows of the silence and wants no mail about it up to this day.
alter table sources add column seen_until_on date;

set local role leadwacht_system;
update dealerships set monitor_since = created_at;
update sources set active_since = created_at;
reset role;
alter table sources alter column active_since set not null;

-- One run a dealership and Friday, also with several engines and after any number of starts.
create table monitor_runs (
  dealership_id  uuid not null references dealerships,
  friday_on      date not null,
  cutoff_at      timestamptz not null,
  ran_at         timestamptz not null,
  outcome        text not null check (outcome in ('checked', 'intakeSilent')),
  primary key (dealership_id, friday_on)
);

-- What was looked at in a run, and what was found.
create table monitor_findings (
  dealership_id  uuid not null,
  friday_on      date not null,
  source_id      uuid not null,
  verdict        text not null check (verdict in ('ok', 'waiting', 'silent')),
  limit_days     integer not null,
  last_lead_at   timestamptz,
  since_at       timestamptz not null,
  silent_days    integer not null,
  -- How many Fridays in a row it was silent; 0 when it is not.
  week           integer not null,
  recovered      boolean not null,
  primary key (dealership_id, friday_on, source_id),
  foreign key (dealership_id, friday_on) references monitor_runs (dealership_id, friday_on) on delete cascade,
  foreign key (dealership_id, source_id) references sources (dealership_id, id)
);

alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('escalation', 'answer', 'invitation', 'passwordReset', 'monitor'));
create index raw_messages_duplicates on raw_messages (dealership_id, source_id, received_at desc) where class = 'duplicate';

select guard_tenant_tables();
