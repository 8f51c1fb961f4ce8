export type OpeningHoursProblem =
  | 'empty'
  | 'unknownDay'
  | 'missingDay'
  | 'missingTimes'
  | 'malformedTimes'
  | 'backwards'
  | 'malformedCalendar'
  | 'unknownZone'
  | 'neverOpen';

/**
 * The one error of domain/time: opening hours that cannot be read, or that never open long enough.
 * `code` is stable and what the UI translates; `part` is the wrong piece of the input.
 */
export class OpeningHoursError extends Error {
  override readonly name = 'OpeningHoursError';
  readonly code: OpeningHoursProblem;
  readonly part: string;

  constructor(code: OpeningHoursProblem, part: string, message: string) {
    super(message);
    this.code = code;
    this.part = part;
  }
}
