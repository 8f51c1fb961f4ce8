-- Who gets new enquiries (product.md 8): every version of a dealership's settings.
create table distribution_settings (
  dealership_id  uuid not null references dealerships,
  version        integer not null,
  settings       jsonb not null,
  created_at     timestamptz not null,
  created_by     uuid,
  primary key (dealership_id, version)
);

-- Round robin: who had which turn in a group (a branch, a source, a rule). The higher, the later.
create table distribution_turns (
  dealership_id  uuid not null references dealerships,
  turn_group     text not null,
  account_id     uuid not null,
  turn           integer not null,
  primary key (dealership_id, turn_group, account_id),
  foreign key (dealership_id, account_id) references accounts (dealership_id, id)
);
select guard_tenant_tables();

-- Nobody has it, and a dispatcher shall give it to somebody: no seller takes it from the pool.
alter table leads add column to_distribute boolean not null default false;

-- The customer's other leads are found by telephone, too.
create index leads_customer_phone on leads (dealership_id, customer_phone) where customer_phone is not null;

-- Dealerships keep what they have: everything goes to the pool, nobody is given anything by itself.
-- Row-level security holds for the owner of the tables too.
set local role leadwacht_system;
insert into distribution_settings (dealership_id, version, settings, created_at)
  select dealership_id, 1, '{"branches": {}, "sources": {}, "rules": [], "adviser": "off", "sellersSee": "own"}', created_at
  from dealerships;
reset role;
