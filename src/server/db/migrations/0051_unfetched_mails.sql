-- Mails of a mailbox that its server does not give (product.md 7): each is tried a few times, then a message of ours stands
-- in for it, so that neither it nor what came after it is lost.
create table unfetched_mails (
  dealership_id uuid not null references dealerships,
  mailbox_id    uuid not null,
  uid_validity  bigint not null,
  uid           bigint not null,
  -- Counted before each try, so that one that ends the program is counted, too; anew once a message stands in.
  tries         integer not null,
  -- The message that stands in for it; null: it is at its turn.
  stand_in_id   uuid,
  -- When it is tried again although a message stands in; null: when a person asks for it.
  next_try_at   timestamptz,
  primary key (dealership_id, mailbox_id, uid_validity, uid),
  foreign key (dealership_id, mailbox_id) references mailboxes (dealership_id, id) on delete cascade,
  foreign key (dealership_id, stand_in_id) references raw_messages (dealership_id, id) on delete cascade
);
create index unfetched_mails_stand_in on unfetched_mails (dealership_id, stand_in_id);
select guard_tenant_tables();
