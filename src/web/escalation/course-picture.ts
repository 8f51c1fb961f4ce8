import { positionAt, type Segment, segmentsOf, type Span } from './course-layout.ts';
import type { CourseStage, CourseStep } from './stage-texts.ts';

/** Stages at the same instant share one station. */
export interface Station {
  readonly atMs: number;
  readonly stages: readonly CourseStage[];
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
      stages: steps.filter(({ at }) => Date.parse(at) === atMs).map(({ stage }) => stage),
      position: positionAt(segments, atMs),
    }));
  const overdue = stations.find(({ stages }) => stages.includes('E1'));
  return { segments, stations, overdueFrom: overdue?.position ?? 1, zone };
};
