export const standstills = {
  title: 'Standstills',
  lead: 'Times in which Leadwacht did not run, for example because the server was off. What fell due in that time was entered and reported afterwards, with its true instant.',
  none: 'No standstill so far.',
  period: '{{from}} until {{until}}',
  lasted: 'Working again after {{duration}}.',
  nothingLate: 'Nothing fell due in that time.',
  late_one: '1 stage was noticed late:',
  late_other: '{{count}} stages were noticed late:',
  more_one: 'and 1 more',
  more_other: 'and {{count}} more',
} as const;
