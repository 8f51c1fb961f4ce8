-- Mailboxes of the dealership that are emptied by IMAP (product.md 7).
create table mailboxes (
  dealership_id   uuid not null references dealerships,
  id              uuid not null,
  -- Whose enquiries these are, unless a mail names another address of ours.
  source_id       uuid not null,
  host            text not null,
  port            integer not null,
  security        text not null check (security in ('tls', 'startTls', 'none')),
  username        text not null,
  folder          text not null,
  start_with      text not null check (start_with in ('new', 'unread')),
  auth            text not null check (auth in ('password', 'oauth2')),
  -- Where and as whom access tokens are fetched; null with a password.
  oauth           jsonb check ((oauth is not null) = (auth = 'oauth2')),
  -- The password, or the client secret and refresh token, sealed with the installation's secret.
  sealed_secret   text not null,
  paused          boolean not null default false,
  -- Counts the changes of all above: whoever works on an older one begins anew.
  revision        integer not null default 1,
  created_at      timestamptz not null,

  -- How far it was read. All of it is taken in up to last_uid, and marked as seen up to seen_uid; up to backlog_uid
  -- only what is unread, or came since backlog_since.
  uid_validity    bigint,
  last_uid        bigint not null default 0,
  seen_uid        bigint not null default 0,
  backlog_uid     bigint not null default 0,
  backlog_since   timestamptz,

  -- Which process reads it.
  leased_by       uuid,
  leased_until    timestamptz,

  -- How it stands.
  looked_at       timestamptz not null,
  connected_at    timestamptz,
  last_message_at timestamptz,
  failures        integer not null default 0,
  failing_since   timestamptz,
  failure         text,
  failure_detail  text,
  retry_at        timestamptz not null,
  primary key (dealership_id, id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id)
);

-- When a mailbox was not looked at although it should have been: what a source's silence may come from.
create table mailbox_outages (
  dealership_id   uuid not null references dealerships,
  id              uuid not null,
  source_id       uuid not null,
  mailbox         text not null,
  from_at         timestamptz not null,
  until_at        timestamptz not null,
  primary key (dealership_id, id)
);
create index mailbox_outages_source on mailbox_outages (dealership_id, source_id, until_at);

-- A mail that was moved out of a mailbox and back in comes with a new number, but is the same mail.
create index raw_messages_imap on raw_messages (dealership_id, source_id, sha256) where channel = 'imap';
select guard_tenant_tables();
