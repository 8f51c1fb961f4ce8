-- Who answers for what, who is away, and who stands in.

-- Branches and sources a controller or dispatcher answers for; empty: all of them.
alter table accounts add column scope_branches uuid[] not null default '{}';
alter table accounts add column scope_sources uuid[] not null default '{}';

-- Whole days in the dealership's zone, both ends included.
create table absences (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  account_id     uuid not null,
  from_on        date not null,
  -- null while nobody knows when they come back
  until_on       date,
  substitute_id  uuid,
  created_at     timestamptz not null,
  created_by     uuid not null,
  primary key (dealership_id, id),
  foreign key (dealership_id, account_id) references accounts (dealership_id, id),
  foreign key (dealership_id, substitute_id) references accounts (dealership_id, id),
  check (until_on >= from_on),
  check (substitute_id <> account_id)
);
create index absences_account on absences (dealership_id, account_id, from_on);

-- Why a mail went to this person, so that it still says so when it is written again.
alter table outbox_leads add column told_as text;
alter table outbox_leads add column instead_of uuid[] not null default '{}';
-- Row-level security holds for the owner of the tables too.
set local role leadwacht_system;
update outbox_leads set told_as = case when stage like 'EM2%' then 'controller' else 'assignee' end;
reset role;
alter table outbox_leads alter column told_as set not null;
alter table outbox_leads add check (told_as in ('assignee', 'dispatcher', 'controller', 'admin'));

-- Whether an address takes mails is read from the last one that was settled.
create index outbox_settled on outbox (dealership_id, to_address, created_at desc) where state in ('sent', 'dead');

select guard_tenant_tables();
