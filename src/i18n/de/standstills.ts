/** Times in which Leadwacht did not run. */
export const standstills = {
  title: 'Stillstände',
  lead: 'Zeiten, in denen Leadwacht nicht lief, zum Beispiel weil der Server aus war. Was in dieser Zeit fällig wurde, ist danach mit seinem richtigen Zeitpunkt nachgetragen und gemeldet worden.',
  none: 'Bisher kein Stillstand.',
  period: '{{from}} bis {{until}}',
  lasted: 'Nach {{duration}} wieder in Betrieb.',
  nothingLate: 'In dieser Zeit wurde nichts fällig.',
  late_one: '1 Stufe wurde verspätet erkannt:',
  late_other: '{{count}} Stufen wurden verspätet erkannt:',
  more_one: 'und 1 weitere',
  more_other: 'und {{count}} weitere',
} as const;
