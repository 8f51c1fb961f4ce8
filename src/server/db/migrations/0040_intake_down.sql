-- A source whose mailbox was out of reach did not fall silent: our intake did.
alter table monitor_findings drop constraint monitor_findings_verdict_check;
alter table monitor_findings add constraint monitor_findings_verdict_check
  check (verdict in ('ok', 'waiting', 'silent', 'intakeDown'));
