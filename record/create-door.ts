import type { Instant } from '../domain/clock/instant';
import type { Directory } from '../domain/people/directory';
import { administer, audit } from './administer';
import { sealedName } from './audit';
import { verifyChain } from './chain';
import { versionsOfTown } from './directory-cache';
import type { RecordDoor } from './door/record-door';
import type { DoorDeps } from './door-deps';
import { createEngine, type Engine } from './engine';
import { execute } from './execute';
import { placeEvents, takeInMissing } from './feed';
import { healthOf } from './health';
import { mutedSince } from './mute';
import { claimNotification, claimNotifications, markDelivered, markFailed } from './notify';
import { claimStreams, markSent, outboxAge, putOffStream, unsentOf } from './outbox';
import { preview } from './preview';
import { read } from './reading';
import { forgetPage } from './retention';
import { retrySetbacks, setbacksOf } from './setback';
import { settleStream } from './settle-stream';
import { noteReaders } from './note-readers';
import {
  generationOf,
  loadFile,
  loadFiles,
  loadStream,
  newsOf,
  noteTakenOver,
  openStreams,
  raiseGeneration,
  streamsToTakeOver,
} from './streams';
import { readMessages } from './read-messages';
import { openSession } from './sign-in/open-session';
import { signInWait } from './sign-in/pace';
import { wrongPassword } from './sign-in/wrong-password';
import { settlePage } from './sweep';
import { whoAre, whoIs } from './who-is';

const streamLeaseMs = 30_000;
const messageLeaseMs = 60_000;

/** Opens the door. Everything that writes to the record goes through what this returns. */
export const createDoor = (deps: DoorDeps): RecordDoor => {
  const engine = createEngine(deps);
  const { store } = engine;
  return {
    execute: (request) => execute(engine, request),
    preview: (asked) => preview(engine, asked),
    administer: (request) => administer(engine, request),
    audit: (entry) => audit(engine, entry),
    sealedName: (kind, personId, act) => sealedName(deps.reporterKey, kind, personId, act),
    settle: (streamId, generation, appliedSeq) =>
      settleStream(engine, streamId, { by: 'workflow', generation, appliedSeq }),
    settlePage: (limit) => settlePage(engine, limit),
    claimStreams: (limit, leaseMs = streamLeaseMs, { olderToo = true } = {}) =>
      claimStreams(engine, limit, { leaseMs, olderToo }),
    unsentOf: (streamIds) => unsentOf(engine, streamIds),
    markSent: (sent) => markSent(engine, sent),
    putOffStream: (claimed, reason) => putOffStream(engine, claimed, reason),
    placeEvents: (limit) => placeEvents(engine, limit),
    takeInMissing: (limit) => takeInMissing(engine, limit),
    setbacks: () => setbacksOf(engine),
    retrySetbacks: () => retrySetbacks(engine),
    outboxAge: () => outboxAge(engine),
    loadStream: (streamId, afterSeq = 0) => loadStream(store, streamId, afterSeq),
    newsOf: (streamId, afterSeq) => newsOf(engine, streamId, afterSeq),
    loadFile: (streamId) => loadFile(engine, streamId),
    loadFiles: (streamIds) => loadFiles(engine, streamIds),
    noteReaders: () => noteReaders(engine),
    verifyChain: (streamId) => verifyChain(store, streamId),
    generationOf: (streamId) => generationOf(store, streamId),
    streamsToTakeOver: (afterId, limit) => streamsToTakeOver(store, afterId, limit),
    noteTakenOver: (streamId) => noteTakenOver(store, streamId),
    raiseGeneration: (streamId) => raiseGeneration(store, streamId),
    openStreams: (afterId, limit) => openStreams(store, afterId, limit),
    claimNotifications: (limit, { leaseMs = messageLeaseMs, recipients = limit, except = [] } = {}) =>
      claimNotifications(engine, limit, { leaseMs, recipients, except }),
    claimNotification: (idemKey) => claimNotification(engine, idemKey, messageLeaseMs),
    markDelivered: (idemKey, providerRef) => markDelivered(engine, idemKey, providerRef),
    markFailed: (claimed, error, how = {}) => markFailed(engine, claimed, error, how),
    readMessages: (personId, messageIds) => readMessages(engine, personId, messageIds),
    forgetPage: (kept, limit) => forgetPage(engine, kept, limit),
    muted: () => mutedSince(engine),
    directoryOf: (townId) => directoryOf(engine, townId),
    whoIs: (kind, hash) => whoIs(engine, kind, hash),
    whoAre: (kind, hashes) => whoAre(engine, kind, hashes),
    signInWait: (attempt) => signInWait(engine, attempt),
    wrongPassword: (wrong) => wrongPassword(engine, wrong),
    openSession: (session) => openSession(engine, session),
    now: () => now(engine),
    health: () => healthOf(engine),
    close: () => {
      store.circuit.stop();
    },
  };
};

const directoryOf = async ({ store, directories }: Engine, townId: string): Promise<Directory> => {
  const [versions] = await read(store, [versionsOfTown(townId)]);
  const town = await directories.at(townId, versions ?? [], (statements) => read(store, statements));
  return town.directory;
};

const now = async ({ store, clock }: Engine): Promise<Instant> =>
  clock.read((await read(store, clock.statements))[0]?.[0]);
