import type { Config } from '../../config.ts';
import { DONE } from '../../contract/endpoint.ts';
import * as contract from '../../contract/forms.ts';
import { DEFAULT_FIELDS } from '../../domain/forms/homepage-form.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { lockSource } from '../sources/store.ts';
import { setForm } from './commands.ts';
import { findForm } from './store.ts';

export const formRoutes = ({ publicUrl }: Pick<Config, 'publicUrl'>): Route[] => [
  dealershipRoute(contract.getForm, async (work, { params }) => {
    await lockSource(work, params.id);
    const form = await findForm(work, params.id);
    const link = form && `${publicUrl}/formular/${form.token}`;
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
