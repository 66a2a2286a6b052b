import { evolveCase } from '../../../domain/case/evolve';
import type { CaseEvent } from '../../../domain/case/facts';
import { foldingOf } from '../../../domain/slices';
import { MissingField, UnknownEvent } from '../../../domain/unknown-event';
import { eventsOf } from './shanghai';
import { aReport } from './given';
import { Play } from './play';

type Loose = Omit<CaseEvent, 'body'> & { body: Record<string, unknown> };

const loose = (event: CaseEvent | undefined): Loose => structuredClone(event) as unknown as Loose;
const fold = (event: Loose) => () => evolveCase(null, event as unknown as CaseEvent);

/** The report of a case as a release before 0.3.0 wrote it. */
const olderReport = (): Loose => {
  const event = loose(eventsOf(new Play().reported())[0]);
  delete event.version;
  delete event.body['villageUnitId'];
  delete event.body['reportedDomain'];
  delete event.body['subjectUnitIds'];
  return event;
};

describe('the version of an event', () => {
  it('is written with each whose body has changed since, and with no other', () => {
    const events = eventsOf(new Play().registered());
    expect(events.map(({ type, version }) => [type, version])).toEqual([
      ['reported', 2],
      ['verified', undefined],
    ]);
  });

  it('says how an earlier body is read: what came later has the value that it had then', () => {
    expect(fold(olderReport())()).toMatchObject({
      villageUnitId: null,
      reportedDomain: null,
      reportedUnitIds: [],
      status: 'lead',
    });
  });

  it('leaves what was written as it is: the event itself is not changed by reading it', () => {
    const event = olderReport();
    const before = structuredClone(event);
    fold(event)();
    expect(event).toEqual(before);
  });

  it('is refused by name where a later program wrote it', () => {
    const event = { ...loose(eventsOf(new Play().reported())[0]), version: 9 };
    expect(fold(event)).toThrow(UnknownEvent);
    expect(fold(event)).toThrow('does not know event 1 of type "reported" in version 9');
  });

  it('is read step by step, from the one in which it was written', () => {
    const slices = [
      {
        records: { counted: () => ({}) },
        upcasts: {
          counted: [(body: object) => ({ ...body, b: 2 }), (body: object) => ({ ...body, c: 3 })],
        },
      },
    ];
    const { read, versionOf } = foldingOf(slices);
    const event = { ...loose(eventsOf(new Play().reported())[0]), type: 'counted', body: { a: 1 } };
    const bodyIn = (version: number) => read({ ...event, version } as never) as { body: object };
    expect(versionOf('counted')).toBe(3);
    expect([1, 2, 3].map((version) => bodyIn(version).body)).toEqual([{ a: 1, b: 2, c: 3 }, { a: 1, c: 3 }, { a: 1 }]);
  });
});

describe('a field that an event lacks', () => {
  const verified = (): { play: Play; event: Loose } => {
    const play = new Play().registered();
    return { play, event: loose(eventsOf(play).at(-1)) };
  };

  it('is named, with the event and its stream', () => {
    const { event } = verified();
    delete event.body['number'];
    const before = new Play().reported().file;
    const folding = () => evolveCase(before, event as unknown as CaseEvent);
    expect(folding).toThrow(MissingField);
    expect(folding).toThrow('case:c1: event 2 of type "verified" lacks its field "number"');
  });

  it('is none where not every event of its type has it, nor what it might say of deadlines', () => {
    const play = new Play().act('vgg', aReport({ foundAt: new Play().now }));
    const event = loose(eventsOf(play)[0]);
    delete event.body['arms'];
    expect(fold(event)).not.toThrow();
    const control = loose(eventsOf(new Play().rectifying()).find(({ type }) => type === 'notice-served'));
    delete control.body['evidence'];
    expect(() => evolveCase(new Play().noticed().file, control as unknown as CaseEvent)).not.toThrow();
  });
});
