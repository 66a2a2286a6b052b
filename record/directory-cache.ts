import {
  withinUnit,
  type Directory,
  type KnownSubject,
  type Post,
  type SubjectKind,
  type Unit,
  type UnitKind,
} from '../domain/people/directory';
import type { Role } from '../domain/people/roles';
import type { Row } from './admin';
import { flag, parsed, text, textOrNull, whole } from './row';
import { statement, type Statement } from './sql';

/** A webhook of a town, as far as events need it. */
export interface Hook {
  webhookId: string;
  eventTypes: string[];
}

/** Units, posts and webhooks of one town and its district. */
export interface TownKnowledge {
  directory: Directory;
  hooks: Hook[];
}

/** The versions a town's directory consists of, by town or by the stream that belongs to it; `*` is the district's. */
const versions = (where: string, param: string, column: string): Statement =>
  statement(`SELECT town_id, n${column} FROM directory_version WHERE town_id IN ('*', ${where})`, [param]);

/** With one more column, such as the clock's. */
export const versionsOfTown = (townId: string, column = ''): Statement => versions('?', townId, column);

export const versionsOfStream = (streamId: string, column = ''): Statement =>
  versions('(SELECT town_id FROM stream WHERE stream_id = ?)', streamId, column);

/** Posts that wait for a second person, or whose holder's account is closed, give no right and are left out. */
const contents = (townId: string): Statement[] => [
  statement('SELECT * FROM unit WHERE town_id = ? OR town_id IS NULL', [townId]),
  statement(
    `SELECT p.* FROM post p JOIN unit u ON u.unit_id = p.unit_id LEFT JOIN account a ON a.person_id = p.person_id
     WHERE (u.town_id = ? OR u.town_id IS NULL) AND p.status = 'given' AND a.disabled_at IS NULL ORDER BY p.post_id`,
    [townId],
  ),
  statement('SELECT webhook_id, event_types FROM webhook WHERE town_id = ? AND active = 1 ORDER BY webhook_id', [
    townId,
  ]),
  statement(
    `SELECT subject_id, name, kind, unit_id, place_unit_id, protected_person, merged_into FROM subject
     WHERE town_id = ? AND (amended_at IS NOT NULL
       OR subject_id IN (SELECT merged_into FROM subject WHERE merged_into IS NOT NULL AND town_id = ?))`,
    [townId, townId],
  ),
  statement('SELECT site_id, merged_into FROM site WHERE merged_into IS NOT NULL AND town_id = ?', [townId]),
];

const knownSubjectIn = (row: Row): KnownSubject => ({
  subjectId: text(row, 'subject_id'),
  name: text(row, 'name'),
  kind: text(row, 'kind') as SubjectKind,
  unitId: textOrNull(row, 'unit_id'),
  placeUnitId: textOrNull(row, 'place_unit_id'),
  protectedPerson: flag(row, 'protected_person'),
  mergedInto: textOrNull(row, 'merged_into'),
});

export const unitIn = (row: Row): Unit => ({
  unitId: text(row, 'unit_id'),
  townId: textOrNull(row, 'town_id'),
  name: text(row, 'name'),
  aliases: parsed<string[]>(row, 'aliases'),
  kind: text(row, 'kind') as UnitKind,
  parentId: textOrNull(row, 'parent_id'),
  slug: textOrNull(row, 'slug'),
  issuerCode: textOrNull(row, 'issuer_code'),
  domains: parsed<string[]>(row, 'domains'),
  orderBasis: textOrNull(row, 'order_basis'),
  from: text(row, 'valid_from'),
  to: textOrNull(row, 'valid_to'),
  successorUnitId: textOrNull(row, 'successor_id'),
});

export const postIn = (row: Row): Post => ({
  postId: text(row, 'post_id'),
  personId: text(row, 'person_id'),
  role: text(row, 'role') as Role,
  unitId: text(row, 'unit_id'),
  subjectId: textOrNull(row, 'subject_id'),
  from: text(row, 'valid_from'),
  to: textOrNull(row, 'valid_to'),
  certificate: row['certificate'] === null ? null : parsed<Post['certificate']>(row, 'certificate'),
});

const hookIn = (row: Row): Hook => ({
  webhookId: text(row, 'webhook_id'),
  eventTypes: parsed<string[]>(row, 'event_types'),
});

/** Directories by town, kept as long as the version that was read under the lock says they hold. */
export interface DirectoryCache {
  /** The town's directory at these versions; read through `read` when it is not the one that is kept. */
  at(townId: string, versions: Row[], read: (statements: Statement[]) => Promise<Row[][]>): Promise<TownKnowledge>;
}

const mostTowns = 200;

export const createDirectoryCache = (): DirectoryCache => {
  const kept = new Map<string, { version: string; knowledge: TownKnowledge }>();
  return {
    at: async (townId, versions, read) => {
      const numbers = versions.map((row) => `${text(row, 'town_id')}=${whole(row, 'n')}`);
      const version = numbers.toSorted().join(',');
      const existing = kept.get(townId);
      if (existing?.version === version) return existing.knowledge;
      const [units, posts, hooks, subjects, sites] = await read(contents(townId));
      const byId = Object.fromEntries((units ?? []).map((row) => [text(row, 'unit_id'), unitIn(row)]));
      const directory: Directory = {
        townId,
        version: versions.reduce((sum, row) => sum + whole(row, 'n'), 0),
        units: byId,
        posts: (posts ?? []).map(postIn).map((post) => withinUnit(post, byId[post.unitId])),
        subjects: Object.fromEntries((subjects ?? []).map((row) => [text(row, 'subject_id'), knownSubjectIn(row)])),
        mergedSites: Object.fromEntries((sites ?? []).map((row) => [text(row, 'site_id'), text(row, 'merged_into')])),
      };
      const knowledge = { directory, hooks: (hooks ?? []).map(hookIn) };
      if (kept.size >= mostTowns) kept.clear();
      kept.set(townId, { version, knowledge });
      return knowledge;
    },
  };
};
