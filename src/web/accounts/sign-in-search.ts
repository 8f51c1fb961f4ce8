import { COMPANY_REFUSALS, type CompanyRefusal } from '../../domain/accounts/company-sign-in.ts';

/** Where somebody wanted to go before they were asked who they are, and why their company account was not let in. */
export interface SignInSearch {
  weiter?: string;
  firmenkonto?: CompanyRefusal;
}

export const readSignInSearch = (search: Partial<Record<keyof SignInSearch, unknown>>): SignInSearch => {
  const firmenkonto = COMPANY_REFUSALS.find((one) => one === search.firmenkonto);
  return {
    ...(typeof search.weiter === 'string' && { weiter: search.weiter }),
    ...(firmenkonto && { firmenkonto }),
  };
};
