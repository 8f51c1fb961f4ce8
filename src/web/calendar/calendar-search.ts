/** What stands in the address of the calendar: which branch, and which year. */
export interface CalendarSearch {
  niederlassung?: string;
  jahr?: number;
}

export const readCalendarSearch = (search: Record<string, unknown>): CalendarSearch => {
  const { niederlassung, jahr } = search;
  return {
    ...(typeof niederlassung === 'string' ? { niederlassung } : {}),
    ...(typeof jahr === 'number' && Number.isInteger(jahr) && jahr >= 2000 && jahr < 2100 ? { jahr } : {}),
  };
};
