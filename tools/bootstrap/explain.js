import { stripVTControlCharacters } from 'node:util';

/** A failure already told in the operator's words. */
export class Explained extends Error {}

/** One or two plain lines for an error; a stack trace only for what nobody foresaw. */
export function explain(error) {
  if (error instanceof Explained) return error.message;
  const at = error?.path ? ` (${error.path})` : '';
  switch (error?.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `No permission to write here${at}.\nRun as the user the folder belongs to, or change its owner.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full${at}.\nMake room (about 1 GB is needed) and run the command again.`;
    default:
      return error?.stack ?? String(error);
  }
}

/** What npm printed, as a reason and a remedy. */
export function explainNpm(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output)) {
    return (
      'The packages could not be downloaded: the package registry does not answer.\n' +
      'Check the network (behind a proxy: npm config set https-proxy …) and run the command again.'
    );
  }
  if (/ENOSPC|no space left/i.test(output)) {
    return 'The packages could not be installed: the disk is full.\nMake room (about 1 GB) and run the command again.';
  }
  if (/EACCES|EPERM|EROFS|permission denied/i.test(output)) {
    return (
      "The packages could not be installed: no permission to write to node_modules or to npm's cache.\n" +
      'Run as the user these folders belong to, or change their owner.'
    );
  }
  if (/EUSAGE|can only install packages when/i.test(output)) {
    return 'package.json and package-lock.json do not fit together.\nRun "npm install" once, and commit both.';
  }
  return `The packages could not be installed. npm's own words:\n${lastLines(output, 15)}`;
}

/** The end of another program's output without colours and stack traces. */
export function lastLines(output, count) {
  const lines = stripVTControlCharacters(output).trim().split('\n');
  return lines
    .filter((line) => !/^\s+at /.test(line))
    .slice(-count)
    .join('\n');
}
