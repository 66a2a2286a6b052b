import { randomUUID } from 'node:crypto';
import { jsonAnswer } from '../../api/administer';
import { hashPassword } from '../../api/session/secrets';
import { insertPerson, insertPost, type NewPost } from '../../api/town-setup';
import { newId } from '../../record/new-id';
import { demoPassword } from '../../scripts/demo/accounts';
import type { Role } from '../../domain/people/roles';
import type { TestTown } from './open-town';

type Given = Pick<NewPost, 'role' | 'unitId'> & Partial<NewPost>;

/** Somebody more than the demo has, with the password of a demo account; returns the person's id. */
export const hire = async (
  town: TestTown,
  username: string,
  posts: Given[] = [],
  townId: string | null = 'drill-town',
): Promise<string> => {
  const personId = newId();
  const passwordHash = await hashPassword(demoPassword(username));
  const key = randomUUID();
  const result = await town.record.door.administer({
    personId: 'setup',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'test-set-up',
    townId,
    work: async (tx) => {
      const account = { username, passwordHash, mustChangePassword: false };
      await insertPerson(tx, { personId, townId, name: username, phone: null, ...account });
      for (const post of posts)
        await insertPost(tx, { personId, subjectId: null, from: '2025-01-01', to: null, certificate: null, ...post });
      return { answer: jsonAnswer(200, {}), ref: personId, data: {}, directoryOf: '*' };
    },
  });
  if ('failure' in result) throw new Error(`${username} was not hired: ${result.failure.kind}`);
  return personId;
};

export const OFFICE = 'drill-town-zhuanban';
export const GOVERNMENT = 'drill-town-zhengfu';
export const ENFORCEMENT = 'drill-town-zhifa';
export const VILLAGE = 'drill-town-meiqiao';
export const certificate = { number: '沪执法9999', validFrom: '2024-01-01', validTo: '2031-12-31' };

/** A unit of the demo's town, or of its district, in which the role has its place. */
export const PLACES: Record<Role, string> = {
  L1: GOVERNMENT,
  L2: GOVERNMENT,
  OFc: OFFICE,
  OFd: OFFICE,
  LDc: 'drill-town-chengyun',
  LDd: 'drill-town-chengyun',
  RU: 'drill-town-pingan',
  VGg: VILLAGE,
  VGm: VILLAGE,
  ENs: GOVERNMENT,
  ENm: GOVERNMENT,
  OW: GOVERNMENT,
  EFo: ENFORCEMENT,
  EFh: ENFORCEMENT,
  EFr: ENFORCEMENT,
  ST: 'drill-town-paichusuo',
  DS: 'district-qu-xiaofang',
  EX: GOVERNMENT,
  AU: GOVERNMENT,
  SA: 'district',
  RP: GOVERNMENT,
};

/** A good appointment to this post; `more` replaces fields of it. */
export const appointment = (personId: string, role: Role, unitId = PLACES[role], more: object = {}): object => ({
  personId,
  role,
  unitId,
  certificate: { ...certificate, number: `沪执法 ${personId}` },
  ...(['ENs', 'ENm', 'OW'].includes(role) ? { subjectId: 'drill-company' } : {}),
  ...more,
});

/** People of a town who appoint others, by HTTP. */
export const appointing = (town: () => TestTown) => {
  let n = 0;
  return {
    /** Somebody without a post. */
    newcomer: (): Promise<string> => hire(town(), `newcomer-${(n += 1)}`),
    appoint: async (by: string, personId: string, role: Role, unitId?: string, more?: object) =>
      (await town().as(by)).post('/api/v1/posts', appointment(personId, role, unitId, more)),
    /** `confirm`, `decline`, `withdraw` or `end`. */
    act: async (by: string, postId: string, name: string, body: object = {}) =>
      (await town().as(by)).post(`/api/v1/posts/${postId}/${name}`, body),
  };
};
