import { randomUUID } from 'node:crypto';
import { jsonAnswer } from '../../api/administer';
import { hashPassword } from '../../api/session/secrets';
import { insertSubject } from '../../api/register-rows';
import { insertPerson, insertPost, insertTown } from '../../api/town-setup';
import type { Role } from '../../domain/people/roles';
import type { Pack } from '../../domain/policy/pack';
import type { AdminDoor } from '../../record/door/command-door';
import { newId } from '../../record/new-id';
import { CERTIFICATE_SPAN, DEMO_SINCE, demoPassword } from '../../scripts/demo/accounts';

/** The town whose terms are days, so that its cases stay in their states until the next release opens them. */
export const DAYS_TOWN = 'baihe';
export const DAYS_PACK = 'baihe-2025';
export const DAYS_SUBJECTS = { company: 'baihe-company', office: 'baihe-pingan-subject' } as const;

/** Username, role, unit of the pack, certificate. The password is that of the demo's accounts. */
const PEOPLE: readonly [string, Role, string, string?][] = [
  ['b-l1', 'L1', 'zhengfu'],
  ['b-l2', 'L2', 'zhengfu'],
  ['b-ofc', 'OFc', 'zhuanban'],
  ['b-ofd', 'OFd', 'zhuanban'],
  ['b-ldc', 'LDc', 'chengyun'],
  ['b-ldd', 'LDd', 'chengyun'],
  ['b-vgg', 'VGg', 'meiqiao'],
  ['b-vgm', 'VGm', 'meiqiao'],
  ['b-ens', 'ENs', 'zhengfu'],
  ['b-enm', 'ENm', 'zhengfu'],
  ['b-efo1', 'EFo', 'zhifa', '沪执法0011'],
  ['b-efo2', 'EFo', 'zhifa', '沪执法0012'],
  ['b-efh', 'EFh', 'zhifa', '沪执法0013'],
  ['b-rp', 'RP', 'zhengfu'],
  ['b-au', 'AU', 'zhengfu'],
];

/** Makes the town with its people and subjects in one transaction, beside the demo's towns. */
export const seedDaysTown = async (door: AdminDoor, pack: Pack): Promise<void> => {
  const hashes = await Promise.all(PEOPLE.map(([username]) => hashPassword(demoPassword(username))));
  const key = randomUUID();
  const result = await door.administer({
    personId: 'setup',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'set-up',
    townId: DAYS_TOWN,
    work: async (tx) => {
      await insertTown(tx, { townId: DAYS_TOWN, name: '白鹤镇' }, pack);
      for (const [index, [username, role, slug, certificate]] of PEOPLE.entries()) {
        const personId = newId();
        const passwordHash = hashes[index] ?? '';
        const account = { username, passwordHash, mustChangePassword: false };
        await insertPerson(tx, { personId, townId: DAYS_TOWN, name: `白鹤${username}`, phone: null, ...account });
        await insertPost(tx, {
          personId,
          role,
          unitId: `${DAYS_TOWN}-${slug}`,
          subjectId: role.startsWith('EN') ? DAYS_SUBJECTS.company : null,
          from: DEMO_SINCE,
          to: null,
          certificate: certificate === undefined ? null : { number: certificate, ...CERTIFICATE_SPAN },
        });
      }
      for (const [subjectId, kind, unitId] of [
        [DAYS_SUBJECTS.company, 'property-manager', null],
        [DAYS_SUBJECTS.office, 'public-body', `${DAYS_TOWN}-pingan`],
      ] as const)
        await insertSubject(tx, { subjectId, townId: DAYS_TOWN, name: `白鹤${subjectId}`, kind, unitId });
      return { answer: jsonAnswer(200, {}), ref: DAYS_TOWN, data: {}, directoryOf: '*' };
    },
  });
  if ('failure' in result) throw new Error(`the town was not set up: ${result.failure.kind}`);
};
