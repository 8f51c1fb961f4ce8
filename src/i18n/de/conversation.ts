export const conversation = {
  unreachable: 'Adresse nicht erreichbar',
  failure: {
    noSuchAddress: 'Diese Adresse gibt es nicht.',
    noSuchHost: 'Den Mailserver hinter dieser Adresse gibt es nicht.',
    full: 'Das Postfach ist voll.',
    tooLarge: 'Die Mail war dem Empfänger zu groß.',
    refused: 'Der Mailserver des Empfängers nimmt unsere Mail nicht an.',
    unknown: 'Der Mailserver des Empfängers nannte keinen klaren Grund.',
  },
} as const;
