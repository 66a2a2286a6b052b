import { isEnded } from '../../domain/case/file';
import { isEscalationEnded } from '../../domain/escalation/file';
import type { AnyFile } from '../../domain/modules';
import { queuedStreams } from './carrying';
import type { Sim } from './sim';

export const isOver = (file: AnyFile): boolean => ('caseId' in file ? isEnded(file) : isEscalationEnded(file));

/** Longer than any lease. */
const roundMs = 11_000;
const rounds = 3;
/** What a round leaves to another stream the next takes up; a ladder hands on from rung to rung. */
const mostRounds = 8;

/** The faults are over: clients ask until they know, lost workflows are rebuilt, relay and sweeper go round until all is quiet. */
export const quiesce = async ({ apply, clients, scheduler, store, temporal }: Sim): Promise<void> => {
  const { tables } = store;
  const goesOn = (round: number): boolean => round < rounds || (round < mostRounds && queuedStreams(store).length > 0);
  const run = (): Promise<string> => apply({ verb: 'run', args: {} });
  for (let round = 0; goesOn(round) && scheduler.failures.length === 0; round += 1) {
    for (const key of clients.unanswered()) await apply({ verb: 'repeat', args: { key } });
    await run();
    await apply({ verb: 'wait', args: { ms: String(roundMs) } });
    await run();
    await apply({ verb: 'sweep', args: { as: `quiet-${round}` } });
    await run();
    for (const [streamId, { file }] of tables.streams) {
      const isLost = temporal.lost.has(streamId) || temporal.runOf(streamId)?.state !== 'running';
      if (isLost && !isOver(file)) await apply({ verb: 'rebuild', args: { on: streamId } });
    }
    await run();
    await apply({ verb: 'relay', args: { as: `quiet-${round}` } });
    await run();
  }
};
