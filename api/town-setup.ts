import { civilDateOf } from '../domain/clock/civil';
import type { Certificate, UnitKind } from '../domain/people/directory';
import type { Role } from '../domain/people/roles';
import type { Pack, PackUnit } from '../domain/policy/pack';
import { AccountRow, PersonRow, PostRow, TownRow, UnitRow } from '../entities/people.entity';
import type { AdminTx } from '../record/admin';
import { newOrderedId } from '../record/new-id';
import { Problem } from './problem';

/** A town to be set up, in the words of the set-up request. */
export interface NewTown {
  townId: string;
  name: string;
  districtName?: string;
  issuerCode?: string;
}

export const DISTRICT_UNIT = 'district';
/** The town government itself, in whose name an office may issue 整改意见书. */
export const townUnitOf = (townId: string): string => `${townId}-zhengfu`;

interface NewUnit {
  unitId: string;
  townId: string | null;
  name: string;
  kind: UnitKind;
  parentId: string | null;
  slug: string | null;
  pack?: Pick<PackUnit, 'aliases' | 'issuerCode' | 'domains' | 'orderBasis'>;
  from: string;
}

export const insertUnit = (tx: AdminTx, unit: NewUnit): Promise<void> =>
  tx.insert(UnitRow, {
    unitId: unit.unitId,
    townId: unit.townId,
    name: unit.name,
    aliases: unit.pack?.aliases ?? [],
    kind: unit.kind,
    parentId: unit.parentId,
    slug: unit.slug,
    issuerCode: unit.pack?.issuerCode ?? null,
    domains: unit.pack?.domains ?? [],
    orderBasis: unit.pack?.orderBasis ?? null,
    validFrom: unit.from,
    validTo: null,
    successorId: null,
  });

/** The common beginning of the units' codes, such as 白鹤, with 府 for the government. */
const governmentCode = (pack: Pack): string => {
  const codes = pack.units.flatMap((unit) =>
    unit.issuerCode && unit.kind !== 'district-department' ? [unit.issuerCode] : [],
  );
  const [first = ''] = codes;
  let length = first.length;
  while (length > 0 && !codes.every((code) => code.startsWith(first.slice(0, length)))) length -= 1;
  return `${first.slice(0, length)}府`;
};

/** Units exist since the notice was issued, so that papers may carry dates before today. */
const unitsFrom = (pack: Pack, today: string): string => (pack.basis.issuedOn < today ? pack.basis.issuedOn : today);

/** Ids that the town's own units are going to have. */
const unitIdsOf = (townId: string, pack: Pack): string[] => [
  townUnitOf(townId),
  ...pack.units.filter(makesTownUnit).map(({ slug }) => `${townId}-${slug}`),
];

const makesTownUnit = (unit: PackUnit): boolean => unit.collective !== true && unit.kind !== 'district-department';

/**
 * Refuses a town whose id, units or issuer code are taken: ids of units are made of the town's id and a short name, so the
 * unit `b-zhengfu` of the town `a` would be the government of a later town `a-b`.
 */
const checkTown = async (tx: AdminTx, { townId, issuerCode }: NewTown, pack: Pack): Promise<void> => {
  if (await tx.exists(TownRow, { townId })) throw new Problem('conflict', '这个镇已经存在。');
  for (const unitId of unitIdsOf(townId, pack))
    if (await tx.exists(UnitRow, { unitId }))
      throw new Problem('conflict', `镇的代码与现有单位 ${unitId} 冲突，请换一个代码。`, {
        reason: 'unit-id-taken',
        errors: [{ pointer: '/townId', code: 'unit-id-taken', message: '镇的代码与现有单位冲突' }],
      });
  await checkIssuerCode(tx, issuerCode);
};

/** An issuer code stands on papers and so belongs to one unit of the whole installation; 409 where it is taken. */
export const checkIssuerCode = async (tx: AdminTx, issuerCode: string | undefined): Promise<void> => {
  if (issuerCode === undefined || !(await tx.exists(UnitRow, { issuerCode }))) return;
  const message = `发文字号代字“${issuerCode}”已被其他单位使用，请换一个。`;
  throw new Problem('conflict', message, {
    reason: 'issuer-code-taken',
    errors: [{ pointer: '/issuerCode', code: 'issuer-code-taken', message }],
  });
};

/** The district, the town and the units its pack names; a word that stands for several units makes none. */
export const insertTown = async (tx: AdminTx, town: NewTown, pack: Pack): Promise<void> => {
  await checkTown(tx, town, pack);
  const from = unitsFrom(pack, civilDateOf(tx.now));
  await tx.insert(TownRow, {
    townId: town.townId,
    name: town.name,
    packId: pack.packId,
    packVersion: pack.version,
    createdAt: tx.now,
  });
  if (!(await tx.exists(UnitRow, { unitId: DISTRICT_UNIT })))
    await insertUnit(tx, {
      unitId: DISTRICT_UNIT,
      townId: null,
      name: town.districtName ?? '区人民政府',
      kind: 'district',
      parentId: null,
      slug: null,
      from,
    });
  const government = townUnitOf(town.townId);
  const issuerCode = town.issuerCode ?? governmentCode(pack);
  await insertUnit(tx, {
    unitId: government,
    townId: town.townId,
    name: `${town.name}人民政府`,
    kind: 'town',
    parentId: DISTRICT_UNIT,
    slug: 'zhengfu',
    pack: { aliases: [], issuerCode },
    from,
  });
  for (const unit of pack.units.filter((candidate) => candidate.collective !== true)) {
    const district = unit.kind === 'district-department';
    const unitId = district ? `${DISTRICT_UNIT}-${unit.slug}` : `${town.townId}-${unit.slug}`;
    if (district && (await tx.exists(UnitRow, { unitId }))) continue;
    await insertUnit(tx, {
      unitId,
      townId: district ? null : town.townId,
      name: unit.name,
      kind: unit.kind,
      parentId: district ? DISTRICT_UNIT : government,
      slug: unit.slug,
      pack: unit,
      from,
    });
  }
};

export interface NewPerson {
  personId: string;
  townId: string | null;
  name: string;
  phone: string | null;
  username: string;
  passwordHash: string;
  mustChangePassword: boolean;
}

/** A person with an account; 409 where the user name is taken. */
export const insertPerson = async (tx: AdminTx, person: NewPerson): Promise<void> => {
  if (await tx.exists(AccountRow, { username: person.username })) throw new Problem('conflict', '用户名已被使用。');
  const { personId, townId, name, phone, username, passwordHash, mustChangePassword } = person;
  await tx.insert(PersonRow, { personId, townId, name, phone, createdAt: tx.now });
  await tx.insert(AccountRow, {
    personId,
    username,
    passwordHash,
    failedAttempts: 0,
    lockedUntil: null,
    mustChangePassword,
    disabledAt: null,
  });
};

export interface NewPost {
  personId: string;
  role: Role;
  unitId: string;
  subjectId: string | null;
  from: string;
  to: string | null;
  certificate: Certificate | null;
  /** Given at once, unless a second person has to confirm it. */
  status?: 'given' | 'pending';
  /** Who gives it; null in a set-up. */
  appointedBy?: string | null;
}

export const insertPost = async (tx: AdminTx, post: NewPost): Promise<string> => {
  // In the order of making, also within a millisecond: the first post that may act is the one that signs.
  const postId = newOrderedId();
  await tx.insert(PostRow, {
    postId,
    personId: post.personId,
    role: post.role,
    unitId: post.unitId,
    subjectId: post.subjectId,
    validFrom: post.from,
    validTo: post.to,
    certificate: post.certificate,
    status: post.status ?? 'given',
    appointedBy: post.appointedBy ?? null,
    appointedAt: tx.now,
    decidedBy: null,
    decidedAt: null,
  });
  return postId;
};
