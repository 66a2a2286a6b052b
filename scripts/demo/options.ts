import { parseArgs } from 'node:util';
import { parseInstant, type Instant } from '../../domain/clock/instant';
import { DEMO_PACK } from './accounts';

export interface Options {
  serve: boolean;
  play: boolean;
  port: string;
  db: string | undefined;
  packId: string;
  /** Where a clock that is moved by hand begins; null: the demo runs in real time. */
  startsAt: Instant | null;
}

export const USAGE = `npm run demo -- [--serve] [--no-play] [--port N] [--db mariadb://…] [--pack ${DEMO_PACK}]
npm run demo -- --serve --clock manual [--at 2025-04-21T09:00:00+08:00] [--pack baihe-2025] [--port N] [--db mariadb://…]`;

const startOf = (clock: string, at: string | undefined): Instant | null => {
  if (clock === 'real') {
    if (at !== undefined) throw new Error('--at is for --clock manual: real time begins now');
    return null;
  }
  if (clock !== 'manual') throw new Error(`--clock is real or manual, not "${clock}"`);
  if (at === undefined) return new Date().toISOString();
  const startsAt = parseInstant(at);
  if (startsAt === undefined) throw new Error(`--at needs an instant such as 2025-04-21T09:00:00+08:00, not "${at}"`);
  return startsAt;
};

/** @throws Error in words where the options do not fit together */
export const optionsOf = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      serve: { type: 'boolean', default: false },
      'no-play': { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      db: { type: 'string' },
      pack: { type: 'string', default: DEMO_PACK },
      clock: { type: 'string', default: 'real' },
      at: { type: 'string' },
    },
  });
  const startsAt = startOf(values.clock, values.at);
  if (startsAt !== null && !values.serve)
    throw new Error('--clock manual goes with --serve: nothing plays by itself on a clock that stands still');
  // The play waits for deadlines of seconds, which only the drill has.
  const play = !values['no-play'] && startsAt === null && values.pack === DEMO_PACK;
  return { serve: values.serve, play, port: values.port, db: values.db, packId: values.pack, startsAt };
};
