import type { EscalationFile } from '../escalation/file';
import { ON_BEHALF } from './authority';
import { decisionKeys, decisionKeysOf } from './candidates';
import { doublesOf } from './doubles';
import { postsIn, type Directory, type Post, type Unit } from './directory';
import type { Relation } from './permit';
import { ROLES, type Role } from './roles';
import { isOfSubject, standsForUnit, TAKES_PART } from './standing';

/**
 * What a person may read in one town (settled 3.1). A case says by keys who reads it (`readersOf`), a person holds keys by
 * his posts and as himself; he reads what names one of his. A list is the same keys, in SQL.
 */
export interface ReadScope {
  townId: string;
  personId: string;
  /** OF, LD, EF, L1, L2, AU: everything of the town. */
  all: boolean;
  /** OF: also owes what the town owes. */
  office: boolean;
  keys: string[];
}

/** Roles that read every case and everything else of their town (settled 3.1). */
export const READ_ALL: readonly Role[] = ['OFc', 'OFd', 'LDc', 'LDd', 'EFo', 'EFh', 'EFr', 'L1', 'L2', 'AU'];
/** Who may ever read an escalation: who reads the whole town, and whom one speaks to or whose unit hosts one. */
export const READS_ESCALATIONS: readonly Role[] = ROLES.filter(
  (role) => READ_ALL.includes(role) || TAKES_PART.includes(role),
);
const OFFICE: Role[] = ['OFc', 'OFd'];
/** Who verifies wherever it lies; a village only what lies in it, a department of the district only its domain (settled 3.1). */
const VERIFIES: Role[] = ['RU', 'ST'];
/** Who imposes a control or orders by a power of his own, in the domains of his unit, and so reads what lies in them (settled 1.5, 3.1). */
const HOLDS_POWER: Role[] = ['DS', 'ST'];
const VILLAGE: Role[] = ['VGg', 'VGm'];

/** Keys of one case or escalation. Those of posts can be held by several persons, the others name one. */
export const readerKey = {
  town: (townId: string) => `town:${townId}`,
  unit: (unitId: string) => `unit:${unitId}`,
  subject: (subjectId: string) => `subject:${subjectId}`,
  domain: (domain: string) => `domain:${domain}`,
  /** A lead, for who verifies anywhere, and for the village; null where nobody knows in which it lies. */
  verifier: () => 'verifies',
  village: (unitId: string | null) => `verifies-in:${unitId ?? '*'}`,
  /** What a subject owes, for who may file it where that one has no account: by the grant of `ON_BEHALF` (settled 3.6). */
  behalf: (relation: Relation, unitId: string) => `files-${relation}:${unitId}`,
  author: (personId: string) => `author:${personId}`,
  asked: (personId: string) => `asked:${personId}`,
  reporter: (personId: string) => `reporter:${personId}`,
} as const;

const behalfKeysOf = (post: Post, unit: Unit | undefined): string[] =>
  ON_BEHALF.flatMap(({ roles, relation }) =>
    relation !== undefined && roles.includes(post.role) && standsForUnit(post, unit)
      ? [readerKey.behalf(relation, post.unitId)]
      : [],
  );

const keysOfPost = (post: Post, unit: Unit | undefined, directory: Directory): string[] => {
  const { townId } = directory;
  const { role, unitId, subjectId } = post;
  const domains = unit?.domains ?? [];
  return [
    ...(standsForUnit(post, unit) ? [readerKey.unit(unitId)] : []),
    ...(isOfSubject(post) && subjectId !== null
      ? [subjectId, ...doublesOf(directory, subjectId)].map(readerKey.subject)
      : []),
    ...(HOLDS_POWER.includes(role)
      ? domains.length === 0
        ? [readerKey.town(townId)]
        : domains.map(readerKey.domain)
      : []),
    ...(VERIFIES.includes(role) ? [readerKey.verifier()] : []),
    ...(VILLAGE.includes(role) ? [readerKey.village(unitId), readerKey.village(null)] : []),
    ...behalfKeysOf(post, unit),
    ...(unit === undefined ? [] : decisionKeysOf(post, unit)),
  ];
};

/** The scope of a person's posts (those valid today) in the town of this directory, or null: the town does not exist for him. */
export const readScope = (personId: string, posts: Post[], directory: Directory): ReadScope | null => {
  const { townId, units } = directory;
  const here = postsIn(directory, posts);
  if (here.length === 0) return null;
  const office = here.some((post) => OFFICE.includes(post.role));
  const keys = [
    ...here.flatMap((post) => keysOfPost(post, units[post.unitId], directory)),
    ...(office ? [readerKey.town(townId)] : []),
    readerKey.author(personId),
    readerKey.asked(personId),
    readerKey.reporter(personId),
  ];
  return {
    townId,
    personId,
    all: here.some((post) => READ_ALL.includes(post.role)),
    office,
    keys: [...new Set(keys)],
  };
};

const starts = (key: string, ...kinds: string[]): boolean => kinds.some((kind) => key.startsWith(`${kind}:`));

/** True for a key that somebody holds as himself and not by a post. */
export const isPersonal = (key: string): boolean => starts(key, 'author', 'asked', 'reporter');

/** True for the key of who reported: he reads the state and nothing else (roles.md "RP"). */
export const isReporting = (key: string): boolean => starts(key, 'reporter');

/** Keys by which somebody owes a clock: his units', his subjects', what he is asked to sign, for the office the town's (settled 3.2). */
export const owingKeys = ({ keys, office, townId }: ReadScope): string[] => [
  ...keys.filter((key) => starts(key, 'unit', 'subject', 'asked')),
  ...(office ? [readerKey.town(townId)] : []),
];

/** Keys by which somebody files for a subject; whether it has an account of its own, its posts say. */
export const behalfKeys = ({ keys }: ReadScope): string[] =>
  keys.filter((key) => ON_BEHALF.some(({ relation }) => starts(key, `files-${String(relation)}`)));

/** Keys of a proposal that may be decided. Whether this person may, his conflicts say. */
export const decidingKeys = ({ keys }: ReadScope): string[] => keys.filter((key) => starts(key, 'decides'));

/** Whether one escalation is inside a scope: the town's readers, addressee, host, proposers and deciders. */
export const canReadEscalation = (scope: ReadScope, file: EscalationFile): boolean => {
  if (file.townId !== scope.townId) return false;
  if (scope.all) return true;
  const readers = [
    readerKey.town(file.townId),
    readerKey.unit(file.hostUnitId),
    file.addressee,
    ...file.proposals.flatMap(({ by, steps: [step] }) => [
      ...(by.kind === 'person' ? [readerKey.author(by.personId)] : []),
      ...(step === undefined ? [] : decisionKeys(step)),
    ]),
  ];
  return readers.some((key) => scope.keys.includes(key));
};
