import type { Response } from 'supertest';
import type { TestTown } from './open-town';

let n = 0;

/** Why, in these tests. */
export const MERGED = '同一家店登记了两次';

/** One more subject in the register of the demo town; returns its id. */
export const subject = async (town: TestTown, more: object = {}): Promise<string> => {
  const body = { name: `小店${String((n += 1))}`, kind: 'enterprise', ...more };
  const made = await (await town.as('ofc')).post('/api/v1/subjects', body);
  if (made.status !== 201) throw new Error(`subject: ${String(made.status)} ${made.text}`);
  return String(made.body.subjectId);
};

/** One more site; returns its id. */
export const site = async (town: TestTown, more: object = {}): Promise<string> => {
  const body = { name: `点位${String((n += 1))}`, type: '厂房', address: `白鹤镇某路 ${String(n)} 号`, ...more };
  const made = await (await town.as('ofc')).post('/api/v1/sites', body);
  if (made.status !== 201) throw new Error(`site: ${String(made.status)} ${made.text}`);
  return String(made.body.siteId);
};

/** Merges one subject into another. */
export const merge = async (
  town: TestTown,
  subjectId: string,
  intoSubjectId: string,
  by = 'ofc',
  query = '',
): Promise<Response> =>
  (await town.as(by)).post(`/api/v1/subjects/${subjectId}/merge${query}`, { intoSubjectId, reason: MERGED });

/** Merges one site into another. */
export const mergeSites = async (
  town: TestTown,
  siteId: string,
  intoSiteId: string,
  by = 'ofc',
  query = '',
): Promise<Response> =>
  (await town.as(by)).post(`/api/v1/sites/${siteId}/merge${query}`, { intoSiteId, reason: MERGED });

/** What these tests read of an answer. */
export interface Told {
  items: unknown;
  subjects: unknown;
  reportedSubjects: unknown;
  siteId: unknown;
  siteIds: unknown;
  name: unknown;
  version: unknown;
  allowedActs: unknown;
  mergedInto: unknown;
}

/** The answer to somebody who reads a path. */
export const told = async (town: TestTown, path: string, by = 'ofc'): Promise<Told> =>
  (await (await town.as(by)).get(path)).body as Told;

/** Rounds of the sweeper, as many as there is something to do for. */
export const settled = async (town: TestTown): Promise<void> => {
  for (let page = 0; page < 5; page += 1) await town.record.door.settlePage(50);
};
