import { read } from '../reading';
import { text } from '../row';
import { marks, statement } from '../sql';
import type { RecordCheck } from './check';
import type { Scene } from './scene';

const unknownOf = async ({ store }: Scene, ids: string[]): Promise<string[]> => {
  const unknown: string[] = [];
  for (let from = 0; from < ids.length; from += 200) {
    const page = ids.slice(from, from + 200);
    const [rows] = await read(store, [
      statement(`SELECT stream_id FROM stream WHERE stream_id IN (${marks(page)})`, page),
    ]);
    const known = new Set((rows ?? []).map((row) => text(row, 'stream_id')));
    unknown.push(...page.filter((id) => !known.has(id)));
  }
  return unknown;
};

/** A workflow lives a stream that the record has never heard of. */
export const noRecord: RecordCheck = {
  class: 'D2',
  asksTemporal: true,
  async look(scene) {
    const { temporal } = scene;
    if (temporal === null) return [];
    const unknown = await unknownOf(scene, [...(await temporal.running())]);
    const findings = [];
    for (const streamId of unknown) {
      const run = await temporal.latest(streamId);
      if (run?.state !== 'running') continue;
      const inspected = await temporal.inspect(streamId);
      const evidence = { runId: run.runId, appliedSeq: inspected?.appliedSeq ?? null };
      findings.push({
        class: 'D2' as const,
        ref: streamId,
        what: 'a workflow runs for it, the record has no such stream',
        evidence,
      });
    }
    return findings;
  },
};
