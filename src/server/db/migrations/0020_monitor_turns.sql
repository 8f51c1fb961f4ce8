-- The one instant at which the source monitor next looks at a dealership: its Friday, an early warning, or midnight.
alter table dealerships add column monitor_due_at timestamptz not null default 'epoch';
create index dealerships_monitor_due on dealerships (monitor_due_at);

-- A silence that the source's own rhythm makes improbable: on the screen unless switched off, by mail only if wanted.
alter table dealerships add column early_warning text not null default 'screen'
  check (early_warning in ('off', 'screen', 'mail'));
-- Whether spam at its lead address shows that a source delivers (cases.md T53).
alter table dealerships add column spam_delivers boolean not null default false;
drop index raw_messages_duplicates;
create index raw_messages_delivered on raw_messages (dealership_id, source_id, received_at desc)
  where class in ('duplicate', 'spam');

-- What was warned of early: once for each silence. The nil uuid as source stands for the whole intake.
create table early_warnings (
  dealership_id  uuid not null references dealerships,
  source_id      uuid not null,
  -- The last delivery: the silence is counted from it.
  since_at       timestamptz not null,
  noticed_at     timestamptz not null,
  -- Leads that usually come in such a time, and the chance that none does.
  expected       double precision not null,
  chance         double precision not null,
  ended_at       timestamptz,
  primary key (dealership_id, source_id, since_at)
);
select guard_tenant_tables();
