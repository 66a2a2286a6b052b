import { randomUUID } from 'node:crypto';
import { jsonAnswer } from '../../api/administer';
import { hashPassword } from '../../api/session/secrets';
import { insertSubject } from '../../api/register-rows';
import { insertPerson, insertPost } from '../../api/town-setup';
import type { Pack } from '../../domain/policy/pack';
import type { AdminDoor } from '../../record/door/command-door';
import { newId } from '../../record/new-id';
import { DEMO_SINCE, DEMO_SUBJECTS, DEMO_TOWN, demoPassword } from '../../scripts/demo/accounts';
import { seedDemoTowns } from '../../scripts/demo/towns';

/** A company of the town with its safety officer and its head. */
export interface Company {
  subjectId: string;
  officer: string;
  head: string;
}

const more = 7;

/** The demo's company and seven more, so that not every late case climbs onto the same escalation. */
export const COMPANIES: readonly Company[] = [
  { subjectId: DEMO_SUBJECTS.company.subjectId, officer: 'ens', head: 'enm' },
  ...Array.from({ length: more }, (_, index) => ({
    subjectId: `chaos-company-${index + 1}`,
    officer: `ens-c${index + 1}`,
    head: `enm-c${index + 1}`,
  })),
];

/** Sets up the demo's two towns and the other companies. */
export const seedTowns = async (door: AdminDoor, pack: Pack): Promise<void> => {
  await seedDemoTowns(door, pack);
  const passwords = new Map<string, string>();
  for (const { officer, head } of COMPANIES.slice(1))
    for (const username of [officer, head]) passwords.set(username, await hashPassword(demoPassword(username)));
  const key = randomUUID();
  const result = await door.administer({
    personId: 'setup',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'chaos-set-up',
    townId: DEMO_TOWN,
    work: async (tx) => {
      for (const { subjectId, officer, head } of COMPANIES.slice(1)) {
        const name = `演练企业 ${subjectId}`;
        await insertSubject(tx, { subjectId, townId: DEMO_TOWN, name, kind: 'enterprise' });
        for (const [username, role] of [
          [officer, 'ENs'],
          [head, 'ENm'],
        ] as const) {
          const personId = newId();
          await insertPerson(tx, {
            personId,
            townId: DEMO_TOWN,
            name: username,
            phone: null,
            username,
            passwordHash: passwords.get(username) ?? '',
            mustChangePassword: false,
          });
          const unitId = `${DEMO_TOWN}-zhengfu`;
          await insertPost(tx, { personId, role, unitId, subjectId, certificate: null, from: DEMO_SINCE, to: null });
        }
      }
      return { answer: jsonAnswer(200, {}), ref: DEMO_TOWN, data: {}, directoryOf: DEMO_TOWN };
    },
  });
  if ('failure' in result) throw new Error(`the companies were not set up: ${result.failure.kind}`);
};
