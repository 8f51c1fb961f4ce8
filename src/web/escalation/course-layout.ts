/** Where things stand in the drawing of a course. Positions run from 0 (arrival) to 1 (last step). */

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Segment extends Span {
  readonly open: boolean;
  readonly start: number;
  readonly end: number;
}

/** Closed time is drawn no longer than this much open time: a weekend must not push the stations together. */
const LONGEST_CLOSED_MS = 100 * 60_000;

/** The stretch from arrival to the last step in open and closed pieces; open ones are true to scale. */
export const segmentsOf = ({ fromMs, toMs }: Span, open: readonly Span[]): Segment[] => {
  const pieces: (Span & { open: boolean })[] = [];
  const add = (piece: Span, isOpen: boolean) => {
    if (piece.fromMs < piece.toMs) pieces.push({ ...piece, open: isOpen });
  };
  let doneMs = fromMs;
  for (const slot of open) {
    const slotFromMs = Math.max(slot.fromMs, doneMs);
    const slotToMs = Math.min(slot.toMs, toMs);
    if (slotFromMs >= slotToMs) continue;
    add({ fromMs: doneMs, toMs: slotFromMs }, false);
    add({ fromMs: slotFromMs, toMs: slotToMs }, true);
    doneMs = slotToMs;
  }
  add({ fromMs: doneMs, toMs }, false);

  const lengthOf = (piece: (typeof pieces)[number]) =>
    piece.open ? piece.toMs - piece.fromMs : Math.min(piece.toMs - piece.fromMs, LONGEST_CLOSED_MS);
  const totalLength = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  let length = 0;
  return pieces.map((piece) => {
    const start = length / totalLength;
    length += lengthOf(piece);
    return { ...piece, start, end: length / totalLength };
  });
};

/** The position of an instant; instants outside the drawing stand at its ends. */
export const positionAt = (segments: readonly Segment[], ms: number): number => {
  const segment = segments.find(({ toMs }) => ms <= toMs);
  if (!segment) return segments.length > 0 ? 1 : 0;
  const share = Math.max(0, (ms - segment.fromMs) / (segment.toMs - segment.fromMs));
  return segment.start + share * (segment.end - segment.start);
};

/**
 * A lane for each label so that none covers another: 0, 1, 2 … counted away from the axis. `centres` ascend.
 */
export const lanesOf = (centres: readonly number[], labelWidth: number): number[] => {
  const takenUntil: number[] = [];
  return centres.map((centre) => {
    const free = takenUntil.findIndex((until) => until <= centre - labelWidth / 2);
    const lane = free === -1 ? takenUntil.length : free;
    takenUntil[lane] = centre + labelWidth / 2;
    return lane;
  });
};

/** Moves ascending places apart until each has room, never before the place it belongs to. */
export const spreadOut = (places: readonly number[], distance: number): number[] => {
  let last = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    last = Math.max(place, last + distance);
    return last;
  });
};

/** Which of the ascending places keep their label when each label needs `distance`. */
export const thinOut = (places: readonly number[], distance: number): boolean[] => {
  let last = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    const fits = place - last >= distance;
    if (fits) last = place;
    return fits;
  });
};

/**
 * Draws the stretches between ascending positions longer where they are shorter than their gap, at the cost of the long
 * ones; everything in between moves along. Where all have room, nothing moves.
 */
export const makingRoom = (
  positions: readonly number[],
  gaps: readonly number[],
): ((position: number) => number) => {
  const lengths = gaps.map((_, index) => (positions[index + 1] ?? 0) - (positions[index] ?? 0));
  const spare = (index: number) => Math.max(0, (lengths[index] ?? 0) - (gaps[index] ?? 0));
  const total = sum(lengths);
  const factor = (total - sum(gaps)) / sum(gaps.map((_, index) => spare(index)));
  const fits = lengths.every((length, index) => length >= (gaps[index] ?? 0));
  if (fits || !(factor > 0)) return (position) => position;

  const moved = [positions[0] ?? 0];
  for (const [index, gap] of gaps.entries()) moved.push((moved[index] ?? 0) + gap + spare(index) * factor);
  return (position) => {
    const index = Math.min(
      Math.max(
        positions.findLastIndex((one) => one <= position),
        0,
      ),
      gaps.length - 1,
    );
    const share = (position - (positions[index] ?? 0)) / (lengths[index] ?? 1);
    return (moved[index] ?? 0) + share * ((moved[index + 1] ?? 0) - (moved[index] ?? 0));
  };
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
