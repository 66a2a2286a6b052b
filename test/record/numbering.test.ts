import type { CommandRequest } from '../../record/request';
import { aDoor, aLead, answerOf, commanding, obeyed, type TestDoor } from '../support/record';

const verify = { type: 'verify', method: 'documents', finding: '属实' } as const;

describe('numbers', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('have no gap and no double when sixteen take them at once and some transactions are rolled back', async () => {
    const cases: string[] = [];
    for (let count = 0; count < 48; count += 1) cases.push(await aLead(test.door));
    const work = [...cases.entries()];
    let undone = 0;
    const take = async (): Promise<void> => {
      for (let next = work.shift(); next !== undefined; next = work.shift()) {
        const [index, caseId] = next;
        // Every sixth answer cannot be put into words: a bug, and the transaction is rolled back after the number was given.
        const spoilt: Partial<CommandRequest> = {
          answer: () => {
            throw new Error('spoilt');
          },
        };
        const more = index % 6 === 0 ? spoilt : { answer: answerOf };
        const result = test.door.execute(commanding('ofc', caseId, verify, more));
        if (index % 6 === 0) {
          const wasUndone = await result.then(
            () => false,
            () => true,
          );
          if (wasUndone) undone += 1;
        } else await result;
      }
    };
    await Promise.all(Array.from({ length: 16 }, take));
    const papers = await test.rows("SELECT n, number FROM paper WHERE scope = 'case:baihe:2025' ORDER BY n");
    expect(undone).toBe(8);
    expect(papers.map((row) => row['n'])).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(papers[39]?.['number']).toBe('baihe-2025-00040');
    const numbers = await test.rows('SELECT number FROM case_row WHERE number IS NOT NULL ORDER BY number');
    expect(numbers).toEqual(papers.map(({ number }) => ({ number })));
  });

  it('stand in the event that gave them', async () => {
    const caseId = await aLead(test.door);
    await obeyed(test.door, commanding('ofc', caseId, verify));
    const verified = (await test.door.loadStream(`case:${caseId}`)).find(({ type }) => type === 'verified');
    expect(verified?.body).toMatchObject({ number: { n: 1, number: 'baihe-2025-00001' } });
  });
});
