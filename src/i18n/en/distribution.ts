export const distribution = {
  history: 'Distribution: {{why}}',
  followed: 'Distribution: follows to {{to}} as an enquiry of the same customer, like',
  why: {
    adviser: 'personal adviser {{person}}, latest enquiry #{{number}}',
    manual: 'by hand',
    roundRobin: 'in turn',
    rule: 'rule {{rule}}',
    noRule: 'no rule fitted',
    named: '{{person}}',
    standIn: '{{person}} standing in for {{insteadOf}}',
    nextInTurn: '{{person}} had not had one for longest',
    onlyOneThere: 'only {{person}} is there',
    nobodyThere: 'nobody is there',
    pool: 'to the pool ({{branch}})',
    dispatchers: 'waits for the dispatcher',
  },
};
