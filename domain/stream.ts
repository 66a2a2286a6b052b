import type { CivilDate } from './clock/civil';
import type { ClockName } from './clock-names';
import type { Instant } from './clock/instant';
import type { Source } from './policy/source';
import type { Post } from './people/directory';
import type { Role } from './people/roles';

export type { ClockName } from './clock-names';

/**
 * Who signs an event. A protected reporter signs what he does as such as `reporter:<random id of this case>`, without a
 * post; automatic acts as system.
 */
export type Signer = { kind: 'person'; personId: string; post?: { role: Role; unitId: string } } | { kind: 'system' };

export const SYSTEM: Signer = { kind: 'system' };

/** Who owes a deadline: `unit:<id>` or `subject:<id>`; `none` where nobody is late (watch-end, control of the clock). */
export type Addressee = `unit:${string}` | `subject:${string}` | 'none';

/** Why a deadline stands where it stands; shown to people as it is. */
export interface Because {
  /** The rule in words, Chinese, such as `整改时限：送达之日起15个工作日`. */
  rule: string;
  source: Source;
  /** The instant or civil date the count started from. */
  from: string;
  calendarVersion: string;
  /** The counted working days, at most thirty. */
  days: CivilDate[];
  /** True where a year without a published calendar was counted Monday to Friday. */
  provisional: boolean;
}

/** The rung acts of a ladder (glossary.md, "rung act"). */
export const RUNG_ACTS = [
  'nobody-home',
  'remind',
  'notice',
  'urge',
  'name',
  'supervise',
  'interview',
  'circular',
  'expose',
  'list',
  'refer',
  'hand-up',
  'account',
  'veto',
  'warn',
  'investigate',
] as const;
export type RungAct = (typeof RUNG_ACTS)[number];

/** A deadline as the event that starts the obligation arms it. `deadlineId` is `clock:cycle:n`, a step adds `:level`. */
export interface Arm {
  deadlineId: string;
  clock: ClockName;
  cycle: number;
  n: number;
  /** 0 the due instant, −1, −2 … reminders (−1 the nearest to it), 1, 2 … rungs after it. */
  level: number;
  /** The first instant that is too late. */
  dueAt: Instant;
  /** The civil date people read. */
  dueOn: CivilDate;
  addressee: Addressee;
  /** What a rung does when it fires; reminders carry `remind`. */
  act?: RungAct;
  /** The proposal, paper or ask that the deadline belongs to. */
  ref?: string;
  because: Because;
  /** True when the step's time was past at arming: it is recorded and never fires. */
  skipped?: boolean;
}

/** What an event does to the deadline ledger. Firing is an event of its own (`deadline-missed`, `reminder-due`, `rung-reached` …) and names `fires`. */
export interface DeadlineChanges {
  arms?: Arm[];
  meets?: { deadlineId: string; metAt: Instant }[];
  cancels?: { deadlineId: string; reason: string }[];
  moves?: { deadlineId: string; dueAt: Instant; dueOn: CivilDate; because: Because }[];
  pauses?: { deadlineId: string; remainingMs: number }[];
  resumes?: { deadlineId: string; dueAt: Instant; dueOn: CivilDate }[];
  /** Steps whose instant passed while the clock was paused: recorded, and never fired (settled 5.2). */
  skips?: { deadlineId: string }[];
  /** Misses of these clocks since an instant that count no more, as under an order that was cancelled; they stay facts. */
  uncounts?: { clocks: ClockName[]; since: Instant };
  /** Whose the obligation is from now on: of a successor, of a subject that was taken for another. */
  readdresses?: { deadlineId: string; addressee: Addressee }[];
  /** The deadline whose firing this event records. */
  fires?: string;
}

export const DEADLINE_STATES = ['armed', 'paused', 'fired'] as const;

/** What may have become of a deadline in the ledger, which keeps all that there were. */
export const LEDGER_STATES = [...DEADLINE_STATES, 'met', 'cancelled', 'skipped'] as const;

/** A live deadline in a file: armed or paused, or fired and still owed. */
export interface Deadline extends Arm {
  state: (typeof DEADLINE_STATES)[number];
  remainingMs?: number;
  /** Of a level 0: the highest level that a step of it ever had. */
  steps?: number;
}

/** An event before the door gives it its place: `decide` and `settle` return these. */
export interface DraftOf<T extends string, B> {
  type: T;
  /** As in the event; absent for 1. */
  version?: number;
  body: B & DeadlineChanges;
  signer: Signer;
  /** `command`, or the id of the deadline that fired. */
  cause: string;
}

/** An event with its place in its stream: what `evolve` reads. */
export interface EventOf<T extends string, B> {
  streamId: string;
  seq: number;
  type: T;
  /** Of what its body says; absent for 1. */
  version?: number;
  at: Instant;
  actor: Signer;
  /** `command:<key>`, a deadline id, or `<stream>:<seq>` of the event that caused it. */
  cause: string;
  body: B & DeadlineChanges;
}

/** An event in the log. `hash` = SHA-256 over `prevHash` and the canonical JSON (RFC 8785) of the other fields. */
export interface EnvelopeOf<T extends string, B> extends EventOf<T, B> {
  eventId: string;
  prevHash: string;
  hash: string;
}

/** A paper that an event issues; `n` is from the counter of `scope`, in the issuing transaction. */
export interface PaperIssue {
  documentId: string;
  type: string;
  title: string;
  issuerUnitId: string;
  /** Counter scope: issuer code, type word and year. */
  scope: string;
  /** Template of the printed number with `{n}`, such as `白鹤城运限整〔2025〕{n}号`. */
  format: string;
  n: number;
  number: string;
}

/** The printed number of an issue: `{n}` is the number, `{n:5}` the number with zeros before it. */
export const printedNumber = (format: string, n: number): string =>
  format.replace(/\{n(?::(\d))?\}/, (_, width?: string) => String(n).padStart(Number(width ?? 1), '0'));

/** A case number that an event gives. */
export interface NumberIssue {
  scope: string;
  format: string;
  n: number;
  number: string;
}

/** Refusal codes that callers rely on; `reason` is the finer code. */
export type RefusalCode =
  | 'illegal-transition'
  | 'forbidden'
  | 'sod-violation'
  | 'issuer-lacks-capacity'
  | 'validation'
  | 'not-found'
  | 'conflict';

/** Who can act in place of who was refused: a role in one unit, or in whichever. No person is named. */
export interface WhoCan {
  role: Role;
  roleName: string;
  /** Null where it is a matter of the role alone, or more than a few units have somebody. */
  unitId: string | null;
  unitName: string | null;
  /** True where who was refused holds the same post: somebody else who does is meant. */
  another: boolean;
}

/** What has to be done first, by whoever may: a command, or an act that is to be proposed or decided. */
export interface Next {
  command: string;
  act?: string;
}

/** A refusal is a value: nothing is written, and it says who can act instead. */
export interface Refusal {
  code: RefusalCode;
  reason: string;
  /** Chinese, for people. */
  message: string;
  /** Roles that could do it now, such as `OFd`: those of `whoCanDo`, where that is known. */
  whoCan: Role[];
  /** The same with their units; absent where the rule knows roles alone. */
  whoCanDo?: WhoCan[];
  /**
   * Within the rules, until who can is known: the message without it; what is to be done first; the posts of others that are
   * meant. Leaves no stream.
   */
  meant?: { words: string; next?: Next; posts?: Post[] };
  /** JSON pointer of the offending field, where there is one. */
  pointer?: string;
  /** Another case that stands in the way, where the caller may read it. */
  caseId?: string;
  /** Another escalation that does so, likewise. */
  escalationId?: string;
}
