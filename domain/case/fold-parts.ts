import type { Signer } from '../stream';
import type { CaseFile, OnBehalf, Part, PartAct } from './file';

/** The parts of a case with one more: who did an act in this cycle. The system has none. */
export const withPart = (file: CaseFile, act: PartAct, signer: Signer | null): Part[] => {
  if (signer?.kind !== 'person') return file.parts;
  const { personId, post } = signer;
  return [...file.parts, { act, personId, unitId: post?.unitId ?? null, role: post?.role ?? null, cycle: file.cycle }];
};

/** The same of an act that two persons signed. */
export const withParts = (file: CaseFile, act: PartAct, signers: (Signer | null)[]): Part[] =>
  signers.reduce<Part[]>((parts, signer) => withPart({ ...file, parts }, act, signer), file.parts);

/** Who files for a subject counts as one who rectifies: he neither re-checks nor closes (settled 3.6). */
export const rectifies = (file: CaseFile, { actor, body }: { actor: Signer; body: { onBehalf?: OnBehalf } }): Part[] =>
  body.onBehalf === undefined ? file.parts : withPart(file, 'rectify', actor);
