-- The person who asks (product.md 2): known again by what their enquiries state. A customer that a person merged into
-- another one stays with its leads and identities as it was; `root_id` says who it is taken for, so that separating it
-- restores it exactly.
create table customers (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  root_id        uuid not null,
  name           text,
  name_key       text,
  postcode       text,
  created_at     timestamptz not null,
  primary key (dealership_id, id),
  foreign key (dealership_id, root_id) references customers (dealership_id, id)
);
create index customers_root on customers (dealership_id, root_id);
create index customers_likeness on customers (dealership_id, name_key, postcode)
  where name_key is not null and postcode is not null;

alter table leads add column customer_id uuid;
alter table leads add foreign key (dealership_id, customer_id) references customers (dealership_id, id);
create index leads_customer on leads (dealership_id, customer_id) where customer_id is not null;

-- What identifies a person: an address or number of their own, or an exchange's key of the buyer. Nobody shares one.
create table customer_identities (
  dealership_id  uuid not null references dealerships,
  kind           text not null check (kind in ('mail', 'phone', 'buyer')),
  value          text not null check (value <> ''),
  customer_id    uuid not null,
  -- Similar addresses have the same; null where an address is like too many others.
  likeness       text,
  primary key (dealership_id, kind, value),
  foreign key (dealership_id, customer_id) references customers (dealership_id, id)
);
create index customer_identities_customer on customer_identities (dealership_id, customer_id);
create index customer_identities_likeness on customer_identities (dealership_id, likeness) where likeness is not null;

-- Which enquiry states it; an identity that none of a customer's enquiries states any more is not theirs.
create table lead_identities (
  dealership_id  uuid not null references dealerships,
  lead_id        uuid not null,
  kind           text not null check (kind in ('mail', 'phone', 'buyer')),
  value          text not null check (value <> ''),
  primary key (dealership_id, lead_id, kind, value),
  foreign key (dealership_id, lead_id) references leads (dealership_id, id)
);
create index lead_identities_value on lead_identities (dealership_id, kind, value);

-- Who said that two customers are one person, and who took it back.
create table customer_merges (
  dealership_id  uuid not null references dealerships,
  id             uuid not null,
  customer_id    uuid not null,
  into_id        uuid not null check (into_id <> customer_id),
  merged_at      timestamptz not null,
  merged_by      uuid,
  separated_at   timestamptz,
  separated_by   uuid,
  primary key (dealership_id, id),
  foreign key (dealership_id, customer_id) references customers (dealership_id, id),
  foreign key (dealership_id, into_id) references customers (dealership_id, id)
);
create unique index customer_merges_present on customer_merges (dealership_id, customer_id) where separated_at is null;
create index customer_merges_into on customer_merges (dealership_id, into_id);
select guard_tenant_tables();

drop index leads_customer_mail;
drop index leads_customer_phone;

-- The leads that are there, in the order in which they came: the mail first, then the buyer key, then the telephone, in
-- E.164 as their enquiries have it. Not done here, unlike at an arrival: names are not compared when a telephone is
-- known, placeholders beyond "noreply" count, and accents other than umlauts keep names apart.
set local role leadwacht_system;
insert into lead_identities (dealership_id, lead_id, kind, value)
  select l.dealership_id, l.id, 'mail', lower(m->>'address')
  from leads l, jsonb_array_elements(l.enquiry->'customer'->'emails') m
  where not (m->>'relay')::boolean
    and m->>'address' !~* '^(no-?_?reply|do-?not-?reply|mailer-daemon|wordpress|www-data|root|nobody|bounces?)\y'
    and not exists (select from lead_addresses s where s.dealership_id = l.dealership_id
                    and s.local_part = split_part(lower(m->>'address'), '@', 1))
    and not exists (select from accounts a where a.dealership_id = l.dealership_id and lower(a.mail) = lower(m->>'address'))
  union
  select l.dealership_id, l.id, 'phone', p->>'e164'
  from leads l, jsonb_array_elements(l.enquiry->'customer'->'phones') p
  where p->>'e164' is not null and p->>'type' <> 'fax' and not (p->>'masked')::boolean
  union
  select l.dealership_id, l.id, 'buyer', concat(l.enquiry->'source'->>'key', ':', l.enquiry->'external'->>'buyerKey')
  from leads l where l.enquiry->'external'->>'buyerKey' <> '';
reset role;
analyze leads, lead_identities;

-- Planned once, while the tables are empty, each look would read them whole.
create function pg_temp.backfill() returns void language plpgsql
  set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  lead record;
  found uuid;
begin
  for lead in
    select l.dealership_id, l.id, l.arrived_at, l.customer_name,
           l.enquiry->'customer'->'address'->>'postalCode' as postcode
    from leads l
    where exists (select from lead_identities s where s.dealership_id = l.dealership_id and s.lead_id = l.id)
    order by l.dealership_id, l.number
  loop
    select i.customer_id into found
    from lead_identities s join customer_identities i using (dealership_id, kind, value)
    where s.dealership_id = lead.dealership_id and s.lead_id = lead.id
    order by array_position(array['mail', 'buyer', 'phone'], s.kind), s.value limit 1;
    if found is null then
      found := gen_random_uuid();
      insert into customers (dealership_id, id, root_id, name, name_key, postcode, created_at)
      values (lead.dealership_id, found, found, lead.customer_name,
        (select string_agg(word, ' ' order by word collate "C")
         from regexp_split_to_table(
           replace(replace(replace(replace(lower(translate(lead.customer_name, 'ÄÖÜ', 'äöü')), 'ß', 'ss'), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'),
           '[^[:alpha:]]+') word
         where word not in ('', 'herr', 'herrn', 'frau', 'dr', 'prof', 'dipl', 'ing', 'mr', 'mrs', 'ms', 'familie')),
        lead.postcode, lead.arrived_at);
    end if;
    insert into customer_identities (dealership_id, kind, value, customer_id, likeness)
      select s.dealership_id, s.kind, s.value, found,
             case when s.kind = 'mail' and length(local) >= 6
                       and local !~ '^(kontakt|service|verkauf|anfrage|zentrale|office|einkauf|buero|contact)' then local end
      from lead_identities s,
           regexp_replace(regexp_replace(s.value, '([+].*)?@[^@]*$', ''), '[._-]', '', 'g') local
      where s.dealership_id = lead.dealership_id and s.lead_id = lead.id
    on conflict do nothing;
    update leads set customer_id = found where dealership_id = lead.dealership_id and id = lead.id;
  end loop;
end $$;
set local role leadwacht_system;
select pg_temp.backfill();
reset role;
