import { evolveCase } from '../../domain/case/evolve';
import type { CaseEvent } from '../../domain/case/facts';
import type { CaseFile } from '../../domain/case/file';
import type { Instant } from '../../domain/clock/instant';
import type { StreamEnvelope } from '../../record/stream-work';
import type { AppDeps } from '../deps';
import { notFound } from '../problem';

/** The log of a case holds events of cases only; this tells the compiler so by the stream they stand in. */
const isCaseEvent = (event: StreamEnvelope): event is StreamEnvelope & CaseEvent => event.streamId.startsWith('case:');

/** A case as it was at an instant: its events until then, folded again. 404 before it was reported. */
export const asOfFile = async (deps: AppDeps, { caseId }: CaseFile, asOf: Instant): Promise<CaseFile> => {
  const events = await deps.door.loadStream(`case:${caseId}`);
  const file = events
    .filter(isCaseEvent)
    .filter((event) => event.at <= asOf)
    .reduce<CaseFile | null>((folded, event) => evolveCase(folded, event), null);
  if (file === null) throw notFound();
  return file;
};
