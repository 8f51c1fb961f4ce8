-- Sources are paused for a time or archived; neither loses a lead or its history.
alter table sources add column paused_until_on date;
alter table sources add column archived_at timestamptz;
alter table sources add check (paused_until_on is null or not active);
alter table sources add check (archived_at is null or not active);

-- The check before going live (N8): what was seen to work, when and by whom; null for what the product saw itself.
create table source_checks (
  dealership_id  uuid not null,
  source_id      uuid not null,
  step           text not null check (step in ('addressEntered', 'testReceived', 'fieldsRead')),
  checked_at     timestamptz not null,
  checked_by     uuid,
  primary key (dealership_id, source_id, step),
  foreign key (dealership_id, source_id) references sources (dealership_id, id)
);
select guard_tenant_tables();
