-- ---------------------------------------------------------------- sign-in: second factor, forgotten passwords

alter table auth_users add column two_factor_enabled boolean not null default false;

-- As better-auth keeps it: the secret and the recovery codes are encrypted with the installation's secret.
create table auth_two_factors (
  id                         uuid primary key,
  user_id                    uuid not null unique references auth_users on delete cascade,
  secret                     text not null,
  backup_codes               text not null,
  verified                   boolean not null default false,
  failed_verification_count  integer not null default 0,
  locked_until               timestamptz
);

-- Codes that opened a session already: each does so once.
create table auth_used_codes (
  user_id    uuid not null references auth_users on delete cascade,
  code_hash  text not null,
  used_at    timestamptz not null,
  primary key (user_id, code_hash)
);

-- One open link a person; a newer one replaces it.
create table password_resets (
  auth_user_id  uuid primary key references auth_users on delete cascade,
  token_hash    text not null unique,
  expires_at    timestamptz not null
);

grant select, insert, update, delete on auth_two_factors, auth_used_codes, password_resets to leadwacht_system;

-- Roles for which a dealership wants a second factor.
alter table dealerships add column second_factor_roles text[] not null default '{}'
  check (second_factor_roles <@ array['seller', 'dispatcher', 'controller', 'admin']);

-- ---------------------------------------------------------------- what a person wants to be told, and when

alter table accounts add column mails_off text[] not null default '{}'
  check (mails_off <@ array['reminder', 'EM1', 'EM2.1', 'EM2.2', 'monitor', 'earlyWarning']);
-- Local times of the dealership; mails of these hours come together when they end.
alter table accounts add column quiet_from text check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
alter table accounts add column quiet_until text check (quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
-- EM2.1 waits for nobody unless somebody chose so.
alter table accounts add column quiet_holds_em21 boolean not null default false;
alter table accounts add check ((quiet_from is null) = (quiet_until is null));

-- ---------------------------------------------------------------- support

-- An operator inside a dealership: why, and for how long.
create table support_visits (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  operator_id    uuid not null,
  operator_name  text not null,
  reason         text not null check (reason <> ''),
  entered_at     timestamptz not null,
  ends_at        timestamptz not null,
  primary key (dealership_id, id)
);
create index support_visits_operator on support_visits (operator_id, ends_at);
-- Support sees settings and people; enquiries and customers only where the dealership allows it.
alter table dealerships add column support_sees_leads boolean not null default false;

select guard_tenant_tables();
