-- ---------------------------------------------------------------- delivery

-- Attempts made before somebody asked to send the mail again: tries and pauses are counted from there.
alter table outbox add column attempts_before integer not null default 0;
-- Somebody has seen that this mail is undeliverable and wants no more notice of it.
alter table outbox add column dismissed_at timestamptz;
alter table outbox add column dismissed_by uuid;

-- Fair order: the first mails of each dealership that has some due.
create index outbox_due on outbox (dealership_id, next_at) where next_at is not null;
create index outbox_sending on outbox (next_at) where state = 'sending';
create index outbox_undelivered on outbox (dealership_id, id) where state = 'dead' and dismissed_at is null;

-- `unreachable`: there was no talk with the relay, so nothing is said about this mail.
alter table outbox_attempts drop constraint outbox_attempts_result_check;
alter table outbox_attempts add constraint outbox_attempts_result_check
  check (result in ('accepted', 'refusedForNow', 'refused', 'unknown', 'unreachable'));
-- How many mails were given to the relay in the last minute, by all engines together.
create index outbox_attempts_started on outbox_attempts (started_at);

-- ---------------------------------------------------------------- who watches the watcher

-- The sign of life that all engines of the installation leave together.
create table engine_beats (
  only_row   boolean primary key default true check (only_row),
  beaten_at  timestamptz not null,
  -- When the outside watcher was last told.
  pinged_at  timestamptz
);

-- Times in which no engine worked.
create table standstills (
  from_at   timestamptz primary key,
  until_at  timestamptz not null check (until_at > from_at)
);

grant select, insert, update, delete on engine_beats, standstills to leadwacht_system;
grant select on standstills to leadwacht_app;

-- What should be empty is found at once: stuck clocks, messages that could not even be kept unread, late stages.
create index clocks_stuck on clocks (dealership_id) where last_error is not null;
create index raw_messages_stuck on raw_messages (dealership_id) where read_state = 'waiting' and read_attempts > 2;
create index escalation_ledger_late on escalation_ledger (dealership_id, due_at)
  where recorded_at - due_at > interval '60 seconds' and recipient = '00000000-0000-0000-0000-000000000000';

-- ---------------------------------------------------------------- housekeeping

create index auth_sessions_expires on auth_sessions (expires_at);
create index auth_verifications_expires on auth_verifications (expires_at);

select guard_tenant_tables();
