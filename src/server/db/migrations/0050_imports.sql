-- Files of enquiries that are brought in: kept first, piece by piece, then taken apart, read and shown, and only taken
-- over when somebody says so. `settled`: old enquiries, kept to be looked up.
create table imports (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  source_id      uuid not null,
  file_name      text not null,
  file_bytes     bigint not null default 0,
  format         text not null check (format in ('mail', 'mbox', 'csv')),
  settled        boolean not null,
  state          text not null check (state in
                   ('receiving', 'splitting', 'refused', 'reading', 'read', 'taking', 'taken', 'dropped')),
  refused_as     text,
  columns        jsonb not null default '[]',
  created_at     timestamptz not null,
  created_by     uuid not null,
  taken_at       timestamptz,
  taken_by       uuid,
  primary key (dealership_id, id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id),
  check ((refused_as is not null) = (state = 'refused'))
);
create index imports_running on imports (created_at) where state in ('splitting', 'reading', 'taking');

-- The file as it came, until it is taken over or given up.
create table import_pieces (
  dealership_id  uuid not null,
  import_id      uuid not null,
  place          integer not null,
  bytes          bytea not null,
  primary key (dealership_id, import_id, place),
  foreign key (dealership_id, import_id) references imports (dealership_id, id) on delete cascade
);

-- Its mails by their number, its rows by their line. `known`: it is there already. Once it is taken, its bytes stand
-- with the message it became; those of an unreadable row stay.
create table import_items (
  dealership_id   uuid not null,
  import_id       uuid not null,
  place           integer not null,
  media_type      text not null,
  bytes           bytea not null,
  sha256          text not null,
  state           text not null check (state in ('waiting', 'read', 'known', 'unreadable')),
  class           text,
  found           jsonb,
  fault           text,
  raw_message_id  uuid,
  primary key (dealership_id, import_id, place),
  foreign key (dealership_id, import_id) references imports (dealership_id, id) on delete cascade,
  check ((fault is not null) = (state = 'unreadable'))
);
create index import_items_same on import_items (dealership_id, import_id, sha256);

-- What has come before is found by its bytes or its Message-ID, however long ago it came.
alter table raw_messages add column settled boolean not null default false;
create index raw_messages_same on raw_messages (dealership_id, sha256);
create index leads_message on leads (dealership_id, message_id) where message_id is not null;

-- An enquiry that was brought in settled is closed with no outcome that anybody knows.
alter table leads drop constraint leads_close_outcome_check;
alter table leads add constraint leads_close_outcome_check
  check (close_outcome in ('won', 'lost', 'unusable', 'merged', 'settled'));
select guard_tenant_tables();
