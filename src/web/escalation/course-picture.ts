import { positionAt, type Segment, segmentsOf, type Span } from './course-layout.ts';
import type { CourseStep } from './stage-texts.ts';

/** Steps at the same instant share one station. */
export interface Station {
  readonly atMs: number;
  readonly steps: readonly CourseStep[];
  readonly position: number;
}

export interface Picture {
  readonly segments: readonly Segment[];
  readonly stations: readonly Station[];
  /** From where on the lead is overdue. */
  readonly overdueFrom: number;
  readonly zone: string;
}

/** What there is to draw; null when everything happens at once. */
export const pictureOf = (
  steps: readonly CourseStep[],
  open: readonly { from: string; to: string }[],
  zone: string,
): Picture | null => {
  const times = steps.map(({ at }) => Date.parse(at));
  const span: Span = { fromMs: Math.min(...times), toMs: Math.max(...times) };
  if (!(span.fromMs < span.toMs)) return null;
  const segments = segmentsOf(
    span,
    open.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) })),
  );
  const stations = [...new Set(times)]
    .sort((a, b) => a - b)
    .map((atMs) => ({
      atMs,
      steps: steps.filter(({ at }) => Date.parse(at) === atMs),
      position: positionAt(segments, atMs),
    }));
  const overdue = stations.find((station) =>
    station.steps.some(({ stage }) => stage === 'E1' || stage === 'followUp'),
  );
  return { segments, stations, overdueFrom: overdue?.position ?? 1, zone };
};

/** The two chains of an enquiry: until somebody handles it, and from the follow-up they set. */
export const chainsOf = (steps: readonly CourseStep[]): readonly (readonly CourseStep[])[] => {
  const followUp = steps.findIndex(({ stage }) => stage === 'followUp');
  return followUp === -1 ? [steps] : [steps.slice(0, followUp), steps.slice(followUp)];
};
