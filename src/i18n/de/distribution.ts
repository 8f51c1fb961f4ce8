/** Who gets new enquiries, and why. */
export const distribution = {
  /** The Verlauf: "Verteilung: reihum, Anna Auer war am längsten nicht dran". */
  history: 'Verteilung: {{why}}',
  followed: 'Verteilung: folgt {{to}} als Anfrage desselben Interessenten, wie',
  why: {
    adviser: 'Kundenbetreuer {{person}}, letzte Anfrage #{{number}}',
    manual: 'von Hand',
    roundRobin: 'reihum',
    rule: 'Regel {{rule}}',
    noRule: 'keine Regel passte',
    named: '{{person}}',
    standIn: '{{person}} in Vertretung für {{insteadOf}}',
    nextInTurn: '{{person}} war am längsten nicht dran',
    onlyOneThere: 'nur {{person}} ist da',
    nobodyThere: 'niemand ist da',
    pool: 'in den Pool ({{branch}})',
    dispatchers: 'wartet auf den Anfragenverteiler',
  },
} as const;
