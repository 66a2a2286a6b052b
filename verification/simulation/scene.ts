import type { CaseFile } from '../../domain/case/file';
import { civilDateOf } from '../../domain/clock/civil';
import { plusMs, type Instant } from '../../domain/clock/instant';
import type { Directory } from '../../domain/people/directory';
import type { HazardType, Pack } from '../../domain/policy/pack';

/** What the bodies of commands are made from: the case as it stands, its town, and who would give the command. */
export interface Scene {
  file: CaseFile;
  policy: Pack;
  directory: Directory;
  now: Instant;
  who: string;
  subjectIds: string[];
  /** A picture that this person takes now; its id. */
  photo(of?: string): string;
}

const DAY = 86_400_000;

/** The civil date so many days from now. */
export const inDays = ({ now }: Scene, days: number): string => civilDateOf(plusMs(now, days * DAY));

/** A date for a field that a pack in seconds does not take. */
export const printed = (scene: Scene, days: number): { dueOn?: string } =>
  scene.policy.acceptsPrintedDates ? { dueOn: inDays(scene, days) } : {};

/** Units in which a person of the scene has a post. */
export const unitsOf = ({ directory, who }: Scene): string[] => [
  ...new Set(directory.posts.filter(({ personId }) => personId === who).map(({ unitId }) => unitId)),
];

/** The others of the same unit, as second persons. */
export const colleagues = (scene: Scene): string[] => {
  const units = unitsOf(scene);
  const others = scene.directory.posts.filter(
    ({ personId, unitId }) => personId !== scene.who && units.includes(unitId),
  );
  return [...new Set(others.map(({ personId }) => personId))];
};

/** Clauses of a type that are in force. */
export const clausesOf = ({ policy, now }: Scene, { clauseIds }: HazardType, isMajor: boolean): string[] => {
  const today = civilDateOf(now);
  return policy.clauses
    .filter(({ id, major, validFrom = today, validTo = today }) => {
      const inForce = validFrom <= today && today <= validTo;
      return clauseIds.includes(id) && inForce && (major === true) === isMajor;
    })
    .map(({ id }) => id);
};

/** The types that the lives are about, one for each thing that types differ in. */
export const TYPES = [
  'charging-site-fire',
  'exit-blocked',
  'plant-warehouse',
  'plant-with-housing',
  'gas-alarm-missing',
];

export const typesOf = ({ policy }: Pick<Scene, 'policy'>): HazardType[] =>
  policy.hazardTypes.filter(({ id }) => TYPES.includes(id));
