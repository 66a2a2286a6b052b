import { canonical } from '../../record/canonical';
import { aDoor, aRectifying, fileOf, type TestDoor } from '../support/record';

describe('canonical JSON', () => {
  it('is what RFC 8785 prints for its own example', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 units, as RFC 8785 3.2.3 shows', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    const printed = [...canonical(keys).matchAll(/:(\d)/g)].map((match) => match[1]);
    expect(printed).toEqual(['2', '4', '6', '7', '1', '5', '3']);
  });

  it('leaves out what has no value and refuses what JSON cannot say', () => {
    expect(canonical({ a: undefined, b: -0 })).toBe('{"b":0}');
    expect(() => canonical({ a: Number.NaN })).toThrow(TypeError);
    expect(() => canonical('\ud800')).toThrow(TypeError);
  });
});

describe('the chain of a stream', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const change = (sql: string, params: (string | number)[]): Promise<unknown> =>
    test.fresh.sources.write.query(sql, params);

  it('shows who changed, moved or cut an event', async () => {
    const caseId = await aRectifying(test.door);
    const streamId = `case:${caseId}`;
    const { version } = await fileOf(test.door, caseId);
    const events = version;
    expect(await test.door.verifyChain(streamId)).toEqual({ events, valid: true });

    await change("UPDATE event SET body = REPLACE(body, '属实', '不实') WHERE stream_id = ? AND seq = 2", [streamId]);
    expect(await test.door.verifyChain(streamId)).toEqual({ events, valid: false, firstBadSeq: 2 });
    await change("UPDATE event SET body = REPLACE(body, '不实', '属实') WHERE stream_id = ? AND seq = 2", [streamId]);

    await change("UPDATE event SET actor = REPLACE(actor, 'ldc', 'ldd') WHERE stream_id = ? AND seq = 3", [streamId]);
    expect(await test.door.verifyChain(streamId)).toMatchObject({ valid: false, firstBadSeq: 3 });
    await change("UPDATE event SET actor = REPLACE(actor, 'ldd', 'ldc') WHERE stream_id = ? AND seq = 3", [streamId]);

    await change('DELETE FROM event WHERE stream_id = ? AND seq = ?', [streamId, version]);
    expect(await test.door.verifyChain(streamId)).toEqual({ events: events - 1, valid: false, firstBadSeq: version });
  });
});
