const UNITS = ['byte', 'kilobyte', 'megabyte'] as const;

/** "412 kB", as the reader's language writes it. */
export const sizeText = (bytes: number, language: string): string => {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    maximumFractionDigits: step === 2 ? 1 : 0,
  }).format(bytes / 1_000 ** step);
};
