-- Rooms of the data. Every tenant table leads its keys with dealership_id and is guarded by
-- row-level security; the exceptions at the top hold what exists before a dealership is known.
-- Roles (created by migrate.ts): leadwacht_app works for one dealership at a time,
-- leadwacht_system sweeps across all of them. Neither can bypass row-level security.

-- ---------------------------------------------------------------- installation

create table installation (
  only_row      boolean primary key default true check (only_row),
  id            uuid not null,
  -- Asked for at the first set-up when strangers can reach the product.
  setup_code    text not null,
  -- Signs the cookies of all sign-ins.
  auth_secret   text not null,
  created_at    timestamptz not null
);

-- Sign-in belongs to the installation: who somebody is, is known before where they work.
create table auth_users (
  id              uuid primary key,
  name            text not null,
  email           text not null unique check (email = lower(email)),
  email_verified  boolean not null default false,
  image           text,
  created_at      timestamptz not null,
  updated_at      timestamptz not null
);

create table auth_sessions (
  id          uuid primary key,
  user_id     uuid not null references auth_users on delete cascade,
  token       text not null unique,
  expires_at  timestamptz not null,
  ip_address  text,
  user_agent  text,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);
create index auth_sessions_user on auth_sessions (user_id);

create table auth_credentials (
  id                        uuid primary key,
  user_id                   uuid not null references auth_users on delete cascade,
  account_id                text not null,
  provider_id               text not null,
  password                  text,
  access_token              text,
  refresh_token             text,
  id_token                  text,
  access_token_expires_at   timestamptz,
  refresh_token_expires_at  timestamptz,
  scope                     text,
  created_at                timestamptz not null,
  updated_at                timestamptz not null,
  unique (provider_id, account_id)
);
create index auth_credentials_user on auth_credentials (user_id);

create table auth_verifications (
  id          uuid primary key,
  identifier  text not null,
  value       text not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);
create index auth_verifications_identifier on auth_verifications (identifier);

-- People who run the installation; they belong to no dealership.
create table operators (
  auth_user_id  uuid primary key references auth_users on delete cascade,
  created_at    timestamptz not null
);

-- ---------------------------------------------------------------- dealership and people

create table dealerships (
  dealership_id  uuid primary key,
  name           text not null check (name <> ''),
  zone           text not null,
  -- The versions new clocks are stamped with.
  policy_id      uuid not null,
  example        boolean not null default false,
  created_at     timestamptz not null
);

create table branches (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  name           text not null check (name <> ''),
  zone           text not null,
  state          text not null,
  region         text,
  calendar_id    uuid not null,
  created_at     timestamptz not null,
  primary key (dealership_id, id)
);

-- Calendars and policies are never changed, only followed by a newer version: a clock keeps the one it started with.
create table calendars (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  branch_id      uuid not null,
  version        integer not null,
  spec           jsonb not null,
  created_at     timestamptz not null,
  created_by     uuid,
  primary key (dealership_id, id),
  unique (dealership_id, branch_id, version)
);

create table policies (
  dealership_id   uuid not null references dealerships,
  id              uuid not null,
  version         integer not null,
  stages          jsonb not null,
  -- Date of the recommendation it was copied from at set-up; null once somebody chose own times.
  recommended_on  date,
  created_at      timestamptz not null,
  created_by      uuid,
  primary key (dealership_id, id),
  unique (dealership_id, version)
);

alter table dealerships add foreign key (dealership_id, policy_id)
  references policies (dealership_id, id) deferrable initially deferred;
alter table branches add foreign key (dealership_id, calendar_id)
  references calendars (dealership_id, id) deferrable initially deferred;

create table accounts (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  auth_user_id   uuid not null references auth_users,
  name           text not null check (name <> ''),
  mail           text not null,
  roles          text[] not null check (roles <@ array['seller', 'dispatcher', 'controller', 'admin'] and roles <> '{}'),
  language       text not null default 'de' check (language in ('de', 'en')),
  active         boolean not null default true,
  created_at     timestamptz not null,
  last_seen_at   timestamptz,
  primary key (dealership_id, id)
);
-- The way from a session to its dealership, asked before the dealership is known.
create unique index accounts_auth_user on accounts (auth_user_id);

create table invitations (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  mail           text not null,
  name           text not null,
  roles          text[] not null,
  token_hash     text not null,
  created_at     timestamptz not null,
  created_by     uuid not null,
  expires_at     timestamptz not null,
  accepted_at    timestamptz,
  primary key (dealership_id, id)
);
create index invitations_token on invitations (token_hash);

create table setting_changes (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  changed_at     timestamptz not null,
  -- null: the installation itself (set-up by command)
  changed_by     uuid,
  subject        text not null,
  old            jsonb,
  new            jsonb,
  primary key (dealership_id, id)
);
create index setting_changes_at on setting_changes (dealership_id, changed_at desc);

-- ---------------------------------------------------------------- sources and what arrives

create table sources (
  dealership_id       uuid not null references dealerships,
  id                  uuid not null,
  branch_id           uuid not null,
  kind                text not null,
  name                text not null check (name <> ''),
  silence_limit_days  integer not null check (silence_limit_days > 0),
  active              boolean not null default true,
  created_at          timestamptz not null,
  primary key (dealership_id, id),
  foreign key (dealership_id, branch_id) references branches (dealership_id, id)
);

-- A directory over all dealerships: the SMTP listener knows an address before it knows whose it is.
create table lead_addresses (
  local_part     text primary key check (local_part = lower(local_part)),
  dealership_id  uuid not null references dealerships,
  source_id      uuid not null,
  foreign key (dealership_id, source_id) references sources (dealership_id, id)
);
create index lead_addresses_source on lead_addresses (dealership_id, source_id);

create table raw_messages (
  dealership_id    uuid not null references dealerships,
  id               uuid not null,
  channel          text not null check (channel in ('smtp')),
  -- Where it was addressed to: a source's lead address, or the reply address of one lead.
  source_id        uuid,
  reply_lead_id    uuid,
  envelope_from    text not null,
  envelope_to      text not null,
  peer             text not null,
  bytes            bytea not null,
  sha256           text not null,
  received_at      timestamptz not null,
  read_state       text not null default 'waiting' check (read_state in ('waiting', 'read', 'stuck')),
  read_attempts    integer not null default 0,
  next_read_at     timestamptz,
  read_at          timestamptz,
  class            text,
  read_error       text,
  primary key (dealership_id, id),
  check ((source_id is null) <> (reply_lead_id is null)),
  check ((next_read_at is not null) = (read_state = 'waiting'))
);
-- Already compressed transport is rare here; external storage keeps appends cheap.
alter table raw_messages alter column bytes set storage external;
create index raw_messages_waiting on raw_messages (next_read_at) where read_state = 'waiting';
create index raw_messages_source on raw_messages (dealership_id, source_id, received_at desc);

-- ---------------------------------------------------------------- leads

create table leads (
  dealership_id    uuid not null references dealerships,
  id               uuid not null,
  number           integer not null,
  branch_id        uuid not null,
  source_id        uuid not null,
  raw_message_id   uuid,
  status           text not null check (status in ('new', 'open', 'followUp', 'closed')),
  -- Grows with every new clock; anything of an older generation is void.
  generation       integer not null,
  needs_review     boolean not null default false,
  customer_name    text,
  customer_mail    text,
  customer_phone   text,
  vehicle          text,
  message          text not null default '',
  enquiry          jsonb not null,
  message_id       text,
  reply_token      text not null,
  assignee_id      uuid,
  arrived_at       timestamptz not null,
  first_handled_at timestamptz,
  last_act         text,
  last_act_at      timestamptz,
  closed_at        timestamptz,
  close_outcome    text check (close_outcome in ('won', 'lost', 'unusable', 'merged')),
  close_reason     text,
  search           text not null default '',
  primary key (dealership_id, id),
  unique (dealership_id, number),
  foreign key (dealership_id, branch_id) references branches (dealership_id, id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id),
  foreign key (dealership_id, assignee_id) references accounts (dealership_id, id),
  check ((status = 'closed') = (closed_at is not null)),
  check ((closed_at is null) = (close_outcome is null))
);
create index leads_pool on leads (dealership_id, arrived_at) where assignee_id is null and closed_at is null;
create index leads_assignee on leads (dealership_id, assignee_id) where closed_at is null;
create index leads_closed on leads (dealership_id, closed_at desc, id) where closed_at is not null;
create index leads_customer_mail on leads (dealership_id, customer_mail) where customer_mail is not null;
create index leads_source on leads (dealership_id, source_id, arrived_at desc);
-- Reply addresses are asked for at RCPT, before the dealership is known.
create index leads_reply_token on leads (reply_token);

create table lead_numbers (
  dealership_id  uuid primary key references dealerships,
  last_number    integer not null
);

-- The running clock of every lead that is not closed: one row a lead, none for closed ones.
create table clocks (
  dealership_id  uuid not null,
  lead_id        uuid not null,
  generation     integer not null,
  kind           text not null check (kind in ('answer', 'followUp')),
  -- Arrival or the customer's new message; for follow-ups the follow-up date.
  started_at     timestamptz not null,
  policy_id      uuid not null,
  calendar_id    uuid not null,
  -- The handling deadline (E1) or the follow-up date.
  due_at         timestamptz not null,
  -- True instants of what was reached, not when somebody noticed.
  overdue_at     timestamptz,
  escalated_at   timestamptz,
  -- Everything up to here has been acted upon.
  settled_at     timestamptz,
  -- The one stored due instant the engine looks for; null when no stage is left.
  next_due_at    timestamptz,
  -- Set when this clock's row could not be advanced, so that it never blocks the others.
  failed_attempts integer not null default 0,
  last_error      text,
  primary key (dealership_id, lead_id),
  foreign key (dealership_id, lead_id) references leads (dealership_id, id) on delete cascade,
  foreign key (dealership_id, policy_id) references policies (dealership_id, id),
  foreign key (dealership_id, calendar_id) references calendars (dealership_id, id)
) with (fillfactor = 80);
create index clocks_next_due on clocks (next_due_at) where next_due_at is not null;
create index clocks_due on clocks (dealership_id, due_at, lead_id);
create index clocks_escalated on clocks (dealership_id, escalated_at, lead_id) where escalated_at is not null;

-- What was reached and who was told: once means once, held by the key.
-- recipient is the account told by mail, or the nil uuid for what is seen on screen.
create table escalation_ledger (
  dealership_id  uuid not null,
  lead_id        uuid not null,
  generation     integer not null,
  stage          text not null,
  recipient      uuid not null,
  due_at         timestamptz not null,
  recorded_at    timestamptz not null,
  outbox_id      uuid,
  primary key (dealership_id, lead_id, generation, stage, recipient)
);

-- Mails that fell due: gathered until the minute ends, then turned into one mail a person.
create table escalation_notices (
  dealership_id  uuid not null,
  lead_id        uuid not null,
  generation     integer not null,
  stage          text not null,
  due_at         timestamptz not null,
  recorded_at    timestamptz not null,
  send_at        timestamptz not null,
  state          text not null default 'waiting' check (state in ('waiting', 'mailed', 'obsolete', 'undeliverable')),
  primary key (dealership_id, lead_id, generation, stage)
);
create index escalation_notices_waiting on escalation_notices (send_at, dealership_id) where state = 'waiting';

-- The lead's Verlauf: everything that happened, in order.
create table lead_events (
  dealership_id  uuid not null,
  lead_id        uuid not null,
  id             uuid not null,
  happened_at    timestamptz not null,
  kind           text not null,
  -- null: the customer or the product itself
  actor_id       uuid,
  data           jsonb not null default '{}',
  primary key (dealership_id, lead_id, id),
  foreign key (dealership_id, lead_id) references leads (dealership_id, id) on delete cascade
);

-- ---------------------------------------------------------------- mail out

create table outbox (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  kind           text not null check (kind in ('escalation', 'answer', 'invitation', 'passwordReset')),
  account_id     uuid,
  lead_id        uuid,
  to_name        text not null,
  to_address     text not null,
  -- null: the installation's own address. Answers leave from the lead's reply address.
  from_name      text,
  from_address   text,
  -- Escalation mails are written at claiming, from the leads still unhandled then.
  subject        text,
  text_body      text,
  html_body      text,
  in_reply_to    text,
  message_id     text not null,
  state          text not null default 'pending'
                 check (state in ('pending', 'sending', 'sent', 'retry', 'dead', 'uncertain', 'obsolete')),
  attempts       integer not null default 0,
  -- pending/retry: when to try; sending: when the claim runs out; uncertain: when to resend.
  next_at        timestamptz,
  last_answer    text,
  created_at     timestamptz not null,
  sent_at        timestamptz,
  primary key (dealership_id, id),
  check ((next_at is null) = (state in ('sent', 'dead', 'obsolete')))
);
create index outbox_next on outbox (next_at) where next_at is not null;
create index outbox_created on outbox (dealership_id, created_at desc, id);

-- The leads an escalation mail speaks of.
create table outbox_leads (
  dealership_id  uuid not null,
  outbox_id      uuid not null,
  lead_id        uuid not null,
  generation     integer not null,
  stage          text not null,
  due_at         timestamptz not null,
  late           boolean not null,
  primary key (dealership_id, outbox_id, lead_id, stage),
  foreign key (dealership_id, outbox_id) references outbox (dealership_id, id) on delete cascade
);

create table outbox_attempts (
  dealership_id  uuid not null,
  outbox_id      uuid not null,
  attempt        integer not null,
  started_at     timestamptz not null,
  ended_at       timestamptz,
  result         text check (result in ('accepted', 'refusedForNow', 'refused', 'unknown')),
  answer         text,
  primary key (dealership_id, outbox_id, attempt),
  foreign key (dealership_id, outbox_id) references outbox (dealership_id, id) on delete cascade
);

-- ---------------------------------------------------------------- who may see what

-- Called at the end of every migration that adds tables: no tenant table stays unguarded.
create function guard_tenant_tables() returns void language plpgsql as $$
declare
  tenant_table text;
begin
  for tenant_table in
    select c.table_name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'dealership_id'
      and not exists (select 1 from pg_policies p where p.tablename = c.table_name and p.policyname = 'own_dealership')
  loop
    execute format('grant select, insert, update, delete on %I to leadwacht_app, leadwacht_system', tenant_table);
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_dealership on %I to leadwacht_app
         using (dealership_id = (select nullif(current_setting(''leadwacht.dealership_id'', true), '''')::uuid))
         with check (dealership_id = (select nullif(current_setting(''leadwacht.dealership_id'', true), '''')::uuid))',
      tenant_table);
    execute format(
      'create policy whole_installation on %I to leadwacht_system using (true) with check (true)', tenant_table);
  end loop;
end $$;

grant select, insert, update, delete
  on installation, auth_users, auth_sessions, auth_credentials, auth_verifications, operators to leadwacht_system;
select guard_tenant_tables();
