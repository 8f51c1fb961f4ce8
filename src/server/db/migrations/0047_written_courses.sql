-- A clock's course is written down when it starts, stage by stage, so that the engine compares instants instead of
-- counting them again (docs/decisions/0014). null: the stage is off, or not to come any more. E1 and the follow-up date
-- stand in due_at. Clocks that run already get theirs from src/server/db/write-courses.ts.
alter table clocks
  add column reminder_at timestamptz,
  add column em1_at timestamptz,
  -- E2.1, or E2.2 of a follow-up; and the mail that counts from it.
  add column e2_at timestamptz,
  add column em2_at timestamptz;

-- What is compared cannot fail, so that no clock can be stuck.
drop index clocks_stuck;
alter table clocks drop column failed_attempts, drop column last_error;

-- A version of times or of a calendar is written once and stays: nobody may change or delete one, so that a clock need not
-- be checked against it each time it is given others (a fifth of what that costs).
alter table clocks
  drop constraint clocks_dealership_id_policy_id_fkey,
  drop constraint clocks_dealership_id_calendar_id_fkey;
revoke update, delete on policies, calendars from leadwacht_app, leadwacht_system;
