import type { Actor } from '../domain/people/directory';
import { isUnderAlias } from '../domain/people/permit';
import { idOf, type StreamCommand } from '../domain/stream-module';
import { aimOf, basisOf, isProtected, outcomeOf, sealedFor, type Aim } from './command-basis';
import { decideAndWrite, type DecidedWrites } from './decide-and-write';
import type { CommandRequest, DoorResult, Outcome } from './request';
import type { Engine } from './engine';
import { commandKey } from './hash';
import { underKey } from './idempotent';
import { dropKey, isStored, storeAnswer } from './key-store';
import { identityRow, sealUploads } from './reporter';
import type { Statement } from './sql';
import type { Tx } from './transaction';

/** Carries out a person's command in one transaction, once per key. */
export const execute = (engine: Engine, request: CommandRequest): Promise<DoorResult> => {
  const cmdKey = commandKey(request.personId, request.idempotencyKey);
  // Fixed before the first attempt: a retry after a deadlock opens the same stream.
  const aim = aimOf(request.target);
  return underKey(engine.store, { cmdKey, requestHash: request.requestHash }, (tx, claim) =>
    carryOut(engine, request, { tx, claim, cmdKey, aim }),
  );
};

interface Attempt {
  tx: Tx;
  claim: Statement;
  cmdKey: string;
  aim: Aim;
}

const carryOut = async (engine: Engine, request: CommandRequest, attempt: Attempt): Promise<DoorResult> => {
  const { tx, claim, cmdKey, aim } = attempt;
  const on = await basisOf(engine, request, { tx, before: [claim], cmdKey, aim });
  if ('early' in on) {
    const { early, ...hidden } = on;
    return { answer: request.answer(early), replayed: false, ...hidden };
  }
  const { basis, town, eventKey, stranger } = on;
  const made = await decideAndWrite(tx, basis, town, { cmdKey: eventKey, mainSent: false });
  return conclude(engine, request, attempt, { ...made, actor: basis.actor, stranger });
};

type Made = DecidedWrites & { actor: Actor; stranger: Outcome | null };

/** Puts the outcome into words, writes everything and commits. */
const conclude = async (
  { deps }: Engine,
  request: CommandRequest,
  { tx, cmdKey, aim }: Attempt,
  { work, sealed, writes, actor, stranger }: Made,
): Promise<DoorResult> => {
  const outcome = outcomeOf(work, sealed, { aim, stranger });
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
