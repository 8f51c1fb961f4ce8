-- How the people of a dealership sign in with their company accounts (OpenID Connect, product.md 11).
create table company_sign_ins (
  dealership_id  uuid primary key references dealerships,
  -- As people know it, e.g. the name of the group.
  name           text not null check (name <> ''),
  issuer         text not null,
  client_id      text not null,
  -- Sealed with the installation's secret; null: the provider asks for none.
  sealed_secret  text,
  -- Mail addresses count as confirmed where the provider says nothing about it.
  trusts_mail    boolean not null,
  -- Nobody but admins signs in with a password.
  only_way       boolean not null,
  changed_at     timestamptz not null
);
select guard_tenant_tables();

-- By which way a session was opened: a company account brings the second factor of its own provider.
alter table auth_sessions add column via text not null default 'password' check (via in ('password', 'company'));
