import type { Config } from '../../config.ts';
import { DONE } from '../../contract/endpoint.ts';
import * as contract from '../../contract/forms.ts';
import { DEFAULT_FIELDS } from '../../domain/forms/homepage-form.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { findSource } from '../sources/store.ts';
import { setForm } from './commands.ts';
import { findForm } from './store.ts';

export const formRoutes = ({ publicUrl }: Pick<Config, 'publicUrl'>): Route[] => [
  dealershipRoute(contract.getForm, async (work, { params }) => {
    await findSource(work, params.id);
    const form = await findForm(work, params.id);
    const link = form && `${publicUrl}${contract.FORM_PATH}${form.token}`;
    return {
      active: form?.active ?? false,
      fields: form?.fields ?? DEFAULT_FIELDS,
      consentText: form?.consentText ?? '',
      consentVersion: form?.consentVersion ?? 0,
      link,
      snippet: link && `<script src="${link}.js" async></script>`,
    };
  }),

  dealershipRoute(contract.setForm, async (work, { params, body }, caller) => {
    await setForm(work, params.id, body, caller);
    return DONE;
  }),
];
