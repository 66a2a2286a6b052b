import { fillIn, issuesOf } from './play';
import type { Plan } from './plan';
import { whole } from './row';
import { statement } from './sql';
import type { Tx } from './transaction';

/**
 * Gives the papers and the case of a plan their numbers. The counters are locked until the commit, in order of scope; a
 * rollback gives the numbers back, so no scope has a gap. Returns the scopes that have no counter yet.
 */
export const giveNumbers = async (tx: Tx, { main, escalations }: Plan): Promise<string[]> => {
  const drafts = [main.play, ...escalations].flatMap((play) => play.made.map(({ draft }) => draft));
  const issues = new Map<string, ReturnType<typeof issuesOf>>();
  for (const issue of drafts.flatMap(issuesOf)) issues.set(issue.scope, [...(issues.get(issue.scope) ?? []), issue]);
  const scopes = [...issues.keys()].sort();
  if (scopes.length === 0) return [];
  const results = await tx.batch(
    scopes.flatMap((scope) => [
      statement('UPDATE counter SET n = n + ? WHERE scope = ?', [issues.get(scope)?.length ?? 0, scope]),
      statement('SELECT n FROM counter WHERE scope = ?', [scope]),
    ]),
  );
  const missing: string[] = [];
  for (const [index, scope] of scopes.entries()) {
    const row = results[index * 2 + 1]?.rows[0];
    if (row === undefined) {
      missing.push(scope);
      continue;
    }
    const ofScope = issues.get(scope) ?? [];
    for (const [place, issue] of ofScope.entries()) fillIn(issue, whole(row, 'n') - ofScope.length + 1 + place);
  }
  return missing;
};
