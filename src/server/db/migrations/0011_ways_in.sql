-- Every way in (product.md 7): what came otherwise than by SMTP is kept as the bytes that came, too.
alter table raw_messages drop constraint raw_messages_channel_check;
alter table raw_messages add constraint raw_messages_channel_check
  check (channel in ('smtp', 'imap', 'http', 'form', 'import'));
-- What the bytes are: a mail unless the way they came says otherwise (JSON, ADF).
alter table raw_messages add column media_type text not null default 'message/rfc822';

-- What the product may have to say, to customers (acknowledgement) and to its people.
alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check
  check (kind in ('escalation', 'answer', 'invitation', 'passwordReset', 'monitor', 'acknowledgement', 'earlyWarning',
                  'notice'));
