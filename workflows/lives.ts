import { completeCase } from '../domain/case/begin';
import { evolveCase } from '../domain/case/evolve';
import type { CaseEnvelope } from '../domain/case/facts';
import { CASE_SHAPE, isEnded, type CaseFile } from '../domain/case/file';
import { completeEscalation, evolveEscalation } from '../domain/escalation/evolve';
import type { EscalationEnvelope } from '../domain/escalation/facts';
import { ESCALATION_SHAPE, isEscalationEnded, type EscalationFile } from '../domain/escalation/file';
import { catchUp, live, startAfresh, takeLeave } from './live';
import type { Stream, StreamKind } from './stream';
import type { Surroundings } from './surroundings';

export const hazard: StreamKind<CaseFile, CaseEnvelope> = {
  evolve: evolveCase,
  isEnded,
  shape: CASE_SHAPE,
  complete: completeCase,
};

export const matter: StreamKind<EscalationFile, EscalationEnvelope> = {
  evolve: evolveEscalation,
  isEnded: isEscalationEnded,
  shape: ESCALATION_SHAPE,
  complete: completeEscalation,
};

/** The life of one hazard in time, from the report until it is archived or void. */
export async function liveHazard(stream: Stream<CaseFile, CaseEnvelope>, around: Surroundings): Promise<void> {
  await catchUp(stream, around); // the first event, or the whole file from the record
  const cycle = stream.file?.cycle;
  const isRelapsed = (file: CaseFile): boolean => file.cycle !== cycle;

  await live(stream, around, (file) => file.status === 'watching' || isRelapsed(file)); // rectification, until closed
  await live(stream, around, isRelapsed); // look-back, until watched out or relapsed
  if (stream.file && !stream.stale && isRelapsed(stream.file)) return startAfresh(stream, around);
  await takeLeave(stream, around);
}

/** The life in time of one 督办, 约谈 or 通报: one for however many late cases, with clocks of its own. */
export async function liveMatter(
  stream: Stream<EscalationFile, EscalationEnvelope>,
  around: Surroundings,
): Promise<void> {
  await live(stream, around); // until it is completed, rejected or withdrawn
  await takeLeave(stream, around);
}
