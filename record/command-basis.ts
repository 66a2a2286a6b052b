import type { Actor } from '../domain/people/directory';
import { civilDateOf } from '../domain/clock/civil';
import { postsIn, postsOf } from '../domain/people/directory';
import type { AskingOfCases } from '../domain/escalation/on-behalf';
import { isUnderAlias } from '../domain/people/permit';
import type { AnyFile } from '../domain/modules';
import type { Refusal } from '../domain/stream';
import { idOf, moduleOf, streamIdOf, type StreamCommand } from '../domain/stream-module';
import type { CommandRequest, Outcome, Target } from './request';
import type { TownKnowledge } from './directory-cache';
import type { Engine } from './engine';
import { sealedCommandKey } from './hash';
import { requestKey, emptyCache, type LookupCache } from './lookup-cache';
import { newId } from './new-id';
import { inThisShape, lockAndLoad, type Opening } from './opening';
import type { DecisionBasis, StreamWork } from './decide';
import { prefetch, readAnswers } from './answers';
import { aliasesOf, newAlias } from './reporter';
import { text } from './row';
import type { SealedStream } from './seal-streams';
import type { Statement } from './sql';
import type { Tx } from './transaction';
import { tuning } from '../tuning';

const { mostQueued } = tuning.commands;

/** What somebody wants done to which stream, as far as the rules are concerned. */
export type Asked = Pick<CommandRequest, 'personId' | 'expectedVersion' | 'target'>;

/** The stream that a request is about, and the alias a protected reporter gets. */
export interface Aim {
  streamId: string;
  opens: boolean;
  alias: string | null;
}

export const aimOf = (target: Target): Aim => {
  if (!('opens' in target)) return { streamId: target.streamId, opens: false, alias: null };
  const isNamed = isProtected(target.command) || target.reporter !== undefined;
  return { streamId: streamIdOf(target.opens, newId()), opens: true, alias: isNamed ? newAlias() : null };
};

/** Whoever reports asks for protection: his name appears in no event. */
export const isProtected = (command: StreamCommand): boolean =>
  'protectedSource' in command && command.protectedSource === true;

/** Where he has an alias in the case, no line of the log may tell by a refusal that he reported it. */
export const sealedFor = ({ aliases }: Actor): { sealed?: true } => (aliases.length > 0 ? { sealed: true } : {});

/** What a command is decided on under the lock, or what is answered without deciding. */
export type CommandBasis =
  | { early: Outcome; sealed?: true }
  | {
      basis: DecisionBasis;
      town: TownKnowledge;
      /** Under which name the events tell of the key. */
      eventKey: string;
      /** The answer of somebody who is not answered about the stream at all. */
      stranger: Outcome | null;
    };

/** Locks the stream, reads what the rules will ask, and checks what comes before them. `before` runs ahead of the lock. */
export const basisOf = async (
  engine: Engine,
  { target, personId, expectedVersion }: Asked,
  { tx, before, cmdKey, aim }: { tx: Tx; before: Statement[]; cmdKey: string; aim: Aim },
): Promise<CommandBasis> => {
  const cache = emptyCache();
  const place = { streamId: aim.streamId, townId: 'opens' in target ? target.townId : null };
  const foresees = moduleOf(engine.modules, aim.streamId).foresees(target.command, place);
  const foreseen = prefetch(foresees, tx.sqlite);
  const aliases = aim.opens ? [] : [aliasesOf(idOf(aim.streamId), personId)];
  const where = 'opens' in target ? { townId: target.townId } : { streamId: aim.streamId };
  const opening = await lockAndLoad(engine, tx, where, {
    before,
    also: [...aliases, ...foreseen.statements],
    mostQueued: mostQueued + 1,
  });
  foreseen.store(opening.also.slice(aliases.length), cache);

  const { town, now, found } = opening;
  if (town === undefined) return { early: { kind: 'not-found' } };
  const posts = postsOf(town.directory, personId, civilDateOf(now));
  // Before the version is compared: a stale one would tell another town that the stream exists.
  if (!aim.opens && postsIn(town.directory, posts).length === 0) return { early: { kind: 'not-found' } };
  const actor: Actor = {
    personId,
    posts,
    aliases: aliasesIn(target, aim, aliases.length > 0 ? opening.also[0] : undefined),
  };
  const { modules, deps } = engine;
  const main = {
    ...mainOf(target, aim, await inThisShape(engine, tx, aim.streamId, opening)),
    asRead: expectedVersion !== undefined,
  };
  const version = found?.lastSeq ?? 0;
  const linked = await askedToAdmit(engine, tx, main, cache);
  const stranger = notAdmitted(engine, main, { actor, directory: town.directory, now, ...linked });
  const early = mismatch(expectedVersion, version) ?? alreadyOpen(target, cache);
  // Who is not answered about the stream hears neither its version nor what is open already.
  if (early !== null) return { early: stranger ?? early, ...sealedFor(actor) };
  const policy = 'opens' in target ? target.policy : main.found?.file.policy;
  if (policy === undefined) return { early: { kind: 'not-found' } };
  const eventKey = isUnderAlias(actor, target.command.type) ? sealedCommandKey(deps.reporterKey, cmdKey) : cmdKey;
  const basis = {
    modules,
    main,
    policy: deps.packOf(policy.packId, policy.version),
    packOf: deps.packOf.bind(deps),
    calendar: deps.calendar,
    directory: town.directory,
    actor,
    now,
    cause: `command:${eventKey}`,
    cache,
    // Who is not answered about the stream does not hear either how much waits for it.
    mostQueued: stranger === null ? mostQueued : undefined,
  };
  return { basis, town, eventKey, stranger };
};

/** What came of it, as whoever asked is told. */
export const outcomeOf = (
  { main, refusal, overtaken }: StreamWork,
  sealed: readonly SealedStream[],
  { aim: { opens, streamId }, stranger }: { aim: Aim; stranger: Outcome | null },
): Outcome => {
  const own = sealed.find((one) => one.streamId === streamId);
  const { found, now, file } = main;
  const version = own?.envelopes.at(-1)?.seq ?? found?.lastSeq ?? null;
  if (refusal) return stranger ?? { kind: 'refused', refusal, version };
  if (overtaken && version !== null) return stranger ?? { kind: 'version-mismatch', version };
  const after = own?.file ?? (file as AnyFile | null);
  if (after === null) throw new Error(`${streamId} was opened without an event`);
  return { kind: 'done', opened: opens, streamId, file: after, events: own?.envelopes ?? [], now };
};

type Main = DecisionBasis['main'];

const mainOf = ({ command }: Target, { streamId, opens }: Aim, { found }: Opening): Main => ({
  streamId,
  found: opens ? null : found,
  command,
});

const aliasesIn = (target: Target, { alias }: Aim, rows: ReturnType<Opening['also']['at']>): string[] => {
  if ('opens' in target) return isProtected(target.command) && alias !== null ? [alias] : [];
  return (rows ?? []).map((row) => text(row, 'alias'));
};

/** What `admit` asks is read before anything is answered. */
const askedToAdmit = async (
  { modules }: Engine,
  tx: Tx,
  { streamId, command, found }: Main,
  cache: LookupCache,
): Promise<Pick<AskingOfCases, 'lookups'>> => {
  const asked = command === null ? [] : moduleOf(modules, streamId).admitAsks(found?.file ?? null, command);
  if (asked.length === 0) return {};
  await readAnswers(tx, modules, asked, cache);
  const townId = found?.file.townId ?? '';
  const fileOf = (caseId: string) => cache.caseFiles.get(requestKey({ ask: 'case-file', caseId, townId }));
  return { lookups: { caseFile: (caseId) => fileOf(caseId) ?? undefined } };
};

/** The refusal of who is not answered about the stream at all; it names no version. */
const notAdmitted = (
  { modules }: Engine,
  { streamId, found, command }: Main,
  asking: AskingOfCases,
): Outcome | null => {
  const refusal = command && moduleOf(modules, streamId).admit(found?.file ?? null, command, asking);
  return refusal && { kind: 'refused', refusal, version: null };
};

const mismatch = (expected: number | undefined, version: number): Outcome | null =>
  expected === undefined || expected === version ? null : { kind: 'version-mismatch', version };

/** Only a ladder joins what is open; a person is told so, and which it is: who may propose reads those of the town. */
const alreadyOpen = (target: Target, cache: LookupCache): Outcome | null => {
  const [links] = 'opens' in target ? cache.links.values() : [];
  if (links === undefined || links.joinable === null) return null;
  const message = '对该对象的同类事项正在办理。';
  const refusal: Refusal = { code: 'conflict', reason: 'already-open', message, whoCan: [] };
  return { kind: 'refused', version: null, refusal: { ...refusal, escalationId: links.joinable } };
};
