import { readFile, stat } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { type Config, ConfigError } from '../../config.ts';

type Files = NonNullable<Config['smtpTls']>;

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly minVersion: 'TLSv1.2';
}

/** The certificate of STARTTLS. Throws `ConfigError` saying which file is wrong, and how. */
export const readCertificate = async ({ certFile, keyFile }: Files): Promise<Certificate> => {
  const certificate = {
    cert: await readNamed('LEADWACHT_SMTP_TLS_CERT', certFile),
    key: await readNamed('LEADWACHT_SMTP_TLS_KEY', keyFile),
    minVersion: 'TLSv1.2',
  } as const;
  try {
    createSecureContext(certificate);
  } catch (cause) {
    throw new ConfigError([
      `LEADWACHT_SMTP_TLS_CERT=${certFile} and LEADWACHT_SMTP_TLS_KEY=${keyFile} are no certificate and its key: ${(cause as Error).message}.`,
    ]);
  }
  return certificate;
};

const readNamed = async (name: string, file: string): Promise<Buffer> => {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new ConfigError([`${name}=${file} cannot be read: ${(cause as Error).message}.`]);
  }
};

/**
 * Tells, each time it is asked, whether the files were exchanged: the new certificate, once; null while they are as they
 * were. Throws, once for each state of the files, what `readCertificate` throws.
 */
export const watchCertificate = async (files: Files): Promise<() => Promise<Certificate | null>> => {
  let known = await stampOf(files);
  return async () => {
    const stamp = await stampOf(files);
    if (stamp === known) return null;
    known = stamp;
    return readCertificate(files);
  };
};

const stampOf = async ({ certFile, keyFile }: Files): Promise<string> => {
  const stamps = [certFile, keyFile].map((file) =>
    stat(file).then(
      ({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`,
      () => 'gone',
    ),
  );
  return (await Promise.all(stamps)).join();
};
