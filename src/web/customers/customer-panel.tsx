import { Button } from '@mantine/core';
import { IconMail, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  type CustomerPanel as Customer,
  getCustomer,
  mergeCustomer,
  separateCustomer,
} from '../../contract/customers.ts';
import type { LeadPage } from '../../contract/leads.ts';
import { call } from '../api.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { ShortTime } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import classes from './customer-panel.module.css';

/** What is known of the customer beyond this lead: ways to reach them, who may be the same person, what was merged. */
export const CustomerPanel = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['leads', 'customer', lead.id],
    queryFn: () => call(getCustomer, { params: { id: lead.id } }),
  });
  const customer = data?.customer;
  if (!customer) return null;
  return (
    <div className={classes.panel}>
      <Contacts customer={customer} lead={lead} />
      {customer.hidden > 0 ? (
        <p className={classes.soft}>{t('customers.hidden', { count: customer.hidden })}</p>
      ) : null}
      <Similar customer={customer} />
      <Merges customer={customer} zone={lead.zone} />
    </div>
  );
};

/** Those the lead itself does not show. */
const Contacts = ({ customer, lead }: { customer: Customer; lead: LeadPage }) => {
  const { t } = useTranslation();
  const shown = [lead.customerMail?.toLowerCase(), lead.customerPhone];
  const others = customer.contacts.filter(({ value }) => !shown.includes(value));
  if (others.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('customers.contacts')}>
      {others.map(({ kind, value, lead: from, source }) => (
        <li key={`${kind}:${value}`}>
          {kind === 'mail' ? <IconMail size={15} aria-hidden /> : <IconPhone size={15} aria-hidden />}
          <span className={classes.text}>
            {kind === 'phone' ? <a href={`tel:${value}`}>{value}</a> : value}
            <LinkAnchor to="/anfragen/$id" params={{ id: from.id }} className={classes.from}>
              {t('customers.from', { number: from.number, source })}
            </LinkAnchor>
          </span>
        </li>
      ))}
    </ul>
  );
};

const Similar = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation();
  const merge = useAct(mergeCustomer, { refreshes: ['leads'], done: t('customers.merged') });
  if (customer.similar.length === 0) return null;
  return (
    <section>
      <h3>{t('customers.similar')}</h3>
      <ul className={classes.list}>
        {customer.similar.map(({ id, name, why, lead }) => (
          <li key={id}>
            <span className={classes.text}>
              <LinkAnchor to="/anfragen/$id" params={{ id: lead.id }}>
                {name ?? t('customers.nameless')}
              </LinkAnchor>
              <span className={classes.soft}>{t(`customers.why.${why}`)}</span>
            </span>
            <Button
              size="xs"
              variant="default"
              loading={merge.isPending}
              aria-label={t('customers.mergeWith', { name: name ?? t('customers.nameless') })}
              onClick={() => merge.mutate({ params: { id }, body: { into: customer.id } })}
            >
              {t('customers.merge')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Merges = ({ customer, zone }: { customer: Customer; zone: string }) => {
  const { t } = useTranslation();
  const separate = useAct(separateCustomer, { refreshes: ['leads'], done: t('customers.separated') });
  if (customer.merges.length === 0) return null;
  return (
    <section>
      <h3>{t('customers.merges')}</h3>
      <ul className={classes.list}>
        {customer.merges.map((merge) => {
          const name = merge.name ?? t('customers.nameless');
          const isPresent = merge.separatedAt === null;
          const by = (isPresent ? merge.mergedBy : merge.separatedBy) ?? t('customers.formerColleague');
          return (
            <li key={`${merge.customerId}${merge.mergedAt}`}>
              <span className={classes.text}>
                {t(isPresent ? 'customers.mergedBy' : 'customers.separatedBy', { name, by })}
                <span className={classes.soft}>
                  <ShortTime at={merge.separatedAt ?? merge.mergedAt} zone={zone} />
                </span>
              </span>
              {isPresent ? (
                <Button
                  size="xs"
                  variant="default"
                  loading={separate.isPending}
                  aria-label={t('customers.separateFrom', { name })}
                  onClick={() => separate.mutate({ params: { id: merge.customerId }, body: {} })}
                >
                  {t('customers.separate')}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
