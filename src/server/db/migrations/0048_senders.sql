-- Who really sent a mail (SPF, DKIM, DMARC): found out after it was accepted, shown, never a reason to refuse it.
alter table raw_messages
  -- How the sending server introduced itself (HELO).
  add column peer_name text not null default '',
  add column sender_verdict jsonb,
  -- When to find out; null: not asked, or known.
  add column sender_due_at timestamptz,
  add column sender_attempts smallint not null default 0;
create index raw_messages_sender_due on raw_messages (sender_due_at) where sender_due_at is not null;

alter table source_checks
  drop constraint source_checks_step_check,
  add constraint source_checks_step_check
    check (step in ('addressEntered', 'testReceived', 'fieldsRead', 'senderConfirmed'));
