import type { Explained, Schemas } from '../../api/typed';

/** A case as the API gives it to who looks at it. */
export type CaseFile = Schemas['CaseAnswer'];
export type CaseLog = Schemas['CaseEventPage'];
export type CaseEvent = Schemas['CaseEventAnswer'];
export type Clock = Schemas['ClockAnswer'];

/** What has clocks: a case, an escalation. */
export interface Clocked extends Explained {
  asOf: string;
  clocks?: Clock[];
  /** Of a case. */
  cycle?: number;
}
