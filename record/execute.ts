import type { Actor } from '../domain/people/directory';
import { civilDateOf } from '../domain/clock/civil';
import { postsIn, postsOf } from '../domain/people/directory';
import type { AskingOfCases } from '../domain/escalation/on-behalf';
import { isUnderAlias } from '../domain/people/permit';
import type { AnyFile } from '../domain/modules';
import type { Refusal } from '../domain/stream';
import { idOf, moduleOf, streamIdOf, type StreamCommand } from '../domain/stream-module';
import { decideAndWrite, type DecidedWrites } from './decide-and-write';
import type { CommandRequest, DoorResult, Outcome, Target } from './request';
import type { Engine } from './engine';
import { commandKey, sealedCommandKey } from './hash';
import { underKey } from './idempotent';
import { dropKey, isStored, storeAnswer } from './key-store';
import { requestKey, emptyCache, type LookupCache } from './lookup-cache';
import { newId } from './new-id';
import { inThisShape, lockAndLoad, type Opening } from './opening';
import type { DecisionBasis } from './decide';
import { prefetch, readAnswers } from './answers';
import { aliasesOf, identityRow, newAlias, sealUploads } from './reporter';
import { text } from './row';
import type { Statement } from './sql';
import type { Tx } from './transaction';
import { tuning } from '../tuning';

const { mostQueued } = tuning.commands;

/** Carries out a person's command in one transaction, once per key. */
export const execute = (engine: Engine, request: CommandRequest): Promise<DoorResult> => {
  const cmdKey = commandKey(request.personId, request.idempotencyKey);
  // Fixed before the first attempt: a retry after a deadlock opens the same stream.
  const aim = aimOf(request.target);
  return underKey(engine.store, { cmdKey, requestHash: request.requestHash }, (tx, claim) =>
    carryOut(engine, request, { tx, claim, cmdKey, aim }),
  );
};

/** The stream that a request is about, and the alias a protected reporter gets. */
interface Aim {
  streamId: string;
  opens: boolean;
  alias: string | null;
}

interface Attempt {
  tx: Tx;
  claim: Statement;
  cmdKey: string;
  aim: Aim;
}

const aimOf = (target: Target): Aim => {
  if (!('opens' in target)) return { streamId: target.streamId, opens: false, alias: null };
  const isNamed = isProtected(target.command) || target.reporter !== undefined;
  return { streamId: streamIdOf(target.opens, newId()), opens: true, alias: isNamed ? newAlias() : null };
};

/** Whoever reports asks for protection: his name appears in no event. */
const isProtected = (command: StreamCommand): boolean =>
  'protectedSource' in command && command.protectedSource === true;

const carryOut = async (engine: Engine, request: CommandRequest, attempt: Attempt): Promise<DoorResult> => {
  const { tx, claim, cmdKey, aim } = attempt;
  const { target, personId } = request;
  const cache = emptyCache();
  const place = { streamId: aim.streamId, townId: 'opens' in target ? target.townId : null };
  const foresees = moduleOf(engine.modules, aim.streamId).foresees(target.command, place);
  const foreseen = prefetch(foresees, tx.sqlite);
  const aliases = aim.opens ? [] : [aliasesOf(idOf(aim.streamId), personId)];
  const where = 'opens' in target ? { townId: target.townId } : { streamId: aim.streamId };
  const opening = await lockAndLoad(engine, tx, where, {
    before: [claim],
    also: [...aliases, ...foreseen.statements],
    mostQueued: mostQueued + 1,
  });
  foreseen.store(opening.also.slice(aliases.length), cache);

  const { town, now, found } = opening;
  if (town === undefined) return { answer: request.answer({ kind: 'not-found' }), replayed: false };
  const posts = postsOf(town.directory, personId, civilDateOf(now));
  // Before the version is compared: a stale one would tell another town that the stream exists.
  if (!aim.opens && postsIn(town.directory, posts).length === 0) {
    return { answer: request.answer({ kind: 'not-found' }), replayed: false };
  }
  const actor: Actor = {
    personId,
    posts,
    aliases: aliasesIn(target, aim, aliases.length > 0 ? opening.also[0] : undefined),
  };
  const { modules, deps } = engine;
  const main = {
    ...mainOf(target, aim, await inThisShape(engine, tx, aim.streamId, opening)),
    asRead: request.expectedVersion !== undefined,
  };
  const version = found?.lastSeq ?? 0;
  const linked = await askedToAdmit(engine, tx, main, cache);
  const stranger = notAdmitted(engine, main, { actor, directory: town.directory, now, ...linked });
  const early = mismatch(request.expectedVersion, version) ?? alreadyOpen(target, cache);
  // Who is not answered about the stream hears neither its version nor what is open already.
  if (early !== null) return { answer: request.answer(stranger ?? early), replayed: false, ...sealedFor(actor) };
  const policy = 'opens' in target ? target.policy : main.found?.file.policy;
  if (policy === undefined) return { answer: request.answer({ kind: 'not-found' }), replayed: false };
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
  const made = await decideAndWrite(tx, basis, town, { cmdKey: eventKey, mainSent: false });
  return conclude(engine, request, attempt, { ...made, actor, cache, stranger });
};

type Made = DecidedWrites & { actor: Actor; cache: LookupCache; stranger: Outcome | null };

/** Where he has an alias in the case, no line of the log may tell by a refusal that he reported it. */
const sealedFor = ({ aliases }: Actor): { sealed?: true } => (aliases.length > 0 ? { sealed: true } : {});

/** Puts the outcome into words, writes everything and commits. */
const conclude = async (
  { deps }: Engine,
  request: CommandRequest,
  { tx, cmdKey, aim }: Attempt,
  { work, sealed, writes, actor, stranger }: Made,
): Promise<DoorResult> => {
  const decided = outcomeOf(work, sealed, aim);
  const outcome = decided.kind !== 'done' && stranger !== null ? stranger : decided;
  const answer = request.answer(outcome);
  const isRefused = outcome.kind === 'refused';
  const stored = isStored(answer, isRefused && outcome.refusal.code === 'sod-violation');
  // Nothing to keep: the rollback takes the claim of the key away as well.
  const hidden = isRefused ? sealedFor(actor) : {};
  if (writes.length === 0 && !stored) return { answer, replayed: false, ...hidden };
  const at = work.main.now;
  // A refusal may have its reason in who reported; what is done under the own name is kept under it.
  const isSealed = isRefused ? actor.aliases.length > 0 : isUnderAlias(actor, request.target.command.type);
  const signer = isSealed ? null : actor.personId;
  const streamId = isRefused && aim.opens ? null : aim.streamId;
  const key = stored ? storeAnswer(cmdKey, answer, { actor: signer, at, streamId }) : dropKey(cmdKey);
  const identity = isRefused ? [] : identityOf(deps.reporterKey, request, aim);
  await tx.commit([...writes, ...identity, key]);
  for (const { streamId, envelopes } of sealed) {
    deps.observe?.({ name: 'committed', streamId, events: envelopes });
    deps.onCommitted?.(streamId);
  }
  return { answer, replayed: false, ...hidden };
};

const outcomeOf = (
  { main, refusal, overtaken }: Made['work'],
  sealed: Made['sealed'],
  { opens, streamId }: Aim,
): Outcome => {
  const own = sealed.find((one) => one.streamId === streamId);
  const { found, now, file } = main;
  const version = own?.envelopes.at(-1)?.seq ?? found?.lastSeq ?? null;
  if (refusal) return { kind: 'refused', refusal, version };
  if (overtaken && version !== null) return { kind: 'version-mismatch', version };
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

/** The reporter is the person who acts only where protection was asked; else somebody took the report for him. */
const identityOf = (key: Buffer, { target, personId }: CommandRequest, { alias, streamId }: Aim): Statement[] => {
  if (alias === null || !('opens' in target)) return [];
  const { command, reporter } = target;
  const uploads = isProtected(command) ? sealUploads(uploadsNamedBy(command), { streamId, alias, personId }) : [];
  const person = isProtected(command) ? personId : null;
  return [...identityRow(key, { caseId: idOf(streamId), alias, personId: person, identity: reporter }), ...uploads];
};

const uploadsNamedBy = (command: StreamCommand): string[] =>
  'attachmentIds' in command && Array.isArray(command.attachmentIds) ? command.attachmentIds.map(String) : [];

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
