const DISK_FULL = '53100';
/** Connection failures by their system or SQLSTATE code: the server is gone, stopping, starting, or full. */
const AWAY_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '08000',
  '08003',
  '08006',
  '25P03',
  DISK_FULL,
  '53300',
  '57P01',
  '57P02',
  '57P03',
];
/** What pg says, without a code, of a connection it lost or could not get. */
const AWAY_MESSAGE =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/;

/** Whether a statement failed because the database cannot be reached: worth trying again later, nobody's mistake. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  if (AWAY_MESSAGE.test(error.message)) return true;
  if (!('code' in error)) return false;
  const noSocket = error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  return noSocket || AWAY_CODES.includes(String(error.code));
};

/** Whether the database refused a statement for want of room on its disk. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DISK_FULL;
