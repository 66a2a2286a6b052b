import type { CaseFile } from '../domain/case/file';
import { UnreadableEvent } from '../domain/unknown-event';
import type { Engine } from './engine';
import { streamIdOf } from '../domain/stream-module';
import { lockStream } from './answer-statements';
import { foundIn } from './answers';
import { read } from './reading';
import { refolded } from './refold';
import { text } from './row';
import { statement } from './sql';
import { transact } from './transaction';
import { readerRows } from './write-readers';

const pageSize = 200;

const isNoted = 'EXISTS (SELECT 1 FROM case_reader r WHERE r.case_id = c.case_id)';

const notedYet = async ({ store }: Engine, afterId: string): Promise<string[]> => {
  const [rows = []] = await read(store, [
    statement(`SELECT c.case_id FROM case_row c WHERE c.case_id > ? AND NOT ${isNoted} ORDER BY c.case_id LIMIT ?`, [
      afterId,
      pageSize,
    ]),
  ]);
  return rows.map((row) => text(row, 'case_id'));
};

/** Under the lock of the case, so that it does not write over what somebody has done meanwhile. */
const noteOne = ({ store, modules }: Engine, caseId: string): Promise<boolean> =>
  transact(store, async (tx) => {
    const [found, noted] = await tx.batch([
      lockStream(streamIdOf('case', caseId), tx.sqlite),
      statement(`SELECT c.case_id FROM case_row c WHERE c.case_id = ? AND ${isNoted}`, [caseId]),
    ]);
    if (noted?.rows[0] !== undefined) return false;
    const folded = await refolded(modules, tx, streamIdOf('case', caseId), foundIn<CaseFile>(found?.rows[0]));
    if (folded === null) return false;
    await tx.commit(readerRows(folded.file, null));
    return true;
  });

/**
 * Notes who reads each case of which nobody has noted it yet: those of releases before 0.3.0. Asked at every start, since a
 * start may be broken off. A case with an event that this program does not know stays as it is: nobody but the town's readers
 * finds it in lists until the right program has come.
 */
export const noteReaders = async (engine: Engine): Promise<number> => {
  let count = 0;
  for (let afterId = ''; ;) {
    const ids = await notedYet(engine, afterId);
    const last = ids.at(-1);
    if (last === undefined) return count;
    afterId = last;
    for (const caseId of ids) {
      try {
        if (await noteOne(engine, caseId)) count += 1;
      } catch (error) {
        if (!(error instanceof UnreadableEvent)) throw error;
        engine.store.logger.error('who reads a case cannot be noted', { caseId, error });
      }
    }
  }
};
