-- By which marks a mail is known to belong to a lead: the Message-IDs of what its customer wrote, and the conversation
-- an exchange carries it in. Our own mails are known by the outbox.
create table thread_marks (
  dealership_id uuid not null,
  mark          text not null check (mark <> '' and length(mark) <= 600),
  lead_id       uuid not null,
  marked_at     timestamptz not null,
  primary key (dealership_id, mark, lead_id),
  foreign key (dealership_id, lead_id) references leads (dealership_id, id) on delete cascade
);
create index thread_marks_lead on thread_marks (dealership_id, lead_id);
insert into thread_marks (dealership_id, mark, lead_id, marked_at)
select dealership_id, 'message:' || message_id, id, arrived_at from leads where length(message_id) between 1 and 500
union
select dealership_id, 'conversation:' || (enquiry #>> '{external,conversationId}'), id, arrived_at from leads
where length(enquiry #>> '{external,conversationId}') between 1 and 500;

-- Which of our mails a reply or a delivery report speaks of; what of a lead's mails became what.
create index outbox_message on outbox (dealership_id, message_id) where lead_id is not null;
create index outbox_lead on outbox (dealership_id, lead_id, created_at desc) where lead_id is not null;

-- The customer's address at which mail does not arrive, and why.
alter table leads add column unreachable_address text;
alter table leads add column unreachable_reason text;
alter table leads add column unreachable_at timestamptz;
alter table leads add check ((unreachable_address is null) = (unreachable_reason is null)
                             and (unreachable_address is null) = (unreachable_at is null));
select guard_tenant_tables();
