import { isDiskFull } from '../db/away.ts';

/** smtp-server answers the client with the code and text of such an error. */
export type SmtpReply = Error & { readonly responseCode?: number };

export const reply = (responseCode: number, text: string): SmtpReply =>
  Object.assign(new Error(text), { responseCode });

/** What a sender hears while nothing can be written down; it comes again either way. */
export const notNow = (cause: unknown): SmtpReply =>
  isDiskFull(cause)
    ? reply(452, 'There is no room for mail at the moment, please try again later')
    : reply(451, 'Mail cannot be stored at the moment, please try again later');
