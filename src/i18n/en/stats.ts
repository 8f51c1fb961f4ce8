export const stats = {
  whatIf: {
    title: 'What if',
    lead: 'How many enquiries would have become overdue or escalated with other times. This only calculates; nothing is changed.',
    change: 'Change escalation times',
    times: 'Choose other times',
    present: 'now: {{value}}',
    reset: 'Back to the present times',
    period: 'Period',
    days: 'last {{days}} days',
    asNow: 'With the present times: {{overdue}} of {{leads}} overdue, {{escalated}} of them escalated.',
    asChosen:
      'With the chosen times: {{overdue}} instead of {{overdueNow}} of {{leads}} overdue, {{escalated}} instead of {{escalatedNow}} escalated.',
    hint: 'Choose other times above to compare.',
    overdue: 'Overdue (E1)',
    escalated: 'Escalated (E2.1)',
    byPresent: 'present times',
    byChosen: 'chosen times',
    fewer: '{{count}} fewer',
    more: '{{count}} more',
    equal: 'the same number',
    bySource: 'By source',
    source: 'Source',
    leads: 'Enquiries',
    spoken: 'now {{present}}, chosen {{chosen}}',
    counted:
      'Counted are usable enquiries since {{since}}, each until it was first handled and with the present opening hours of its branch. Old enquiries entered later do not count.',
    exceptions: 'Times of their own of branches and sources hold here too.',
    empty: 'No enquiries in this period',
    emptyText:
      'Once enquiries have arrived you see here how many of them would have become overdue or escalated with other times.',
  },
} as const;
