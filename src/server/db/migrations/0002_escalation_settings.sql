-- What a dealership has set, with exceptions for branches and sources, is one thing; the complete times a clock runs by
-- are another: `policies` keeps each distinct set of them once, and a clock is stamped with the one that held for it.

create table escalation_settings (
  dealership_id   uuid not null references dealerships,
  id              uuid not null,
  version         integer not null,
  stages          jsonb not null,
  -- Times of their own, by branch or source id: {"<id>": {"E1": {...}}}
  branches        jsonb not null default '{}',
  sources         jsonb not null default '{}',
  -- Date of the recommendation it was copied from at set-up; null once somebody chose own times.
  recommended_on  date,
  created_at      timestamptz not null,
  created_by      uuid,
  primary key (dealership_id, id),
  unique (dealership_id, version)
);
select guard_tenant_tables();

alter table dealerships add column escalation_settings_id uuid;

-- Row-level security holds for the owner of the tables too, so the rows are moved by the role that sees them all.
set local role leadwacht_system;
insert into escalation_settings (dealership_id, id, version, stages, recommended_on, created_at, created_by)
  select dealership_id, id, version, stages, recommended_on, created_at, created_by from policies;
update dealerships set escalation_settings_id = policy_id;
-- Two versions with the same times become one policy.
update clocks set policy_id = kept.id
from policies stamped
join (select distinct on (dealership_id, stages) dealership_id, stages, id from policies order by dealership_id, stages, version) kept
  using (dealership_id, stages)
where clocks.dealership_id = stamped.dealership_id and clocks.policy_id = stamped.id and stamped.id <> kept.id;
reset role;

set constraints all immediate;
alter table dealerships drop column policy_id;
alter table dealerships alter column escalation_settings_id set not null;
alter table dealerships add foreign key (dealership_id, escalation_settings_id)
  references escalation_settings (dealership_id, id) deferrable initially deferred;

set local role leadwacht_system;
delete from policies using policies kept
where policies.dealership_id = kept.dealership_id and policies.stages = kept.stages and policies.version > kept.version;
reset role;
alter table policies drop column version, drop column recommended_on, drop column created_at, drop column created_by;
alter table policies add unique (dealership_id, stages);

-- A running clock that was given new times: when, and which mails had been told by then.
alter table clocks add column applied_at timestamptz;
alter table clocks add column told text[] not null default '{}';

select guard_tenant_tables();
