export const sources = {
  title: 'Sources',
  lead: 'Where your enquiries come from, and where each source sends them.',
  leadAddress: 'Lead address',
  copyAddressOf: 'Copy the lead address of {{name}}',
  howTo: 'Where to enter it?',
  lastLead: 'Last enquiry',
  noLeadYet: 'none yet',
  leads: 'Enquiries',
  silenceLimit: 'Notice of silence',
  silenceDays_one: 'after {{count}} day',
  silenceDays_other: 'after {{count}} days',
  paused: 'paused',
  empty: 'No source yet',
  emptyText: 'Sources are created when the dealership is set up.',
  instruction: {
    mobile:
      'Sign in to mobile.de with your dealer account and replace the email address that receives customer enquiries with this address. If you have several locations, give each its own address.',
    autoscout24:
      'Sign in to AutoScout24 with your dealer account and replace the email address that receives customer enquiries with this address. If you can choose the format of the mails, take ADF/XML: it is read most reliably.',
    homepage:
      'Enter this address as the recipient of the contact form and of vehicle enquiries. If an agency runs your homepage, send this address to them.',
    other:
      'Enter this address as the recipient wherever this source sends your enquiries. If you cannot find the place, the dealer support of the source will help.',
  },
  test: {
    send: 'Send a test enquiry',
    again: 'Send another one',
    step: {
      arrived: 'arrived',
      read: 'read',
      lead: 'enquiry created',
    },
    stepHint: {
      arrived: 'The mail is safely stored.',
      read: 'Name and vehicle were recognised.',
      lead: 'Enquiry no. {{number}} is in the list and its clock runs.',
    },
    waiting: 'waiting',
    open: 'Open enquiry no. {{number}}',
    done: 'It works: the mail has become an enquiry.',
    slow: 'The mail has arrived but has not been read yet. This usually takes seconds. It is safely stored and will be read as soon as the intake works again.',
    failed: 'The test enquiry could not be sent',
  },
} as const;
