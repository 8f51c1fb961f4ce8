/** A day without opening that a course passed over; `closed` where the day has no name of its own. */
export interface PassedDay {
  readonly on: string;
  readonly name: string;
}

/** Days that belong together: a weekend, or a closure of several days. */
export interface PassedSpell {
  /** null: a weekday that never opens. */
  readonly name: string | null;
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/** Consecutive days of the same name as one spell each; Saturday and Sunday are one too. Days ascend. */
export const spellsOf = (days: readonly PassedDay[]): PassedSpell[] => {
  const spells: PassedSpell[] = [];
  for (const day of days) {
    const name = day.name === 'closed' || day.name === 'weekend' ? null : day.name;
    const last = spells.at(-1);
    if (last && last.name === name && isNextDay(last.to, day.on) && (name !== null || isSunday(day.on))) {
      spells[spells.length - 1] = { ...last, to: day.on, days: last.days + 1 };
    } else spells.push({ name, from: day.on, to: day.on, days: 1 });
  }
  return spells;
};

const isNextDay = (a: string, b: string) => Date.parse(b) - Date.parse(a) === 24 * 3_600_000;
const isSunday = (on: string) => new Date(`${on}T12:00:00Z`).getUTCDay() === 0;
