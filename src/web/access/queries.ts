import { queryOptions } from '@tanstack/react-query';
import { getMailSettings, getOwnAccess } from '../../contract/own-access.ts';
import { getSupport } from '../../contract/support.ts';
import { call } from '../api.ts';

export const ownAccessQuery = queryOptions({
  queryKey: ['own-access'],
  queryFn: () => call(getOwnAccess),
});

export const mailSettingsQuery = queryOptions({
  queryKey: ['own-mails'],
  queryFn: () => call(getMailSettings),
});

export const supportQuery = queryOptions({
  queryKey: ['support'],
  queryFn: () => call(getSupport),
});
