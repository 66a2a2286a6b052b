import { evolveCase } from '../domain/case/evolve';
import type { CaseEnvelope } from '../domain/case/facts';
import { isEnded, type CaseFile } from '../domain/case/file';
import { catchUp, live, startAfresh, takeLeave } from './live';
import type { StreamArgs } from './messages';
import { openStream, type StreamKind } from './stream';

const hazard: StreamKind<CaseFile, CaseEnvelope> = { evolve: evolveCase, isEnded };

/** The life of one hazard in time, from the report until it is archived or void. */
export async function hazardCase(args: StreamArgs<CaseFile>): Promise<void> {
  const stream = openStream(args, hazard);
  await catchUp(stream); // the first event, or the whole file from the record
  const cycle = stream.file?.cycle;
  const isRelapsed = (file: CaseFile): boolean => file.cycle !== cycle;

  await live(stream, (file) => file.status === 'watching' || isRelapsed(file)); // rectification, until closed
  await live(stream, isRelapsed); // look-back, until watched out or relapsed
  if (stream.file && !stream.stale && isRelapsed(stream.file)) return startAfresh(stream);
  await takeLeave(stream);
}
