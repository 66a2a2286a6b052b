import type { CommandRequest, DoorResult } from '../../../record/request';
import type { CommandDoor } from '../../../record/door/command-door';
import { givingWay } from '../../../worker/give-way';

const done: DoorResult = { answer: { status: 200, contentType: 'text/plain', body: '' }, replayed: false };
const request = {} as CommandRequest;
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A door whose commands end when the test says so. */
const open = () => {
  const running: (() => void)[] = [];
  const sky = { storms: false };
  const inner: CommandDoor = {
    execute: () =>
      new Promise<DoorResult>((resolve) => {
        running.push(() => {
          resolve(done);
        });
      }),
    preview: () => Promise.resolve({ outcome: { kind: 'not-found' }, streams: [], directory: null }),
  };
  return { door: givingWay(inner, () => sky.storms), running, sky };
};

describe('commands beside deadlines', () => {
  afterEach(() => jest.useRealTimers());

  it('all run at once on an ordinary day', async () => {
    const { door, running } = open();
    for (let count = 0; count < 16; count += 1) void door.execute(request);
    await turn();
    expect(running).toHaveLength(16);
  });

  it('stand in line with what is only shown, which takes the same locks', async () => {
    const { door, running, sky } = open();
    sky.storms = true;
    for (let count = 0; count < 2; count += 1) void door.execute(request);
    let shown = false;
    void door.preview(request).then(() => (shown = true));
    await turn();
    expect([running.length, shown]).toEqual([2, false]);
    running[0]?.();
    await turn();
    expect(shown).toBe(true);
  });

  it('run two at a time while many deadlines are due, in the order in which they came', async () => {
    const { door, running, sky } = open();
    sky.storms = true;
    const ended: number[] = [];
    for (const id of [0, 1, 2, 3]) void door.execute(request).then(() => ended.push(id));
    await turn();
    expect(running).toHaveLength(2);
    running[0]?.();
    await turn();
    expect(running).toHaveLength(3);
    running[2]?.();
    await turn();
    expect(ended).toEqual([0, 2]);
    expect(running).toHaveLength(4);
  });

  it('all go on when the storm is over', async () => {
    const { door, running, sky } = open();
    sky.storms = true;
    for (let count = 0; count < 10; count += 1) void door.execute(request);
    await turn();
    expect(running).toHaveLength(2);
    sky.storms = false;
    running[0]?.();
    await turn();
    expect(running).toHaveLength(10);
  });

  it('are turned away after four seconds in line, with word when to come again', async () => {
    jest.useFakeTimers();
    const { door, sky } = open();
    sky.storms = true;
    void door.execute(request);
    void door.execute(request);
    const third = door.execute(request);
    jest.advanceTimersByTime(4_000);
    expect(await third).toEqual({ failure: { kind: 'unavailable', retryAfterSeconds: 2 } });
  });
});
