import { randomUUID } from 'node:crypto';
import { jsonAnswer } from '../../api/administer';
import { hashPassword } from '../../api/session/secrets';
import { insertSite, insertSubject } from '../../api/register-rows';
import { DISTRICT_UNIT, insertPerson, insertPost, insertTown } from '../../api/town-setup';
import type { Pack } from '../../domain/policy/pack';
import { SiteTenantRow } from '../../entities/place.entity';
import type { AdminTx } from '../../record/admin';
import type { AdminDoor } from '../../record/door/command-door';
import {
  CERTIFICATE_SPAN,
  DEMO_ACCOUNTS,
  DEMO_SINCE,
  DEMO_SITE,
  DEMO_SUBJECTS,
  DEMO_TOWN,
  demoPassword,
  OTHER_ACCOUNTS,
  OTHER_TOWN,
  type DemoAccount,
} from './accounts';
import { newId } from '../../record/new-id';

const unitIdOf = (townId: string, pack: Pack, slug: string): string => {
  if (slug === 'district') return DISTRICT_UNIT;
  const isDistrict = pack.units.some((unit) => unit.slug === slug && unit.kind === 'district-department');
  return isDistrict ? `${DISTRICT_UNIT}-${slug}` : `${townId}-${slug}`;
};

const insertAccount = async (
  tx: AdminTx,
  townId: string,
  pack: Pack,
  account: DemoAccount,
  passwordHash: string,
): Promise<string> => {
  const { username, name, role, unit, subject, certificate, also } = account;
  const personId = newId();
  const home = role === 'SA' || unit.startsWith('qu-') ? null : townId;
  await insertPerson(tx, {
    personId,
    townId: home,
    name,
    phone: null,
    username,
    passwordHash,
    mustChangePassword: false,
  });
  const span = { from: DEMO_SINCE, to: null };
  await insertPost(tx, {
    personId,
    role,
    unitId: unitIdOf(townId, pack, unit),
    subjectId: subject === undefined ? null : DEMO_SUBJECTS[subject].subjectId,
    certificate: certificate === undefined ? null : { number: certificate, ...CERTIFICATE_SPAN },
    ...span,
  });
  if (also)
    await insertPost(tx, {
      personId,
      role: also.role,
      unitId: unitIdOf(townId, pack, also.unit),
      subjectId: null,
      certificate: null,
      ...span,
    });
  return personId;
};

const insertPlaces = async (tx: AdminTx): Promise<void> => {
  for (const { subjectId, name, kind } of Object.values(DEMO_SUBJECTS))
    await insertSubject(tx, {
      subjectId,
      townId: DEMO_TOWN,
      name,
      kind,
      unitId: kind === 'public-body' ? `${DEMO_TOWN}-pingan` : null,
    });
  const { siteId, name, type, address } = DEMO_SITE;
  await insertSite(tx, {
    ...{ siteId, name, type, address },
    townId: DEMO_TOWN,
    villageUnitId: `${DEMO_TOWN}-meiqiao`,
    ownerSubjectId: DEMO_SUBJECTS.landlord.subjectId,
  });
  await tx.insert(SiteTenantRow, { siteId, subjectId: DEMO_SUBJECTS.company.subjectId });
};

/** Person ids by username. */
export type DemoPeople = Record<string, string>;

/** Both towns of demo mode with their units, accounts, subjects and the charging site, in one transaction. */
export const seedDemoTowns = async (door: AdminDoor, pack: Pack): Promise<DemoPeople> => {
  const all = [...DEMO_ACCOUNTS, ...OTHER_ACCOUNTS];
  const hashes = new Map(
    await Promise.all(all.map(async ({ username }) => [username, await hashPassword(demoPassword(username))] as const)),
  );
  const people: DemoPeople = {};
  const key = randomUUID();
  const result = await door.administer({
    personId: 'setup',
    idempotencyKey: key,
    requestHash: key,
    traceId: key,
    action: 'demo-set-up',
    townId: null,
    work: async (tx) => {
      await insertTown(tx, { townId: DEMO_TOWN, name: '演练镇', districtName: '演练区' }, pack);
      await insertTown(tx, { townId: OTHER_TOWN, name: '邻镇' }, pack);
      for (const account of DEMO_ACCOUNTS)
        people[account.username] = await insertAccount(
          tx,
          DEMO_TOWN,
          pack,
          account,
          hashes.get(account.username) ?? '',
        );
      for (const account of OTHER_ACCOUNTS)
        people[account.username] = await insertAccount(
          tx,
          OTHER_TOWN,
          pack,
          account,
          hashes.get(account.username) ?? '',
        );
      await insertPlaces(tx);
      return { answer: jsonAnswer(200, {}), ref: DEMO_TOWN, data: {}, directoryOf: '*' };
    },
  });
  if ('failure' in result) throw new Error(`the demo's towns were not set up: ${result.failure.kind}`);
  return people;
};
