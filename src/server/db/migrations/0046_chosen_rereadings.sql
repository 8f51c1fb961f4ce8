-- Of a source that was read anew, single leads can be taken; the others stay as they are.
alter table rereading_leads add column chosen boolean not null default true;
