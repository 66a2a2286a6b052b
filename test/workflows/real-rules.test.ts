import { MODULES } from '../../domain/modules';
import type { Pack } from '../../domain/policy/pack';
import { packOf } from '../../policies';
import { openBackground, openObserver, type Background, type Observer } from './support/background';
import { quietRuntime } from './support/quiet-runtime';
import { assertSoon, startServer } from './support/server';

quietRuntime();

/** The drill's rules with a verification that is due after two seconds. */
function hurried(packId: string, version: string): Pack {
  const pack = packOf(packId, version);
  const clocks = pack.clocks.map((row) => (row.clock === 'verify' ? { ...row, term: { seconds: 2 } } : row));
  return { ...pack, clocks };
}

describe('with the rules of the policy pack', () => {
  let background: Background;
  let observer: Observer;
  let stopServer: () => Promise<void>;

  beforeAll(async () => {
    const server = await startServer();
    stopServer = () => server.stop();
    background = await openBackground(server.address, { modules: MODULES, packOf: hurried });
    observer = await openObserver(server.address);
  });

  afterAll(async () => {
    await observer.close();
    await background.close();
    await stopServer();
  });

  it('a lead that nobody verifies in time is missed, and the workflow holds the same file as the record', async () => {
    const { record } = background;
    const streamId = await record.report();
    await assertSoon(async () => (await record.eventsOf(streamId)).some(({ type }) => type === 'deadline-missed'));
    const file = await record.door.loadFile(streamId);
    await assertSoon(async () => (await observer.inspect(streamId)).appliedSeq === file?.version);
    const { status, nextDue } = await observer.inspect(streamId);
    expect(status).toBe('lead');
    const armed = file?.deadlines.filter(({ state }) => state === 'armed').map(({ dueAt }) => dueAt) ?? [];
    expect(nextDue).toBe(armed.sort()[0] ?? null);
  });
});
