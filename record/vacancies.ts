import type { Deciders } from '../domain/case/proposal';
import { isLastLevel } from '../domain/case/levels';
import type { Instant } from '../domain/clock/instant';
import { decidersToday } from '../domain/people/candidates';
import { withinUnit, type Unit } from '../domain/people/directory';
import { postIn, unitIn } from './directory-cache';
import { read } from './reading';
import { parsed, text } from './row';
import { marks, statement } from './sql';
import type { Store } from './store';

const openSteps = statement(
  "SELECT DISTINCT town_id, deciders FROM proposal_row WHERE state = 'open' AND deciders IS NOT NULL",
  [],
);

/**
 * Streams with an open proposal that nobody holds a post to decide any more: it goes up at once, whether a post was ended, an
 * account closed or a term has run out (authority.md 1). Asked anew each time and never kept. What waits for a re-check, and
 * what the last level has, stays.
 */
export const streamsWithoutDecider = async (store: Store, now: Instant, limit: number): Promise<string[]> => {
  const [rows = []] = await read(store, [openSteps]);
  const steps = rows
    .map((row) => ({
      townId: text(row, 'town_id'),
      printed: text(row, 'deciders'),
      step: parsed<Deciders>(row, 'deciders'),
    }))
    .filter(({ step }) => !isLastLevel(step));
  if (steps.length === 0) return [];
  const roles = [...new Set(steps.flatMap(({ step }) => step.roles))];
  const [unitRows = [], postRows = []] = await read(store, [
    statement('SELECT * FROM unit', []),
    statement(
      `SELECT p.* FROM post p LEFT JOIN account a ON a.person_id = p.person_id
       WHERE p.status = 'given' AND a.disabled_at IS NULL AND p.role IN (${marks(roles)})`,
      roles,
    ),
  ]);
  const units: Record<string, Unit> = Object.fromEntries(unitRows.map(unitIn).map((unit) => [unit.unitId, unit]));
  const posts = postRows.map(postIn).map((post) => withinUnit(post, units[post.unitId]));
  const found: string[] = [];
  for (const { townId, printed, step } of steps) {
    if (decidersToday({ directory: { townId, version: 0, units, posts }, now }, step).length > 0) continue;
    const [held = []] = await read(store, [
      statement(
        `SELECT DISTINCT p.stream_id FROM proposal_row p JOIN deadline d ON d.stream_id = p.stream_id
         WHERE p.state = 'open' AND p.town_id = ? AND p.deciders = ? AND d.ref = p.proposal_id AND d.level = 0
         AND d.state = 'armed' AND NOT EXISTS
         (SELECT 1 FROM setback b WHERE b.stream_id = p.stream_id AND b.work = 'settle') LIMIT ?`,
        [townId, printed, limit - found.length],
      ),
    ]);
    found.push(...held.map((row) => text(row, 'stream_id')));
    if (found.length >= limit) break;
  }
  return found;
};
