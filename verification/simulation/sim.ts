import { fromMs, toMs, type Instant } from '../../domain/clock/instant';
import { idOf, streamIdOf } from '../../domain/stream-module';
import { commandFor, reportBy } from './acts';
import type { Bug } from './bugs';
import { relayRound, sweepRound } from './carrying';
import { createClients, hashOf, storedAnswer, type Clients } from './clients';
import { createSimDoor, type Request } from './door';
import { planted } from './planted';
import { createScheduler, FAULTS, type Scheduler } from './scheduler';
import type { Step } from './script';
import { createStore, type Store } from './store';
import { createTemporal, type Temporal } from './temporal';
import { Broken } from './violation';
import { PACKS, type PackName, type SimulatedTown } from './simulated-town';

const START = '2025-07-01T01:00:00.000Z';

/** The whole system in one process: record, relay, workflows, sweeper and people, with nothing happening by itself. */
export interface Sim {
  town: SimulatedTown;
  store: Store;
  scheduler: Scheduler;
  temporal: Temporal;
  clients: Clients;
  now(): Instant;
  /** Lets one step of a script happen; says what it did. */
  apply: (step: Step) => Promise<string>;
}

/** Values of a script's `setup` line. */
export const setupOf = (setup: Record<string, string>) => ({
  pack: PACKS.find((name) => name === setup['pack']) ?? 'drill',
  skewMs: Number(setup['skewMs'] ?? 0),
  longAfter: Number(setup['longAfter'] ?? 1000),
});

/** A workflow does not die with its worker, nor a message in the post: only what a process has in its hands does. */
export const isMortal = (task: string): boolean => !task.startsWith('workflow:') && !task.startsWith('post:');

/** More steps than this without an end mean that something spins. */
const mostSteps = 3_000;

export const createSim = (
  towns: Record<PackName, SimulatedTown>,
  setup: Record<string, string>,
  bug: Bug | null,
): Sim => {
  const { pack, skewMs, longAfter } = setupOf(setup);
  const town = towns[pack];
  let nowMs = toMs(START);
  const now = (): Instant => fromMs(nowMs);
  const scheduler = createScheduler();
  const store = createStore();
  const { tables } = store;
  const fresh = new Map<string, number>();
  const planning = {
    archive: { tables, subjects: town.subjects },
    town,
    modules: planted(tables, bug),
    bug,
    freshId: (joinKey: string): string => {
      const [, act = '', addressee = ''] = joinKey.split('|');
      const n = (fresh.get(joinKey) ?? 0) + 1;
      fresh.set(joinKey, n);
      return streamIdOf('escalation', `${act}-${addressee.replace(':', '-')}-${n}`);
    },
  };
  const door = createSimDoor(store, planning, now);
  const temporal = createTemporal({
    scheduler,
    nowMs: () => nowMs + skewMs,
    longAfter,
    settle: async (task, { streamId, generation, appliedSeq }) => {
      const present = tables.streams.get(streamId)?.generation ?? generation;
      const result = await door.settle(task, streamId, { by: 'workflow', generation, appliedSeq });
      if (generation < present && result.outcome !== 'stale') {
        throw new Broken('I16', `generation ${generation} settled ${streamId} after ${present} had taken over`);
      }
      return result;
    },
  });
  const clients = createClients(scheduler, door);
  const parts = { store, temporal, door, now, bug };

  const runAll = async (but = 'none'): Promise<string> => {
    for (let count = 0; count < mostSteps; count += 1) {
      const name = scheduler.ready().find((task) => !isAt(task, but));
      if (name === undefined) return `${count} steps`;
      await scheduler.go(name);
    }
    scheduler.failures.push({ invariant: 'spins', message: `still busy: ${scheduler.ready().join(', ')}` });
    return 'no end';
  };

  const isAt = (task: string, place: string): boolean => scheduler.next(task)?.startsWith(place) === true;

  const report = (args: Record<string, string>): string => {
    const { who = 'vgg', key = 'k0' } = args;
    const streamId = `case:${args['as'] ?? key}`;
    const command = reportBy(who, idOf(streamId), now());
    clients.send({ key, personId: who, streamId, command, requestHash: hashOf({ who, streamId, command }) });
    return `${who} reports ${streamId}`;
  };

  const ask = (args: Record<string, string>): string => {
    const { who = '', word = '', on = '', key = '' } = args;
    const row = tables.streams.get(on);
    const command = row && commandFor(word, { file: row.file, who, now: now() });
    if (row === undefined || command === undefined || clients.sent.has(key)) return 'nothing';
    const expectedVersion = row.lastSeq - Number(args['behind'] ?? 0);
    const body: Omit<Request, 'requestHash'> = { key, personId: who, streamId: on, expectedVersion, command };
    clients.send({ ...body, requestHash: hashOf(body) });
    return `${row.file.status} at ${row.lastSeq}`;
  };

  const sendAgain = (key: string, asOther: boolean): string => {
    const sent = clients.sent.get(key);
    if (sent === undefined || (asOther && storedAnswer(sent) === undefined)) return 'nothing';
    clients.send(asOther ? { ...sent.request, requestHash: hashOf({ key, other: true }) } : sent.request);
    return sent.request.command.type;
  };

  const rebuild = (streamId: string, zombie: boolean): string => {
    const row = tables.streams.get(streamId);
    if (row === undefined) return 'nothing';
    tables.streams.set(streamId, { ...row, generation: row.generation + 1 });
    temporal.restart(streamId, row.generation + 1, zombie);
    return `generation ${row.generation + 1}`;
  };

  const go = async ({ task = '', fault }: Record<string, string>): Promise<string> => {
    const what = scheduler.next(task);
    const went = await scheduler.go(task, FAULTS.find((candidate) => candidate === fault) ?? null);
    return went ? (what ?? '') : 'nothing';
  };

  return {
    town,
    store,
    scheduler,
    temporal,
    clients,
    now,
    apply: async ({ verb, args }) => {
      switch (verb) {
        case 'report':
          return report(args);
        case 'ask':
          return ask(args);
        case 'repeat':
          return sendAgain(args['key'] ?? '', false);
        case 'reuse':
          return sendAgain(args['key'] ?? '', true);
        case 'go':
          return go(args);
        case 'run':
          return runAll(args['but']);
        case 'wait':
          nowMs += Number(args['ms'] ?? 0);
          return now();
        case 'relay':
          scheduler.start(`relay:${args['as'] ?? ''}`, (task) => relayRound(task, parts));
          return '';
        case 'sweep':
          scheduler.start(`sweep:${args['as'] ?? ''}`, (task) => sweepRound(task, parts));
          return '';
        case 'kill':
          return scheduler.kill(args['task'] ?? '') ? 'killed' : 'nothing';
        case 'crash':
          return `${scheduler.killAll(isMortal)} tasks`;
        case 'again':
          return temporal.postAgain(Number(args['n'] ?? 0)) ? 'sent again' : 'nothing';
        case 'lose':
          return temporal.lose(args['on'] ?? '') ? 'lost' : 'nothing';
        case 'rebuild':
          return rebuild(args['on'] ?? '', args['zombie'] === 'yes');
      }
    },
  };
};
