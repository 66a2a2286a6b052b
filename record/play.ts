import type { Instant } from '../domain/clock/instant';
import type { Context } from '../domain/context';
import { printedNumber, type NumberIssue, type PaperIssue, type Refusal } from '../domain/stream';
import type { AnyDraft, AnyEvent, AnyFile, Found, Kind } from './kinds';

/** One stream in a transaction: as it was found, and what the rules have made of it so far. */
export interface Play<F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent> {
  kind: Kind<F, C, D, E>;
  streamId: string;
  found: Found<F> | null;
  /** Never before the stream's last event. */
  now: Instant;
  file: F | null;
  made: { draft: D; cause: string }[];
  /** Where in `made` the command's own events begin; null when no command was obeyed. */
  commandAt: number | null;
}

export const begin = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
  kind: Kind<F, C, D, E>,
  streamId: string,
  found: Found<F> | null,
  clock: Instant,
): Play<F, C, D, E> => {
  const now = found !== null && found.lastAt > clock ? found.lastAt : clock;
  return { kind, streamId, found, now, file: found?.file ?? null, made: [], commandAt: null };
};

/** An event with its place; `type` and `body` of a draft belong together and stay so. */
export const place = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
  { streamId, now }: Play<F, C, D, E>,
  { type, body, signer }: D,
  { seq, cause }: { seq: number; cause: string },
): E => ({ streamId, seq, at: now, cause, type, body, actor: signer }) as unknown as E;

/** Takes drafts up and folds them into the file. `causedBy` stands for the drafts' own `command`. */
export const take = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
  play: Play<F, C, D, E>,
  drafts: D[],
  causedBy: string,
): void => {
  for (const draft of drafts) {
    for (const issue of issuesOf(draft)) fillIn(issue, issue.n ?? 0);
    const cause = draft.cause === 'command' ? causedBy : draft.cause;
    play.made.push({ draft, cause });
    const seq = (play.found?.lastSeq ?? 0) + play.made.length;
    play.file = play.kind.rules.evolve(play.file, place(play, draft, { seq, cause }));
  }
};

/** Fires what is due; nothing on a stream that is only being opened. */
export const settle = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
  play: Play<F, C, D, E>,
  context: Context,
): void => {
  if (play.file !== null) take(play, play.kind.rules.settle(play.file, context), 'settle');
};

/** Obeys a command: what is overdue first, then the command, then what it armed in the past. Null when it was obeyed. */
export const obey = <F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent>(
  play: Play<F, C, D, E>,
  command: C,
  context: Context,
  causedBy: string,
): Refusal | null => {
  const decided = play.kind.rules.decide(play.file, command, context);
  if ('refusal' in decided) return decided.refusal;
  play.commandAt ??= play.made.length;
  take(play, decided.drafts, causedBy);
  settle(play, context);
  return null;
};

type Issue = PaperIssue | NumberIssue;

/** Numbers that a draft asks for: of a paper, or of the case. */
export const issuesOf = ({ body }: AnyDraft): Issue[] => {
  const issues: Issue[] = [];
  if ('paper' in body) issues.push(body.paper);
  if ('number' in body) issues.push(body.number);
  return issues;
};

/** Writes the number into the event. */
export const fillIn = (issue: Issue, n: number): void => {
  issue.n = n;
  issue.number = printedNumber(issue.format, n);
};
