import type { PartAct } from '../../domain/case/file';
import { MODULES, type AnyEnvelope, type AnyFile } from '../../domain/modules';
import { moduleOf } from '../../domain/stream-module';
import { eventHash, NO_HASH } from '../../record/hash';
import { enter, type Ledger } from './ledger';
import type { Sim } from './sim';
import type { Violation } from './violation';

/** The file after each event of each stream, folded from the log alone. */
export type Foldings = Map<string, AnyFile[]>;

const folded = (streamId: string, log: readonly AnyEnvelope[]): AnyFile[] => {
  const module = moduleOf(MODULES, streamId);
  const files: AnyFile[] = [];
  for (const event of log) files.push(module.evolve(files.at(-1) ?? null, event) as AnyFile);
  return files;
};

export const foldLog = ({ store: { tables } }: Sim): Foldings =>
  new Map([...tables.events].map(([streamId, log]) => [streamId, folded(streamId, log)]));

/** I3, I4, I7, I8, I9, I11 and the chain of I14, stream by stream. */
export const checkLog = ({ store: { tables } }: Sim, foldings: Foldings): Violation[] => {
  const found: Violation[] = [];
  const add = (invariant: string, message: string): void => {
    found.push({ invariant, message });
  };
  for (const [streamId, log] of tables.events) {
    const row = tables.streams.get(streamId);
    if (row?.lastSeq !== log.length) add('I3', `${streamId}: last_seq ${row?.lastSeq ?? 0}, ${log.length} events`);
    const ledger: Ledger = new Map();
    let hash = NO_HASH;
    let at = '';
    for (const [index, event] of log.entries()) {
      if (event.seq !== index + 1) add('I3', `${streamId}: event ${index + 1} says ${event.seq}`);
      if (event.prevHash !== hash || eventHash(hash, event) !== event.hash) {
        add('I14', `${streamId}: the chain breaks at ${event.seq}`);
      }
      if (event.at < at) add('I9', `${streamId}: ${event.seq} is before the event before it`);
      hash = event.hash;
      at = event.at;
      for (const wrong of enter(ledger, event)) add(wrong.split(' ')[0] ?? '', wrong);
    }
    if (row?.lastHash !== hash) add('I14', `${streamId}: the chain ends otherwise`);
    const file = foldings.get(streamId)?.at(-1);
    if (JSON.stringify(file) !== JSON.stringify(row?.file)) add('I4', `${streamId}: the fold is not the row`);
    if (file) found.push(...checkDeadlines(streamId, file, ledger), ...checkSeparation(file));
  }
  return found;
};

/** What the file holds as running is what the ledger holds, no more and no less. */
const checkDeadlines = (streamId: string, { deadlines }: AnyFile, ledger: Ledger): Violation[] => {
  const live = (state: string): boolean => state === 'armed' || state === 'paused';
  const held = deadlines.flatMap((d) => (live(d.state) ? [`${d.deadlineId} ${d.state} ${d.dueAt}`] : []));
  const kept = [...ledger].flatMap(([id, { state, dueAt }]) => (live(state) ? [`${id} ${state} ${dueAt}`] : []));
  const missing = [...kept.filter((one) => !held.includes(one)), ...held.filter((one) => !kept.includes(one))];
  return missing.map((one) => ({ invariant: 'I4', message: `${streamId}: file and ledger differ: ${one}` }));
};

const NOT_THE_CLOSER: PartAct[] = ['recheck', 'rectify', 'sign-on-the-spot', 'assign'];

/** Nobody closes what he re-checked, rectified, signed for or assigned in that cycle. */
const checkSeparation = (file: AnyFile): Violation[] => {
  if (!('caseId' in file)) return [];
  return file.closures.flatMap(({ cycle, by }) =>
    file.parts
      .filter((part) => part.cycle === cycle && NOT_THE_CLOSER.includes(part.act) && by.includes(part.personId))
      .map(({ act, personId }) => ({
        invariant: 'I7',
        message: `case:${file.caseId}: ${personId} closed and had a part in ${act}`,
      })),
  );
};
