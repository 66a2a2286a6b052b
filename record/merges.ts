import { streamIdOf } from '../domain/stream-module';
import { read } from './reading';
import { text } from './row';
import { marks, statement } from './sql';
import { endedStates } from './streams';
import type { Store } from './store';

/**
 * Cases and escalations that still name a subject or a site that was merged into another, and cases that were last written
 * before one of their subjects was amended. Asked anew each time and never kept, like those of ended units. Those of doubles
 * come first, then those of the newest amendment: some have nothing to follow (what was amended and amended back), are found
 * again, and must not stand before others for ever.
 */
export const streamsToFollow = async (store: Store, limit: number): Promise<string[]> => {
  const open = `NOT IN (${marks(endedStates)})`;
  const [ofSubjects = [], atSites = [], escalations = []] = await read(store, [
    statement(
      `SELECT c.case_id FROM subject s JOIN case_subject cs ON cs.subject_id = s.subject_id
       JOIN case_row c ON c.case_id = cs.case_id
       WHERE s.amended_at IS NOT NULL AND (s.merged_into IS NOT NULL OR c.updated_at <= s.amended_at)
       AND c.status ${open} GROUP BY c.case_id
       ORDER BY MAX(CASE WHEN s.merged_into IS NULL THEN 0 ELSE 1 END) DESC, MAX(s.amended_at) DESC, c.case_id LIMIT ?`,
      [...endedStates, limit],
    ),
    statement(
      `SELECT c.case_id FROM site s JOIN case_row c ON c.site_id = s.site_id
       WHERE s.merged_into IS NOT NULL AND c.status ${open} ORDER BY c.case_id LIMIT ?`,
      [...endedStates, limit],
    ),
    statement(
      `SELECT e.escalation_id FROM escalation_row e JOIN subject s ON s.subject_id = SUBSTR(e.addressee, 9)
       WHERE e.addressee LIKE 'subject:%' AND s.merged_into IS NOT NULL AND e.status ${open}
       ORDER BY e.escalation_id LIMIT ?`,
      [...endedStates, limit],
    ),
  ]);
  // What is said to a double first: a case that is late meanwhile joins it.
  return [
    ...escalations.map((row) => streamIdOf('escalation', text(row, 'escalation_id'))),
    ...new Set([...ofSubjects, ...atSites].map((row) => streamIdOf('case', text(row, 'case_id')))),
  ].slice(0, limit);
};
