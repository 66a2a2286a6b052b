import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Role } from '../../domain/people/roles';

/** How many subjects and villages share the load, so that late cases do not all meet in one escalation. */
export const subjectIds = Array.from({ length: 12 }, (_, index) => `s${index + 1}`);
export const villageIds = ['meiqiao', 'jinmei', 'dalian', 'chapu'];
export const office = 'zhuanban';
export const department = 'chengyun';
export const townId = 'baihe';
export const policy = { packId: 'drill', version: '1.0.0' };

/** The person who answers for a subject, and the head of a village. */
export const standsFor = (subjectId: string): string => `ens-${subjectId}`;
export const headOf = (villageId: string): string => `vgm-${villageId}`;

/** Holds a post in the department and one in the office: he may do nearly everything, but not all of it on one case. */
export const both = 'both';

/** How many photos everybody has ready who takes any. */
const photosEach: [person: string, count: number][] = [
  ['vgg', 6_000],
  ['ldc', 2_000],
  [both, 2_000],
  ...subjectIds.map((id): [string, number] => [standsFor(id), 1_000]),
];

/** Gives a photo of this person that no case has yet. */
export type Camera = (person: string) => string;

export const openCamera = (): Camera => {
  const taken = new Map<string, number>();
  return (person) => {
    const n = (taken.get(person) ?? 0) + 1;
    taken.set(person, n);
    return `${person}-photo-${n}`;
  };
};

type Values = Record<string, string | number | null>;

const unit = (unitId: string, kind: string, name: string): Values => ({
  unit_id: unitId,
  town_id: townId,
  name,
  aliases: '[]',
  kind,
  slug: unitId,
  issuer_code: name,
  domains: '[]',
  valid_from: '2020-01-01',
});

const posts: [person: string, role: Role, unitId: string, subjectId: string | null][] = [
  ['l1', 'L1', office, null],
  ['l2', 'L2', office, null],
  ['ofc', 'OFc', office, null],
  ['ofd', 'OFd', office, null],
  ['ofd2', 'OFd', office, null],
  ['ldc', 'LDc', department, null],
  ['ldd', 'LDd', department, null],
  ['vgg', 'VGg', 'meiqiao', null],
  [both, 'LDc', department, null],
  [both, 'OFd', office, null],
  ...villageIds.map((id): [string, Role, string, null] => [headOf(id), 'VGm', id, null]),
  ...subjectIds.map((id): [string, Role, string, string] => [standsFor(id), 'ENs', 'qiye', id]),
];

const rows = (): [table: string, values: Values][] => [
  ['town', { town_id: townId, name: '白鹤镇', pack_id: policy.packId, pack_version: policy.version, created_at: '' }],
  ['directory_version', { town_id: townId, n: 1 }],
  ['unit', unit(office, 'office', '白鹤安专')],
  ['unit', unit(department, 'department', '白鹤城运')],
  ['unit', unit('qiye', 'company', '某公司')],
  ...villageIds.map((id): [string, Values] => ['unit', unit(id, 'village', id)]),
  ...[...new Set(posts.map(([person]) => person))].map((person): [string, Values] => [
    'person',
    { person_id: person, town_id: townId, name: person, created_at: '' },
  ]),
  ...posts.map(([person, role, unitId, subjectId], index): [string, Values] => [
    'post',
    {
      post_id: `post-${index}`,
      person_id: person,
      role,
      unit_id: unitId,
      subject_id: subjectId,
      valid_from: '2020-01-01',
    },
  ]),
  ...subjectIds.map((id): [string, Values] => [
    'subject',
    { subject_id: id, town_id: townId, name: id, kind: 'enterprise', protected_person: 0, created_at: '' },
  ]),
];

const photoColumns = 'attachment_id, town_id, sha256, size, media_type, file_name, uploaded_by, uploaded_at';

/** Photos for a whole run, which are as young as any re-check that they are taken for. */
const seedPhotos = async (write: DataSource): Promise<void> => {
  for (const [person, count] of photosEach) {
    const camera = openCamera();
    const photos = Array.from({ length: count }, () => camera(person)).map((id) => [
      ...[id, townId, createHash('sha256').update(id).digest('hex'), 1],
      ...['image/jpeg', 'x.jpg', person, '2099-01-01T00:00:00.000Z'],
    ]);
    for (let from = 0; from < count; from += 500) {
      const some = photos.slice(from, from + 500);
      const marks = some.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
      await write.query(`INSERT INTO attachment (${photoColumns}) VALUES ${marks}`, some.flat());
    }
  }
};

/** Fills an empty database with one town. */
export const seedTown = async (write: DataSource): Promise<void> => {
  for (const [table, values] of rows()) {
    const columns = Object.keys(values);
    const marks = columns.map(() => '?').join(', ');
    await write.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, Object.values(values));
  }
  await seedPhotos(write);
};
