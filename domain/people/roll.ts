import type { CivilDate } from '../clock/civil';
import { validOn, type Post } from './directory';
import type { Role } from './roles';

/** How far an appointment has come. Only a given post gives rights. */
export const POST_STATUSES = ['given', 'pending', 'declined', 'withdrawn'] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

/** A post that was given, or waits for the second person. */
export interface Appointment extends Post {
  status: Extract<PostStatus, 'given' | 'pending'>;
  /** Town of its unit; null for the district's. */
  townId: string | null;
  /** Who gave it; null for those of the set-up. */
  appointedBy: string | null;
}

/**
 * What the rules of appointing look at on one day: every post of the persons concerned and of everybody who may give or
 * confirm posts, given or pending, that has not ended.
 */
export interface Roll {
  today: CivilDate;
  appointments: Appointment[];
  /** Persons whose account is closed or who have none: they hold nothing that counts. */
  disabled: string[];
  /** Persons who have yet to replace a password that somebody else set. */
  mustChangePassword: string[];
  /** Of the persons concerned those who have or had a post as reporter: protected (settled 6.2). */
  reporters: string[];
}

/** Posts that give rights today: given, begun, not ended, of a person who can sign in. */
const inForce = ({ today, appointments, disabled }: Roll): Appointment[] =>
  appointments.filter((post) => post.status === 'given' && validOn(post, today) && !disabled.includes(post.personId));

/** Posts of a role that are in force; only those of a town where one is named. */
export const postsInForce = (roll: Roll, role: Role, townId?: string | null): Appointment[] =>
  inForce(roll).filter((post) => post.role === role && (townId === undefined || post.townId === townId));

/** Persons who hold a role today. */
export const holders = (roll: Roll, role: Role, townId?: string | null): string[] => [
  ...new Set(postsInForce(roll, role, townId).map((post) => post.personId)),
];

/** Whether a person holds a role today. */
export const holds = (roll: Roll, personId: string, role: Role, townId?: string | null): boolean =>
  holders(roll, role, townId).includes(personId);

/** Posts of a person that have not ended, begun or not, pending ones too. */
export const appointmentsOf = ({ appointments, today }: Roll, personId: string): Appointment[] =>
  appointments.filter((post) => post.personId === personId && (post.to === null || post.to >= today));
