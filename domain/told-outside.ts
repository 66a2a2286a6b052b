import { holdsUnitIds } from './fields-of-ids';
import type { AnyFile } from './modules';
import { isOfSubject } from './people/standing';
import type { Signer } from './stream';

/*
 * What is told of an event to another system's address, which nobody reads for: it has no post, so nothing that any reader of
 * the case might not be shown. Who may read more reads the feed with his own token (settled 3.1, 6.2).
 */

/** What is said of an event besides its type and time: who did it, and the units that it names. */
export interface ToldOutside {
  actor: Signer | { kind: 'person' };
  /** The fields of its body that hold ids of units; absent where there are none. */
  body?: Record<string, unknown>;
}

const isAlias = (personId: string): boolean => personId.startsWith('reporter:');

/**
 * Nobody in a case whose source is protected, nobody who reported, and nobody of the side of a protected person, which without
 * a post may be anybody. An escalation does not say whom it protects: there nobody of that side is named.
 */
const isNamed = (file: AnyFile, { personId, post }: Extract<Signer, { kind: 'person' }>): boolean => {
  if (isAlias(personId)) return false;
  const mayStandForHim = post === undefined || isOfSubject(post);
  if (!('caseId' in file)) return !mayStandForHim;
  const isReporter = file.parts.some((part) => part.act === 'report' && part.personId === personId);
  const isOfProtected = file.subjects.some((subject) => subject.protectedPerson);
  return !file.protectedSource && !isReporter && !(isOfProtected && mayStandForHim);
};

/** What a reporter wrote: the village in it may lead to him. */
const BY_THE_REPORTER = ['reported', 'lead-withdrawn'];

const holdsUnits = (field: string, value: unknown): boolean =>
  holdsUnitIds(field) &&
  (typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string')));

export const toldOutside = (file: AnyFile, event: { type: string; actor: Signer; body: object }): ToldOutside => {
  const { type, actor, body } = event;
  const units = Object.entries(body).filter(([field, value]: [string, unknown]) => holdsUnits(field, value));
  return {
    actor: actor.kind === 'system' || isNamed(file, actor) ? actor : { kind: 'person' },
    ...(units.length === 0 || BY_THE_REPORTER.includes(type) ? {} : { body: Object.fromEntries(units) }),
  };
};
