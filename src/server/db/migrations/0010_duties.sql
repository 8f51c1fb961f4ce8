-- When a dealership is next looked at for absences that began or ended overnight.
alter table dealerships add column duties_at timestamptz not null default 'epoch';
