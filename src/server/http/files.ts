import type { FastifyReply } from 'fastify';

/** A file as an endpoint with `sendsFile` answers it. */
export interface FileAnswer {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** To look at within a page instead of to keep: pictures only. */
  readonly inline?: boolean;
}

/**
 * Hands out what strangers may have written: as a download, of the type it really is, which no browser guesses anew; and
 * should one show it, nothing in it runs or is fetched.
 */
export const sendFile = (reply: FastifyReply, { name, mediaType, content, inline }: FileAnswer): Buffer => {
  reply
    .type(mediaType)
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; ${fileNameParameters(name)}`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store');
  return Buffer.from(content);
};

/** The name for everybody (RFC 8187), and in plain letters for what is old. */
const fileNameParameters = (name: string): string => {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
};
