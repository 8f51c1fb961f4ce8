/** Pages under Statistik. */
export const stats = {
  whatIf: {
    title: 'Was wäre wenn',
    lead: 'Wie viele Anfragen mit anderen Zeiten überfällig geworden oder eskaliert wären. Hier wird nur gerechnet, nichts geändert.',
    change: 'Eskalationszeiten ändern',
    times: 'Andere Zeiten wählen',
    present: 'jetzt: {{value}}',
    reset: 'Zurück zu den jetzigen Zeiten',
    period: 'Zeitraum',
    days: 'letzte {{days}} Tage',
    asNow: 'Mit den jetzigen Zeiten: {{overdue}} von {{leads}} überfällig, {{escalated}} davon eskaliert.',
    asChosen:
      'Mit den gewählten Zeiten: {{overdue}} statt {{overdueNow}} von {{leads}} überfällig, {{escalated}} statt {{escalatedNow}} eskaliert.',
    hint: 'Wählen Sie oben andere Zeiten, um zu vergleichen.',
    overdue: 'Überfällig (E1)',
    escalated: 'Eskaliert (E2.1)',
    byPresent: 'jetzige Zeiten',
    byChosen: 'gewählte Zeiten',
    fewer: '{{count}} weniger',
    more: '{{count}} mehr',
    equal: 'gleich viele',
    bySource: 'Je Quelle',
    source: 'Quelle',
    leads: 'Anfragen',
    spoken: 'jetzt {{present}}, gewählt {{chosen}}',
    counted:
      'Gezählt sind verwertbare Anfragen seit {{since}}, jede bis zu ihrer ersten Bearbeitung und mit den jetzigen Öffnungszeiten ihrer Niederlassung. Nachgetragene alte Anfragen zählen nicht mit.',
    exceptions: 'Eigene Zeiten von Niederlassungen und Quellen gelten auch hier weiter.',
    empty: 'Keine Anfragen in diesem Zeitraum',
    emptyText:
      'Sobald Anfragen eingegangen sind, sehen Sie hier, wie viele davon mit anderen Zeiten überfällig geworden oder eskaliert wären.',
  },
} as const;
