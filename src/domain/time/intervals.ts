/** A half-open stretch [from, to) on any number line: minutes of a day, or epoch milliseconds. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The union of the intervals, ascending; touching ones become one (T20), empty ones vanish. */
export function unionOf(intervals: Iterable<Interval>): readonly Interval[] {
  const ascending = [...intervals].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const union: Interval[] = [];
  for (const { from, to } of ascending) {
    const last = union.at(-1);
    if (last && from <= last.to) union[union.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else union.push({ from, to });
  }
  return union;
}
