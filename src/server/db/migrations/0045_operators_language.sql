-- Operators belong to no dealership, and are written to in their own language as everybody is.
alter table operators add column language text not null default 'de' check (language in ('de', 'en'));
