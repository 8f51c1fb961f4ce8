-- Answers with attachments and a place in the customer's thread.
alter table outbox add column reference_ids text[] not null default '{}';
create table outbox_attachments (
  dealership_id uuid not null,
  outbox_id     uuid not null,
  position      integer not null check (position >= 0),
  name          text not null check (name <> ''),
  media_type    text not null,
  content       bytea not null,
  primary key (dealership_id, outbox_id, position),
  foreign key (dealership_id, outbox_id) references outbox (dealership_id, id) on delete cascade
);

-- Texts written once and used again; without an owner they are the whole dealership's.
create table text_blocks (
  dealership_id uuid not null references dealerships (dealership_id),
  id            uuid not null,
  owner_id      uuid,
  name          text not null check (name <> ''),
  text          text not null check (text <> ''),
  created_at    timestamptz not null,
  primary key (dealership_id, id),
  foreign key (dealership_id, owner_id) references accounts (dealership_id, id)
);
create index text_blocks_owner on text_blocks (dealership_id, owner_id);

-- What stands below an answer: the person's, else the branch's.
alter table accounts add column signature text not null default '';
alter table branches add column signature text not null default '';

-- The automatic first mail: a branch's, and of single sources where they differ.
create table acknowledgements (
  dealership_id uuid not null references dealerships (dealership_id),
  id            uuid not null,
  branch_id     uuid not null,
  source_id     uuid,
  spec          jsonb not null,
  primary key (dealership_id, id),
  unique nulls not distinct (dealership_id, branch_id, source_id),
  foreign key (dealership_id, branch_id) references branches (dealership_id, id),
  foreign key (dealership_id, source_id) references sources (dealership_id, id)
);
create index outbox_acknowledged on outbox (dealership_id, lower(to_address), created_at)
  where kind = 'acknowledgement';
select guard_tenant_tables();
