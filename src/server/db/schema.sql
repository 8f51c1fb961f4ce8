-- The schema all migrations together lead to, for reading and for review: made by "tools/schema.ts --write".
-- Nothing runs this file; what counts are the migrations beside it.

create table absences (
  dealership_id uuid not null,
  id            uuid not null,
  account_id    uuid not null,
  from_on       date not null,
  until_on      date,
  substitute_id uuid,
  created_at    timestamp with time zone not null,
  created_by    uuid not null,
  constraint absences_pkey PRIMARY KEY (dealership_id, id),
  constraint absences_check CHECK ((until_on >= from_on)),
  constraint absences_check1 CHECK ((substitute_id <> account_id)),
  constraint absences_dealership_id_account_id_fkey FOREIGN KEY (dealership_id, account_id) REFERENCES accounts(dealership_id, id),
  constraint absences_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint absences_dealership_id_substitute_id_fkey FOREIGN KEY (dealership_id, substitute_id) REFERENCES accounts(dealership_id, id)
);
CREATE INDEX absences_account ON public.absences USING btree (dealership_id, account_id, from_on);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table accounts (
  dealership_id    uuid not null,
  id               uuid not null,
  auth_user_id     uuid not null,
  name             text not null,
  mail             text not null,
  roles            text[] not null,
  language         text not null default 'de'::text,
  active           boolean not null default true,
  created_at       timestamp with time zone not null,
  last_seen_at     timestamp with time zone,
  scope_branches   uuid[] not null default '{}'::uuid[],
  scope_sources    uuid[] not null default '{}'::uuid[],
  mails_off        text[] not null default '{}'::text[],
  quiet_from       text,
  quiet_until      text,
  quiet_holds_em21 boolean not null default false,
  signature        text not null default ''::text,
  constraint accounts_pkey PRIMARY KEY (dealership_id, id),
  constraint accounts_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  constraint accounts_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint accounts_mails_off_check CHECK ((mails_off <@ ARRAY['reminder'::text, 'EM1'::text, 'EM2.1'::text, 'EM2.2'::text, 'monitor'::text, 'earlyWarning'::text])),
  constraint accounts_name_check CHECK ((name <> ''::text)),
  constraint accounts_quiet_from_check CHECK ((quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint accounts_quiet_until_check CHECK ((quiet_until ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint accounts_roles_check CHECK (((roles <@ ARRAY['seller'::text, 'dispatcher'::text, 'controller'::text, 'admin'::text]) AND (roles <> '{}'::text[]))),
  constraint accounts_auth_user_id_fkey FOREIGN KEY (auth_user_id) REFERENCES auth_users(id),
  constraint accounts_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE UNIQUE INDEX accounts_auth_user ON public.accounts USING btree (auth_user_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table acknowledgements (
  dealership_id uuid not null,
  id            uuid not null,
  branch_id     uuid not null,
  source_id     uuid,
  spec          jsonb not null,
  constraint acknowledgements_pkey PRIMARY KEY (dealership_id, id),
  constraint acknowledgements_dealership_id_branch_id_fkey FOREIGN KEY (dealership_id, branch_id) REFERENCES branches(dealership_id, id),
  constraint acknowledgements_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint acknowledgements_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id),
  constraint acknowledgements_dealership_id_branch_id_source_id_key UNIQUE NULLS NOT DISTINCT (dealership_id, branch_id, source_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table auth_credentials (
  id                       uuid not null,
  user_id                  uuid not null,
  account_id               text not null,
  provider_id              text not null,
  password                 text,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope                    text,
  created_at               timestamp with time zone not null,
  updated_at               timestamp with time zone not null,
  constraint auth_credentials_pkey PRIMARY KEY (id),
  constraint auth_credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE,
  constraint auth_credentials_provider_id_account_id_key UNIQUE (provider_id, account_id)
);
CREATE INDEX auth_credentials_user ON public.auth_credentials USING btree (user_id);
grant delete, insert, select, update to leadwacht_system;

create table auth_sessions (
  id         uuid not null,
  user_id    uuid not null,
  token      text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  via        text not null default 'password'::text,
  constraint auth_sessions_pkey PRIMARY KEY (id),
  constraint auth_sessions_via_check CHECK ((via = ANY (ARRAY['password'::text, 'company'::text]))),
  constraint auth_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE,
  constraint auth_sessions_token_key UNIQUE (token)
);
CREATE INDEX auth_sessions_expires ON public.auth_sessions USING btree (expires_at);
CREATE INDEX auth_sessions_user ON public.auth_sessions USING btree (user_id);
grant delete, insert, select, update to leadwacht_system;

create table auth_two_factors (
  id                        uuid not null,
  user_id                   uuid not null,
  secret                    text not null,
  backup_codes              text not null,
  verified                  boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until              timestamp with time zone,
  constraint auth_two_factors_pkey PRIMARY KEY (id),
  constraint auth_two_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE,
  constraint auth_two_factors_user_id_key UNIQUE (user_id)
);
grant delete, insert, select, update to leadwacht_system;

create table auth_used_codes (
  user_id   uuid not null,
  code_hash text not null,
  used_at   timestamp with time zone not null,
  constraint auth_used_codes_pkey PRIMARY KEY (user_id, code_hash),
  constraint auth_used_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth_users(id) ON DELETE CASCADE
);
grant delete, insert, select, update to leadwacht_system;

create table auth_users (
  id                 uuid not null,
  name               text not null,
  email              text not null,
  email_verified     boolean not null default false,
  image              text,
  created_at         timestamp with time zone not null,
  updated_at         timestamp with time zone not null,
  two_factor_enabled boolean not null default false,
  constraint auth_users_pkey PRIMARY KEY (id),
  constraint auth_users_email_check CHECK ((email = lower(email))),
  constraint auth_users_email_key UNIQUE (email)
);
grant delete, insert, select, update to leadwacht_system;

create table auth_verifications (
  id         uuid not null,
  identifier text not null,
  value      text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint auth_verifications_pkey PRIMARY KEY (id)
);
CREATE INDEX auth_verifications_expires ON public.auth_verifications USING btree (expires_at);
CREATE INDEX auth_verifications_identifier ON public.auth_verifications USING btree (identifier);
grant delete, insert, select, update to leadwacht_system;

create table branches (
  dealership_id uuid not null,
  id            uuid not null,
  name          text not null,
  zone          text not null,
  state         text not null,
  region        text,
  calendar_id   uuid not null,
  created_at    timestamp with time zone not null,
  signature     text not null default ''::text,
  constraint branches_pkey PRIMARY KEY (dealership_id, id),
  constraint branches_name_check CHECK ((name <> ''::text)),
  constraint branches_dealership_id_calendar_id_fkey FOREIGN KEY (dealership_id, calendar_id) REFERENCES calendars(dealership_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint branches_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table calendars (
  dealership_id uuid not null,
  id            uuid not null,
  branch_id     uuid not null,
  version       integer not null,
  spec          jsonb not null,
  created_at    timestamp with time zone not null,
  created_by    uuid,
  constraint calendars_pkey PRIMARY KEY (dealership_id, id),
  constraint calendars_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint calendars_dealership_id_branch_id_version_key UNIQUE (dealership_id, branch_id, version)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant insert, select to leadwacht_app;
grant insert, select to leadwacht_system;

create table clocks (
  dealership_id uuid not null,
  lead_id       uuid not null,
  generation    integer not null,
  kind          text not null,
  started_at    timestamp with time zone not null,
  policy_id     uuid not null,
  calendar_id   uuid not null,
  due_at        timestamp with time zone not null,
  overdue_at    timestamp with time zone,
  escalated_at  timestamp with time zone,
  settled_at    timestamp with time zone,
  next_due_at   timestamp with time zone,
  applied_at    timestamp with time zone,
  told          text[] not null default '{}'::text[],
  reminder_at   timestamp with time zone,
  em1_at        timestamp with time zone,
  e2_at         timestamp with time zone,
  em2_at        timestamp with time zone,
  constraint clocks_pkey PRIMARY KEY (dealership_id, lead_id),
  constraint clocks_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'followUp'::text]))),
  constraint clocks_dealership_id_lead_id_fkey FOREIGN KEY (dealership_id, lead_id) REFERENCES leads(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX clocks_due ON public.clocks USING btree (dealership_id, due_at, lead_id);
CREATE INDEX clocks_escalated ON public.clocks USING btree (dealership_id, escalated_at, lead_id) WHERE (escalated_at IS NOT NULL);
CREATE INDEX clocks_next_due ON public.clocks USING btree (next_due_at) WHERE (next_due_at IS NOT NULL);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table company_sign_ins (
  dealership_id uuid not null,
  name          text not null,
  issuer        text not null,
  client_id     text not null,
  sealed_secret text,
  trusts_mail   boolean not null,
  only_way      boolean not null,
  changed_at    timestamp with time zone not null,
  constraint company_sign_ins_pkey PRIMARY KEY (dealership_id),
  constraint company_sign_ins_name_check CHECK ((name <> ''::text)),
  constraint company_sign_ins_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table customer_identities (
  dealership_id uuid not null,
  kind          text not null,
  value         text not null,
  customer_id   uuid not null,
  likeness      text,
  constraint customer_identities_pkey PRIMARY KEY (dealership_id, kind, value),
  constraint customer_identities_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'phone'::text, 'buyer'::text]))),
  constraint customer_identities_value_check CHECK ((value <> ''::text)),
  constraint customer_identities_dealership_id_customer_id_fkey FOREIGN KEY (dealership_id, customer_id) REFERENCES customers(dealership_id, id),
  constraint customer_identities_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE INDEX customer_identities_customer ON public.customer_identities USING btree (dealership_id, customer_id);
CREATE INDEX customer_identities_likeness ON public.customer_identities USING btree (dealership_id, likeness) WHERE (likeness IS NOT NULL);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table customer_merges (
  dealership_id uuid not null,
  id            uuid not null,
  customer_id   uuid not null,
  into_id       uuid not null,
  merged_at     timestamp with time zone not null,
  merged_by     uuid,
  separated_at  timestamp with time zone,
  separated_by  uuid,
  constraint customer_merges_pkey PRIMARY KEY (dealership_id, id),
  constraint customer_merges_check CHECK ((into_id <> customer_id)),
  constraint customer_merges_dealership_id_customer_id_fkey FOREIGN KEY (dealership_id, customer_id) REFERENCES customers(dealership_id, id),
  constraint customer_merges_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint customer_merges_dealership_id_into_id_fkey FOREIGN KEY (dealership_id, into_id) REFERENCES customers(dealership_id, id)
);
CREATE INDEX customer_merges_into ON public.customer_merges USING btree (dealership_id, into_id);
CREATE UNIQUE INDEX customer_merges_present ON public.customer_merges USING btree (dealership_id, customer_id) WHERE (separated_at IS NULL);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table customers (
  dealership_id uuid not null,
  id            uuid not null,
  root_id       uuid not null,
  name          text,
  name_key      text,
  postcode      text,
  created_at    timestamp with time zone not null,
  constraint customers_pkey PRIMARY KEY (dealership_id, id),
  constraint customers_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint customers_dealership_id_root_id_fkey FOREIGN KEY (dealership_id, root_id) REFERENCES customers(dealership_id, id)
);
CREATE INDEX customers_likeness ON public.customers USING btree (dealership_id, name_key, postcode) WHERE ((name_key IS NOT NULL) AND (postcode IS NOT NULL));
CREATE INDEX customers_root ON public.customers USING btree (dealership_id, root_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table dealerships (
  dealership_id          uuid not null,
  name                   text not null,
  zone                   text not null,
  example                boolean not null default false,
  created_at             timestamp with time zone not null,
  escalation_settings_id uuid not null,
  monitor_since          timestamp with time zone,
  duties_at              timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  second_factor_roles    text[] not null default '{}'::text[],
  support_sees_leads     boolean not null default false,
  monitor_due_at         timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  early_warning          text not null default 'screen'::text,
  spam_delivers          boolean not null default false,
  constraint dealerships_pkey PRIMARY KEY (dealership_id),
  constraint dealerships_early_warning_check CHECK ((early_warning = ANY (ARRAY['off'::text, 'screen'::text, 'mail'::text]))),
  constraint dealerships_name_check CHECK ((name <> ''::text)),
  constraint dealerships_second_factor_roles_check CHECK ((second_factor_roles <@ ARRAY['seller'::text, 'dispatcher'::text, 'controller'::text, 'admin'::text])),
  constraint dealerships_dealership_id_escalation_settings_id_fkey FOREIGN KEY (dealership_id, escalation_settings_id) REFERENCES escalation_settings(dealership_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX dealerships_monitor_due ON public.dealerships USING btree (monitor_due_at);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table distribution_settings (
  dealership_id uuid not null,
  version       integer not null,
  settings      jsonb not null,
  created_at    timestamp with time zone not null,
  created_by    uuid,
  constraint distribution_settings_pkey PRIMARY KEY (dealership_id, version),
  constraint distribution_settings_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table distribution_turns (
  dealership_id uuid not null,
  turn_group    text not null,
  account_id    uuid not null,
  turn          integer not null,
  constraint distribution_turns_pkey PRIMARY KEY (dealership_id, turn_group, account_id),
  constraint distribution_turns_dealership_id_account_id_fkey FOREIGN KEY (dealership_id, account_id) REFERENCES accounts(dealership_id, id),
  constraint distribution_turns_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table early_warnings (
  dealership_id uuid not null,
  source_id     uuid not null,
  since_at      timestamp with time zone not null,
  noticed_at    timestamp with time zone not null,
  expected      double precision not null,
  chance        double precision not null,
  ended_at      timestamp with time zone,
  constraint early_warnings_pkey PRIMARY KEY (dealership_id, source_id, since_at),
  constraint early_warnings_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table engine_beats (
  only_row  boolean not null default true,
  beaten_at timestamp with time zone not null,
  pinged_at timestamp with time zone,
  constraint engine_beats_pkey PRIMARY KEY (only_row),
  constraint engine_beats_only_row_check CHECK (only_row)
);
grant delete, insert, select, update to leadwacht_system;

create table escalation_ledger (
  dealership_id uuid not null,
  lead_id       uuid not null,
  generation    integer not null,
  stage         text not null,
  recipient     uuid not null,
  due_at        timestamp with time zone not null,
  recorded_at   timestamp with time zone not null,
  outbox_id     uuid,
  constraint escalation_ledger_pkey PRIMARY KEY (dealership_id, lead_id, generation, stage, recipient)
);
CREATE INDEX escalation_ledger_late ON public.escalation_ledger USING btree (dealership_id, due_at) WHERE (((recorded_at - due_at) > '00:01:00'::interval) AND (recipient = '00000000-0000-0000-0000-000000000000'::uuid));
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table escalation_notices (
  dealership_id uuid not null,
  lead_id       uuid not null,
  generation    integer not null,
  stage         text not null,
  due_at        timestamp with time zone not null,
  recorded_at   timestamp with time zone not null,
  send_at       timestamp with time zone not null,
  state         text not null default 'waiting'::text,
  constraint escalation_notices_pkey PRIMARY KEY (dealership_id, lead_id, generation, stage),
  constraint escalation_notices_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'mailed'::text, 'obsolete'::text, 'undeliverable'::text])))
);
CREATE INDEX escalation_notices_waiting ON public.escalation_notices USING btree (send_at, dealership_id) WHERE (state = 'waiting'::text);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table escalation_settings (
  dealership_id  uuid not null,
  id             uuid not null,
  version        integer not null,
  stages         jsonb not null,
  branches       jsonb not null default '{}'::jsonb,
  sources        jsonb not null default '{}'::jsonb,
  recommended_on date,
  created_at     timestamp with time zone not null,
  created_by     uuid,
  constraint escalation_settings_pkey PRIMARY KEY (dealership_id, id),
  constraint escalation_settings_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint escalation_settings_dealership_id_version_key UNIQUE (dealership_id, version)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table import_items (
  dealership_id  uuid not null,
  import_id      uuid not null,
  place          integer not null,
  media_type     text not null,
  bytes          bytea not null,
  sha256         text not null,
  state          text not null,
  class          text,
  found          jsonb,
  fault          text,
  raw_message_id uuid,
  constraint import_items_pkey PRIMARY KEY (dealership_id, import_id, place),
  constraint import_items_check CHECK (((fault IS NOT NULL) = (state = 'unreadable'::text))),
  constraint import_items_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'read'::text, 'known'::text, 'unreadable'::text]))),
  constraint import_items_dealership_id_import_id_fkey FOREIGN KEY (dealership_id, import_id) REFERENCES imports(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX import_items_same ON public.import_items USING btree (dealership_id, import_id, sha256);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table import_pieces (
  dealership_id uuid not null,
  import_id     uuid not null,
  place         integer not null,
  bytes         bytea not null,
  constraint import_pieces_pkey PRIMARY KEY (dealership_id, import_id, place),
  constraint import_pieces_dealership_id_import_id_fkey FOREIGN KEY (dealership_id, import_id) REFERENCES imports(dealership_id, id) ON DELETE CASCADE
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table imports (
  dealership_id uuid not null,
  id            uuid not null,
  source_id     uuid not null,
  file_name     text not null,
  file_bytes    bigint not null default 0,
  format        text not null,
  settled       boolean not null,
  state         text not null,
  refused_as    text,
  columns       jsonb not null default '[]'::jsonb,
  created_at    timestamp with time zone not null,
  created_by    uuid not null,
  taken_at      timestamp with time zone,
  taken_by      uuid,
  constraint imports_pkey PRIMARY KEY (dealership_id, id),
  constraint imports_check CHECK (((refused_as IS NOT NULL) = (state = 'refused'::text))),
  constraint imports_format_check CHECK ((format = ANY (ARRAY['mail'::text, 'mbox'::text, 'csv'::text]))),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'splitting'::text, 'refused'::text, 'reading'::text, 'read'::text, 'taking'::text, 'taken'::text, 'dropped'::text]))),
  constraint imports_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint imports_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id)
);
CREATE INDEX imports_running ON public.imports USING btree (created_at) WHERE (state = ANY (ARRAY['splitting'::text, 'reading'::text, 'taking'::text]));
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table installation (
  only_row    boolean not null default true,
  id          uuid not null,
  setup_code  text not null,
  auth_secret text not null,
  created_at  timestamp with time zone not null,
  constraint installation_pkey PRIMARY KEY (only_row),
  constraint installation_only_row_check CHECK (only_row)
);
grant delete, insert, select, update to leadwacht_system;

create table invitations (
  dealership_id uuid not null,
  id            uuid not null,
  mail          text not null,
  name          text not null,
  roles         text[] not null,
  token_hash    text not null,
  created_at    timestamp with time zone not null,
  created_by    uuid not null,
  expires_at    timestamp with time zone not null,
  accepted_at   timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (dealership_id, id),
  constraint invitations_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE INDEX invitations_token ON public.invitations USING btree (token_hash);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table lead_addresses (
  local_part    text not null,
  dealership_id uuid not null,
  source_id     uuid not null,
  constraint lead_addresses_pkey PRIMARY KEY (local_part),
  constraint lead_addresses_local_part_check CHECK ((local_part = lower(local_part))),
  constraint lead_addresses_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint lead_addresses_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id)
);
CREATE INDEX lead_addresses_source ON public.lead_addresses USING btree (dealership_id, source_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table lead_events (
  dealership_id uuid not null,
  lead_id       uuid not null,
  id            uuid not null,
  happened_at   timestamp with time zone not null,
  kind          text not null,
  actor_id      uuid,
  data          jsonb not null default '{}'::jsonb,
  constraint lead_events_pkey PRIMARY KEY (dealership_id, lead_id, id),
  constraint lead_events_dealership_id_lead_id_fkey FOREIGN KEY (dealership_id, lead_id) REFERENCES leads(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_events_raw_message ON public.lead_events USING btree (dealership_id, ((data ->> 'rawMessageId'::text))) WHERE ((data ->> 'rawMessageId'::text) IS NOT NULL);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table lead_identities (
  dealership_id uuid not null,
  lead_id       uuid not null,
  kind          text not null,
  value         text not null,
  constraint lead_identities_pkey PRIMARY KEY (dealership_id, lead_id, kind, value),
  constraint lead_identities_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'phone'::text, 'buyer'::text]))),
  constraint lead_identities_value_check CHECK ((value <> ''::text)),
  constraint lead_identities_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint lead_identities_dealership_id_lead_id_fkey FOREIGN KEY (dealership_id, lead_id) REFERENCES leads(dealership_id, id)
);
CREATE INDEX lead_identities_value ON public.lead_identities USING btree (dealership_id, kind, value);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table lead_numbers (
  dealership_id uuid not null,
  last_number   integer not null,
  constraint lead_numbers_pkey PRIMARY KEY (dealership_id),
  constraint lead_numbers_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table leads (
  dealership_id       uuid not null,
  id                  uuid not null,
  number              integer not null,
  branch_id           uuid not null,
  source_id           uuid not null,
  raw_message_id      uuid,
  status              text not null,
  generation          integer not null,
  needs_review        boolean not null default false,
  customer_name       text,
  customer_mail       text,
  customer_phone      text,
  vehicle             text,
  message             text not null default ''::text,
  enquiry             jsonb not null,
  message_id          text,
  reply_token         text not null,
  assignee_id         uuid,
  arrived_at          timestamp with time zone not null,
  first_handled_at    timestamp with time zone,
  last_act            text,
  last_act_at         timestamp with time zone,
  closed_at           timestamp with time zone,
  close_outcome       text,
  close_reason        text,
  search              text not null default ''::text,
  merged_into         uuid,
  unreachable_address text,
  unreachable_reason  text,
  unreachable_at      timestamp with time zone,
  to_distribute       boolean not null default false,
  customer_id         uuid,
  constraint leads_pkey PRIMARY KEY (dealership_id, id),
  constraint leads_check CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint leads_check1 CHECK (((closed_at IS NULL) = (close_outcome IS NULL))),
  constraint leads_check2 CHECK (((NOT (close_outcome IS DISTINCT FROM 'merged'::text)) = (merged_into IS NOT NULL))),
  constraint leads_check3 CHECK ((merged_into <> id)),
  constraint leads_check4 CHECK ((((unreachable_address IS NULL) = (unreachable_reason IS NULL)) AND ((unreachable_address IS NULL) = (unreachable_at IS NULL)))),
  constraint leads_close_outcome_check CHECK ((close_outcome = ANY (ARRAY['won'::text, 'lost'::text, 'unusable'::text, 'merged'::text, 'settled'::text]))),
  constraint leads_status_check CHECK ((status = ANY (ARRAY['new'::text, 'open'::text, 'followUp'::text, 'closed'::text]))),
  constraint leads_dealership_id_assignee_id_fkey FOREIGN KEY (dealership_id, assignee_id) REFERENCES accounts(dealership_id, id),
  constraint leads_dealership_id_branch_id_fkey FOREIGN KEY (dealership_id, branch_id) REFERENCES branches(dealership_id, id),
  constraint leads_dealership_id_customer_id_fkey FOREIGN KEY (dealership_id, customer_id) REFERENCES customers(dealership_id, id),
  constraint leads_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint leads_dealership_id_merged_into_fkey FOREIGN KEY (dealership_id, merged_into) REFERENCES leads(dealership_id, id),
  constraint leads_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id),
  constraint leads_dealership_id_number_key UNIQUE (dealership_id, number)
);
CREATE INDEX leads_assignee ON public.leads USING btree (dealership_id, assignee_id) WHERE (closed_at IS NULL);
CREATE INDEX leads_closed ON public.leads USING btree (dealership_id, closed_at DESC, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX leads_customer ON public.leads USING btree (dealership_id, customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX leads_merged_into ON public.leads USING btree (dealership_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX leads_message ON public.leads USING btree (dealership_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX leads_pool ON public.leads USING btree (dealership_id, arrived_at) WHERE ((assignee_id IS NULL) AND (closed_at IS NULL));
CREATE INDEX leads_raw_message ON public.leads USING btree (dealership_id, raw_message_id) WHERE (raw_message_id IS NOT NULL);
CREATE INDEX leads_reply_token ON public.leads USING btree (reply_token);
CREATE INDEX leads_review ON public.leads USING btree (dealership_id) WHERE (needs_review AND (closed_at IS NULL));
CREATE INDEX leads_source ON public.leads USING btree (dealership_id, source_id, arrived_at DESC);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table mailbox_outages (
  dealership_id uuid not null,
  id            uuid not null,
  source_id     uuid not null,
  mailbox       text not null,
  from_at       timestamp with time zone not null,
  until_at      timestamp with time zone not null,
  constraint mailbox_outages_pkey PRIMARY KEY (dealership_id, id),
  constraint mailbox_outages_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE INDEX mailbox_outages_source ON public.mailbox_outages USING btree (dealership_id, source_id, until_at);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table mailboxes (
  dealership_id   uuid not null,
  id              uuid not null,
  source_id       uuid not null,
  host            text not null,
  port            integer not null,
  security        text not null,
  username        text not null,
  folder          text not null,
  start_with      text not null,
  auth            text not null,
  oauth           jsonb,
  sealed_secret   text not null,
  paused          boolean not null default false,
  revision        integer not null default 1,
  created_at      timestamp with time zone not null,
  uid_validity    bigint,
  last_uid        bigint not null default 0,
  seen_uid        bigint not null default 0,
  backlog_uid     bigint not null default 0,
  backlog_since   timestamp with time zone,
  leased_by       uuid,
  leased_until    timestamp with time zone,
  looked_at       timestamp with time zone not null,
  connected_at    timestamp with time zone,
  last_message_at timestamp with time zone,
  failures        integer not null default 0,
  failing_since   timestamp with time zone,
  failure         text,
  failure_detail  text,
  retry_at        timestamp with time zone not null,
  constraint mailboxes_pkey PRIMARY KEY (dealership_id, id),
  constraint mailboxes_auth_check CHECK ((auth = ANY (ARRAY['password'::text, 'oauth2'::text]))),
  constraint mailboxes_check CHECK (((oauth IS NOT NULL) = (auth = 'oauth2'::text))),
  constraint mailboxes_security_check CHECK ((security = ANY (ARRAY['tls'::text, 'startTls'::text, 'none'::text]))),
  constraint mailboxes_start_with_check CHECK ((start_with = ANY (ARRAY['new'::text, 'unread'::text]))),
  constraint mailboxes_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint mailboxes_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table meta_connections (
  dealership_id  uuid not null,
  source_id      uuid not null,
  page_ids       text[] not null,
  sealed_secret  text not null,
  retry_at       timestamp with time zone not null,
  fetched_at     timestamp with time zone,
  failures       integer not null default 0,
  failing_since  timestamp with time zone,
  failure        text,
  failure_detail text,
  constraint meta_connections_pkey PRIMARY KEY (dealership_id, source_id),
  constraint meta_connections_check CHECK (((failing_since IS NULL) = (failure IS NULL))),
  constraint meta_connections_page_ids_check CHECK ((cardinality(page_ids) > 0)),
  constraint meta_connections_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint meta_connections_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id) ON DELETE CASCADE
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table meta_leads (
  dealership_id  uuid not null,
  source_id      uuid not null,
  leadgen_id     text not null,
  raw_message_id uuid not null,
  tries          integer not null default 0,
  next_try_at    timestamp with time zone,
  gone_at        timestamp with time zone not null,
  fetched_at     timestamp with time zone,
  constraint meta_leads_pkey PRIMARY KEY (dealership_id, source_id, leadgen_id),
  constraint meta_leads_leadgen_id_check CHECK ((length(leadgen_id) <= 40)),
  constraint meta_leads_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint meta_leads_dealership_id_raw_message_id_fkey FOREIGN KEY (dealership_id, raw_message_id) REFERENCES raw_messages(dealership_id, id) ON DELETE CASCADE,
  constraint meta_leads_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX meta_leads_due ON public.meta_leads USING btree (dealership_id, source_id, next_try_at) WHERE (next_try_at IS NOT NULL);
CREATE INDEX meta_leads_message ON public.meta_leads USING btree (dealership_id, raw_message_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table monitor_findings (
  dealership_id uuid not null,
  friday_on     date not null,
  source_id     uuid not null,
  verdict       text not null,
  limit_days    integer not null,
  last_lead_at  timestamp with time zone,
  since_at      timestamp with time zone not null,
  silent_days   integer not null,
  week          integer not null,
  recovered     boolean not null,
  constraint monitor_findings_pkey PRIMARY KEY (dealership_id, friday_on, source_id),
  constraint monitor_findings_verdict_check CHECK ((verdict = ANY (ARRAY['ok'::text, 'waiting'::text, 'silent'::text, 'intakeDown'::text]))),
  constraint monitor_findings_dealership_id_friday_on_fkey FOREIGN KEY (dealership_id, friday_on) REFERENCES monitor_runs(dealership_id, friday_on) ON DELETE CASCADE,
  constraint monitor_findings_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table monitor_runs (
  dealership_id uuid not null,
  friday_on     date not null,
  cutoff_at     timestamp with time zone not null,
  ran_at        timestamp with time zone not null,
  outcome       text not null,
  constraint monitor_runs_pkey PRIMARY KEY (dealership_id, friday_on),
  constraint monitor_runs_outcome_check CHECK ((outcome = ANY (ARRAY['checked'::text, 'intakeSilent'::text]))),
  constraint monitor_runs_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table operators (
  auth_user_id uuid not null,
  created_at   timestamp with time zone not null,
  language     text not null default 'de'::text,
  constraint operators_pkey PRIMARY KEY (auth_user_id),
  constraint operators_language_check CHECK ((language = ANY (ARRAY['de'::text, 'en'::text]))),
  constraint operators_auth_user_id_fkey FOREIGN KEY (auth_user_id) REFERENCES auth_users(id) ON DELETE CASCADE
);
grant delete, insert, select, update to leadwacht_system;

create table outbox (
  dealership_id   uuid not null,
  id              uuid not null,
  kind            text not null,
  account_id      uuid,
  lead_id         uuid,
  to_name         text not null,
  to_address      text not null,
  from_name       text,
  from_address    text,
  subject         text,
  text_body       text,
  html_body       text,
  in_reply_to     text,
  message_id      text not null,
  state           text not null default 'pending'::text,
  attempts        integer not null default 0,
  next_at         timestamp with time zone,
  last_answer     text,
  created_at      timestamp with time zone not null,
  sent_at         timestamp with time zone,
  attempts_before integer not null default 0,
  dismissed_at    timestamp with time zone,
  dismissed_by    uuid,
  reference_ids   text[] not null default '{}'::text[],
  constraint outbox_pkey PRIMARY KEY (dealership_id, id),
  constraint outbox_check CHECK (((next_at IS NULL) = (state = ANY (ARRAY['sent'::text, 'dead'::text, 'obsolete'::text])))),
  constraint outbox_kind_check CHECK ((kind = ANY (ARRAY['escalation'::text, 'answer'::text, 'invitation'::text, 'passwordReset'::text, 'monitor'::text, 'acknowledgement'::text, 'earlyWarning'::text, 'notice'::text]))),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'retry'::text, 'dead'::text, 'uncertain'::text, 'obsolete'::text]))),
  constraint outbox_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE INDEX outbox_acknowledged ON public.outbox USING btree (dealership_id, lower(to_address), created_at) WHERE (kind = 'acknowledgement'::text);
CREATE INDEX outbox_created ON public.outbox USING btree (dealership_id, created_at DESC, id);
CREATE INDEX outbox_due ON public.outbox USING btree (dealership_id, next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX outbox_lead ON public.outbox USING btree (dealership_id, lead_id, created_at DESC) WHERE (lead_id IS NOT NULL);
CREATE INDEX outbox_message ON public.outbox USING btree (dealership_id, message_id) WHERE (lead_id IS NOT NULL);
CREATE INDEX outbox_next ON public.outbox USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX outbox_sending ON public.outbox USING btree (next_at) WHERE (state = 'sending'::text);
CREATE INDEX outbox_settled ON public.outbox USING btree (dealership_id, to_address, created_at DESC) WHERE (state = ANY (ARRAY['sent'::text, 'dead'::text]));
CREATE INDEX outbox_undelivered ON public.outbox USING btree (dealership_id, id) WHERE ((state = 'dead'::text) AND (dismissed_at IS NULL));
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table outbox_attachments (
  dealership_id uuid not null,
  outbox_id     uuid not null,
  position      integer not null,
  name          text not null,
  media_type    text not null,
  content       bytea not null,
  constraint outbox_attachments_pkey PRIMARY KEY (dealership_id, outbox_id, "position"),
  constraint outbox_attachments_name_check CHECK ((name <> ''::text)),
  constraint outbox_attachments_position_check CHECK (("position" >= 0)),
  constraint outbox_attachments_dealership_id_outbox_id_fkey FOREIGN KEY (dealership_id, outbox_id) REFERENCES outbox(dealership_id, id) ON DELETE CASCADE
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table outbox_attempts (
  dealership_id uuid not null,
  outbox_id     uuid not null,
  attempt       integer not null,
  started_at    timestamp with time zone not null,
  ended_at      timestamp with time zone,
  result        text,
  answer        text,
  constraint outbox_attempts_pkey PRIMARY KEY (dealership_id, outbox_id, attempt),
  constraint outbox_attempts_result_check CHECK ((result = ANY (ARRAY['accepted'::text, 'refusedForNow'::text, 'refused'::text, 'unknown'::text, 'unreachable'::text]))),
  constraint outbox_attempts_dealership_id_outbox_id_fkey FOREIGN KEY (dealership_id, outbox_id) REFERENCES outbox(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX outbox_attempts_started ON public.outbox_attempts USING btree (started_at);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table outbox_leads (
  dealership_id uuid not null,
  outbox_id     uuid not null,
  lead_id       uuid not null,
  generation    integer not null,
  stage         text not null,
  due_at        timestamp with time zone not null,
  late          boolean not null,
  told_as       text not null,
  instead_of    uuid[] not null default '{}'::uuid[],
  constraint outbox_leads_pkey PRIMARY KEY (dealership_id, outbox_id, lead_id, stage),
  constraint outbox_leads_told_as_check CHECK ((told_as = ANY (ARRAY['assignee'::text, 'dispatcher'::text, 'controller'::text, 'admin'::text]))),
  constraint outbox_leads_dealership_id_outbox_id_fkey FOREIGN KEY (dealership_id, outbox_id) REFERENCES outbox(dealership_id, id) ON DELETE CASCADE
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table password_resets (
  auth_user_id uuid not null,
  token_hash   text not null,
  expires_at   timestamp with time zone not null,
  constraint password_resets_pkey PRIMARY KEY (auth_user_id),
  constraint password_resets_auth_user_id_fkey FOREIGN KEY (auth_user_id) REFERENCES auth_users(id) ON DELETE CASCADE,
  constraint password_resets_token_hash_key UNIQUE (token_hash)
);
grant delete, insert, select, update to leadwacht_system;

create table policies (
  dealership_id uuid not null,
  id            uuid not null,
  stages        jsonb not null,
  constraint policies_pkey PRIMARY KEY (dealership_id, id),
  constraint policies_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint policies_dealership_id_stages_key UNIQUE (dealership_id, stages)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant insert, select to leadwacht_app;
grant insert, select to leadwacht_system;

create table raw_messages (
  dealership_id   uuid not null,
  id              uuid not null,
  channel         text not null,
  source_id       uuid,
  reply_lead_id   uuid,
  envelope_from   text not null,
  envelope_to     text not null,
  peer            text not null,
  bytes           bytea not null,
  sha256          text not null,
  received_at     timestamp with time zone not null,
  read_state      text not null default 'waiting'::text,
  read_attempts   integer not null default 0,
  next_read_at    timestamp with time zone,
  read_at         timestamp with time zone,
  class           text,
  read_error      text,
  media_type      text not null default 'message/rfc822'::text,
  sender_name     text not null default ''::text,
  sender_address  text not null default ''::text,
  subject         text not null default ''::text,
  class_reason    jsonb not null default '[]'::jsonb,
  class_found     text,
  class_set_by    uuid,
  class_set_at    timestamp with time zone,
  peer_name       text not null default ''::text,
  sender_verdict  jsonb,
  sender_due_at   timestamp with time zone,
  sender_attempts smallint not null default 0,
  settled         boolean not null default false,
  constraint raw_messages_pkey PRIMARY KEY (dealership_id, id),
  constraint raw_messages_channel_check CHECK ((channel = ANY (ARRAY['smtp'::text, 'imap'::text, 'http'::text, 'form'::text, 'import'::text]))),
  constraint raw_messages_check CHECK (((source_id IS NULL) <> (reply_lead_id IS NULL))),
  constraint raw_messages_check1 CHECK (((next_read_at IS NOT NULL) = (read_state = 'waiting'::text))),
  constraint raw_messages_check2 CHECK (((class_set_by IS NULL) = (class_set_at IS NULL))),
  constraint raw_messages_read_state_check CHECK ((read_state = ANY (ARRAY['waiting'::text, 'read'::text, 'stuck'::text]))),
  constraint raw_messages_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE INDEX raw_messages_class_set ON public.raw_messages USING btree (dealership_id, source_id, sender_address) WHERE (class_set_by IS NOT NULL);
CREATE INDEX raw_messages_delivered ON public.raw_messages USING btree (dealership_id, source_id, received_at DESC) WHERE (class = ANY (ARRAY['duplicate'::text, 'spam'::text]));
CREATE INDEX raw_messages_imap ON public.raw_messages USING btree (dealership_id, source_id, sha256) WHERE (channel = 'imap'::text);
CREATE INDEX raw_messages_received ON public.raw_messages USING btree (dealership_id, received_at DESC, id DESC);
CREATE INDEX raw_messages_same ON public.raw_messages USING btree (dealership_id, sha256);
CREATE INDEX raw_messages_sender_due ON public.raw_messages USING btree (sender_due_at) WHERE (sender_due_at IS NOT NULL);
CREATE INDEX raw_messages_source ON public.raw_messages USING btree (dealership_id, source_id, received_at DESC);
CREATE INDEX raw_messages_stuck ON public.raw_messages USING btree (dealership_id) WHERE ((read_state = 'waiting'::text) AND (read_attempts > 2));
CREATE INDEX raw_messages_waiting ON public.raw_messages USING btree (next_read_at) WHERE (read_state = 'waiting'::text);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table received_keys (
  dealership_id  uuid not null,
  source_id      uuid not null,
  key            text not null,
  raw_message_id uuid not null,
  constraint received_keys_pkey PRIMARY KEY (dealership_id, source_id, key),
  constraint received_keys_key_check CHECK ((length(key) <= 300)),
  constraint received_keys_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint received_keys_dealership_id_raw_message_id_fkey FOREIGN KEY (dealership_id, raw_message_id) REFERENCES raw_messages(dealership_id, id) ON DELETE CASCADE,
  constraint received_keys_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX received_keys_message ON public.received_keys USING btree (dealership_id, raw_message_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table refused_calls (
  dealership_id uuid not null,
  source_id     uuid not null,
  code          text not null,
  detail        text not null,
  count         integer not null,
  last_at       timestamp with time zone not null,
  constraint refused_calls_pkey PRIMARY KEY (dealership_id, source_id, code),
  constraint refused_calls_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint refused_calls_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id) ON DELETE CASCADE
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table rereading_leads (
  dealership_id uuid not null,
  rereading_id  uuid not null,
  lead_id       uuid not null,
  differences   jsonb not null,
  applied_at    timestamp with time zone,
  chosen        boolean not null default true,
  constraint rereading_leads_pkey PRIMARY KEY (dealership_id, rereading_id, lead_id),
  constraint rereading_leads_dealership_id_lead_id_fkey FOREIGN KEY (dealership_id, lead_id) REFERENCES leads(dealership_id, id) ON DELETE CASCADE,
  constraint rereading_leads_dealership_id_rereading_id_fkey FOREIGN KEY (dealership_id, rereading_id) REFERENCES rereadings(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX rereading_leads_lead ON public.rereading_leads USING btree (dealership_id, lead_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table rereadings (
  dealership_id uuid not null,
  id            uuid not null,
  source_id     uuid not null,
  since_at      timestamp with time zone not null,
  state         text not null,
  total         integer not null,
  done          integer not null default 0,
  failed        integer not null default 0,
  after_id      uuid,
  created_at    timestamp with time zone not null,
  created_by    uuid not null,
  applied_at    timestamp with time zone,
  applied_by    uuid,
  constraint rereadings_pkey PRIMARY KEY (dealership_id, id),
  constraint rereadings_state_check CHECK ((state = ANY (ARRAY['comparing'::text, 'compared'::text, 'applying'::text, 'applied'::text, 'dropped'::text]))),
  constraint rereadings_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint rereadings_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id)
);
CREATE UNIQUE INDEX rereadings_one_a_source ON public.rereadings USING btree (dealership_id, source_id) WHERE (state = ANY (ARRAY['comparing'::text, 'compared'::text, 'applying'::text]));
CREATE INDEX rereadings_running ON public.rereadings USING btree (created_at) WHERE (state = ANY (ARRAY['comparing'::text, 'applying'::text]));
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table setting_changes (
  dealership_id uuid not null,
  id            uuid not null,
  changed_at    timestamp with time zone not null,
  changed_by    uuid,
  subject       text not null,
  old           jsonb,
  new           jsonb,
  constraint setting_changes_pkey PRIMARY KEY (dealership_id, id),
  constraint setting_changes_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE INDEX setting_changes_at ON public.setting_changes USING btree (dealership_id, changed_at DESC);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table source_checks (
  dealership_id uuid not null,
  source_id     uuid not null,
  step          text not null,
  checked_at    timestamp with time zone not null,
  checked_by    uuid,
  constraint source_checks_pkey PRIMARY KEY (dealership_id, source_id, step),
  constraint source_checks_step_check CHECK ((step = ANY (ARRAY['addressEntered'::text, 'testReceived'::text, 'fieldsRead'::text, 'senderConfirmed'::text]))),
  constraint source_checks_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table source_forms (
  dealership_id   uuid not null,
  source_id       uuid not null,
  token           text not null,
  active          boolean not null,
  fields          jsonb not null,
  consent_text    text not null,
  consent_version integer not null,
  constraint source_forms_pkey PRIMARY KEY (dealership_id, source_id),
  constraint source_forms_consent_version_check CHECK ((consent_version >= 0)),
  constraint source_forms_token_check CHECK ((token <> ''::text)),
  constraint source_forms_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id),
  constraint source_forms_token_key UNIQUE (token)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table source_secrets (
  dealership_id uuid not null,
  source_id     uuid not null,
  id            uuid not null,
  hash          text not null,
  hint          text not null,
  made_at       timestamp with time zone not null,
  last_used_at  timestamp with time zone,
  constraint source_secrets_pkey PRIMARY KEY (dealership_id, source_id, id),
  constraint source_secrets_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint source_secrets_dealership_id_source_id_fkey FOREIGN KEY (dealership_id, source_id) REFERENCES sources(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX source_secrets_source ON public.source_secrets USING btree (source_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table sources (
  dealership_id      uuid not null,
  id                 uuid not null,
  branch_id          uuid not null,
  kind               text not null,
  name               text not null,
  silence_limit_days integer not null,
  active             boolean not null default true,
  created_at         timestamp with time zone not null,
  monitored          boolean not null default true,
  active_since       timestamp with time zone not null,
  monitor_changed_at timestamp with time zone,
  seen_until_on      date,
  paused_until_on    date,
  archived_at        timestamp with time zone,
  constraint sources_pkey PRIMARY KEY (dealership_id, id),
  constraint sources_check CHECK (((paused_until_on IS NULL) OR (NOT active))),
  constraint sources_check1 CHECK (((archived_at IS NULL) OR (NOT active))),
  constraint sources_name_check CHECK ((name <> ''::text)),
  constraint sources_silence_limit_days_check CHECK ((silence_limit_days > 0)),
  constraint sources_dealership_id_branch_id_fkey FOREIGN KEY (dealership_id, branch_id) REFERENCES branches(dealership_id, id),
  constraint sources_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table standstills (
  from_at  timestamp with time zone not null,
  until_at timestamp with time zone not null,
  constraint standstills_pkey PRIMARY KEY (from_at),
  constraint standstills_check CHECK ((until_at > from_at))
);
grant select to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table support_visits (
  dealership_id uuid not null,
  id            uuid not null,
  operator_id   uuid not null,
  operator_name text not null,
  reason        text not null,
  entered_at    timestamp with time zone not null,
  ends_at       timestamp with time zone not null,
  constraint support_visits_pkey PRIMARY KEY (dealership_id, id),
  constraint support_visits_reason_check CHECK ((reason <> ''::text)),
  constraint support_visits_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id)
);
CREATE INDEX support_visits_operator ON public.support_visits USING btree (operator_id, ends_at);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table text_blocks (
  dealership_id uuid not null,
  id            uuid not null,
  owner_id      uuid,
  name          text not null,
  text          text not null,
  created_at    timestamp with time zone not null,
  constraint text_blocks_pkey PRIMARY KEY (dealership_id, id),
  constraint text_blocks_name_check CHECK ((name <> ''::text)),
  constraint text_blocks_text_check CHECK ((text <> ''::text)),
  constraint text_blocks_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint text_blocks_dealership_id_owner_id_fkey FOREIGN KEY (dealership_id, owner_id) REFERENCES accounts(dealership_id, id)
);
CREATE INDEX text_blocks_owner ON public.text_blocks USING btree (dealership_id, owner_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table thread_marks (
  dealership_id uuid not null,
  mark          text not null,
  lead_id       uuid not null,
  marked_at     timestamp with time zone not null,
  constraint thread_marks_pkey PRIMARY KEY (dealership_id, mark, lead_id),
  constraint thread_marks_mark_check CHECK (((mark <> ''::text) AND (length(mark) <= 600))),
  constraint thread_marks_dealership_id_lead_id_fkey FOREIGN KEY (dealership_id, lead_id) REFERENCES leads(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX thread_marks_lead ON public.thread_marks USING btree (dealership_id, lead_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

create table unfetched_mails (
  dealership_id uuid not null,
  mailbox_id    uuid not null,
  uid_validity  bigint not null,
  uid           bigint not null,
  tries         integer not null,
  stand_in_id   uuid,
  next_try_at   timestamp with time zone,
  constraint unfetched_mails_pkey PRIMARY KEY (dealership_id, mailbox_id, uid_validity, uid),
  constraint unfetched_mails_dealership_id_fkey FOREIGN KEY (dealership_id) REFERENCES dealerships(dealership_id),
  constraint unfetched_mails_dealership_id_mailbox_id_fkey FOREIGN KEY (dealership_id, mailbox_id) REFERENCES mailboxes(dealership_id, id) ON DELETE CASCADE,
  constraint unfetched_mails_dealership_id_stand_in_id_fkey FOREIGN KEY (dealership_id, stand_in_id) REFERENCES raw_messages(dealership_id, id) ON DELETE CASCADE
);
CREATE INDEX unfetched_mails_stand_in ON public.unfetched_mails USING btree (dealership_id, stand_in_id);
-- row level security forced
-- policy own_dealership for all to leadwacht_app using ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((dealership_id = ( SELECT (NULLIF(current_setting('leadwacht.dealership_id'::text, true), ''::text))::uuid AS "nullif")))
-- policy whole_installation for all to leadwacht_system using (true) with check (true)
grant delete, insert, select, update to leadwacht_app;
grant delete, insert, select, update to leadwacht_system;

CREATE OR REPLACE FUNCTION public.guard_tenant_tables()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$
