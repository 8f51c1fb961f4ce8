export const operator = {
  title: 'Dealerships',
  lead: 'All dealerships of this installation.',
  setUp: 'Set up a dealership',
  setUpLead: 'Opening hours and sources start with the usual values. The administrator adapts them.',
  admin: 'First administrator',
  adminHint: 'Hand over the password in person.',
  column: { name: 'Dealership', since: 'Set up', accounts: 'Accounts', openLeads: 'Open enquiries' },
  empty: 'No dealership yet',
  emptyText: 'Set up the first dealership.',
  done: '{{name}} is set up',
  doneText: 'These lead addresses belong to the dealership:',
  close: 'Done',
} as const;
