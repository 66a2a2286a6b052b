import type { Instant } from '../clock/instant';
import { decisionKeys } from '../people/candidates';
import { isOfSubject } from '../people/standing';
import { isPersonal, isReporting, readerKey, readScope, type ReadScope } from '../people/reading';
import type { Asking } from '../people/permit';
import type { Deadline } from '../stream';
import type { CaseFile, PartAct } from './file';
import { issuerOf } from './issuing';
import { BEHALF_CLOCKS } from './owing';
import { subjectVillages } from './villages';

/** Somebody who reads a case, by the key he holds, and since when or until when he owes something in it. */
export interface Reader {
  key: string;
  /** When the earliest of what he owes is due, missed ones included; null where he owes nothing. */
  owedAt: Instant | null;
}

const owed = ({ level, state }: Deadline): boolean => level === 0 && state !== 'paused';

/** What makes a case the matter of a unit that did it. */
const MATTER: readonly PartAct[] = ['verify', 'grade', 'impose-control', 'sign-on-the-spot', 'recheck'];

/** Units that put it on the books, controlled or inspected it; a department of the district reads by its domain. */
const actingUnits = ({ parts }: CaseFile): string[] =>
  parts.flatMap(({ act, role, unitId }) =>
    MATTER.includes(act) && unitId !== null && role !== null && role !== 'DS' && !isOfSubject({ role }) ? [unitId] : [],
  );

const unitsOf = (file: CaseFile): string[] => [
  ...[file.leadUnitId, file.responsibleUnitId].flatMap((unitId) => unitId ?? []),
  ...file.coUnitIds,
  ...file.papers.map(issuerOf),
  ...file.subjects.flatMap((subject) => subject.unitId ?? []),
  ...[file.villageUnitId, ...file.subjects.map(({ placeUnitId }) => placeUnitId)].flatMap((unitId) => unitId ?? []),
  ...actingUnits(file),
];

/** Who may file for a subject that has no account: the responsible unit and its village (settled 3.6). */
const behalfOf = (file: CaseFile): string[] => [
  ...(file.responsibleUnitId === null ? [] : [readerKey.behalf('responsible', file.responsibleUnitId)]),
  ...subjectVillages(file).map((unitId) => readerKey.behalf('subject-village', unitId)),
];

/** What the subject owes, for who may file it. */
const owedOnBehalf = (file: CaseFile, { clock, addressee, dueAt }: Deadline): Reader[] =>
  BEHALF_CLOCKS.includes(clock) && addressee.startsWith('subject:')
    ? behalfOf(file).map((key) => ({ key, owedAt: dueAt }))
    : [];

const domainOf = ({ domain, reportedDomain }: CaseFile): string[] => {
  const known = domain ?? reportedDomain;
  return known === null ? [] : [readerKey.domain(known)];
};

/** A lead is read by who may verify it (settled 3.1): anywhere, or in the village where it lies. */
const ofLead = ({ status, villageUnitId }: CaseFile): string[] =>
  status === 'lead' ? [readerKey.verifier(), readerKey.village(villageUnitId)] : [];

/**
 * Who reads this case, each once (settled 3.1): whoever has a part in it, owes one of its clocks, decides one of its
 * proposals or is asked to sign. The one source of the right to read: the file's, and in `case_reader` that of lists.
 */
export const readersOf = (file: CaseFile): Reader[] => {
  const reads = (key: string): Reader => ({ key, owedAt: null });
  const deadlines = file.deadlines.filter(owed);
  const dueOf = (ref: string): Instant | null => deadlines.find((deadline) => deadline.ref === ref)?.dueAt ?? null;
  const all: Reader[] = [
    reads(readerKey.town(file.townId)),
    ...deadlines.map(({ dueAt }) => ({ key: readerKey.town(file.townId), owedAt: dueAt })),
    ...unitsOf(file).map((unitId) => reads(readerKey.unit(unitId))),
    ...file.subjects.map(({ subjectId }) => reads(readerKey.subject(subjectId))),
    ...deadlines.flatMap(({ addressee, dueAt }) => (addressee === 'none' ? [] : [{ key: addressee, owedAt: dueAt }])),
    ...deadlines.flatMap((deadline) => owedOnBehalf(file, deadline)),
    ...[...domainOf(file), ...ofLead(file), ...behalfOf(file)].map(reads),
    ...file.proposals.flatMap(({ proposalId, by, steps: [step] }) => [
      ...(by.kind === 'person' ? [reads(readerKey.author(by.personId))] : []),
      ...(step === undefined ? [] : decisionKeys(step).map((key) => ({ key, owedAt: dueOf(proposalId) }))),
    ]),
    ...file.asks.map(({ askId, coActorId }) => ({ key: readerKey.asked(coActorId), owedAt: dueOf(askId) })),
    ...file.parts.flatMap(({ act, personId }) => (act === 'report' ? [reads(readerKey.reporter(personId))] : [])),
  ];
  return earliest(all);
};

/** One reader a key, with what he owes first. */
const earliest = (readers: Reader[]): Reader[] => {
  const byKey = new Map<string, Instant | null>();
  for (const { key, owedAt } of readers) {
    const known = byKey.get(key) ?? null;
    byKey.set(key, known === null || (owedAt !== null && owedAt < known) ? owedAt : known);
  }
  return [...byKey].map(([key, owedAt]) => ({ key, owedAt }));
};

/** The keys of a scope, and of the aliases under which a protected reporter signed, that a case names. */
const keysIn = (scope: ReadScope, file: CaseFile, aliases: string[]): string[] => {
  if (file.townId !== scope.townId) return [];
  const held = [...scope.keys, ...aliases.map(readerKey.reporter)];
  return readersOf(file)
    .map(({ key }) => key)
    .filter((key) => held.includes(key));
};

/** Whether one case is inside a scope, be it only by having reported it; the list query says the same in SQL. */
export const canReadCase = (scope: ReadScope, file: CaseFile, aliases: string[] = []): boolean =>
  file.townId === scope.townId && (scope.all || keysIn(scope, file, aliases).length > 0);

const knows = (file: CaseFile, { actor, directory }: Asking, by: (key: string) => boolean): boolean => {
  const scope = readScope(actor.personId, actor.posts, directory);
  if (scope === null || file.townId !== scope.townId) return false;
  return scope.all || keysIn(scope, file, []).some(by);
};

/** True when the actor's posts let him read the case, whatever he himself has reported, proposed or been asked to sign. */
export const readsByPost = (file: CaseFile, asking: Asking): boolean => knows(file, asking, (key) => !isPersonal(key));

/** True when the actor knows the case in his own name; that he reported it under protection does not count. */
export const knowsByPost = (file: CaseFile, asking: Asking): boolean => knows(file, asking, (key) => !isReporting(key));
