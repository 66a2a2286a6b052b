import { Entity, PrimaryColumn } from 'typeorm';
import { AnchorLeafRow } from '../../../entities/anchor.entity';
import { CaseReaderRow } from '../../../entities/case.entity';
import { CounterRow } from '../../../entities/ledger.entity';
import { MutedChannelRow, WebhookRow } from '../../../entities/operations.entity';
import { TokenRow } from '../../../entities/people.entity';
import { tableOf } from '../../../entities/table';
import {
  deleteOf,
  entityIn,
  insertInto,
  insertMissing,
  insertRow,
  replaceInto,
  selectFrom,
  updateOf,
} from '../../../record/entity-sql';

const webhook: WebhookRow = {
  webhookId: 'w',
  townId: 'baihe',
  url: 'https://example.com',
  secret: 's',
  eventTypes: ['closed'],
  active: true,
  createdAt: '2026-03-02T01:00:00.000Z',
};
const columns = 'webhook_id, town_id, url, secret, event_types, active, created_at';

describe('a statement from an entity', () => {
  it('inserts all columns under the names of the table, in the order of the entity, whatever that of the row is', () => {
    const backwards = Object.fromEntries(Object.entries(webhook).toReversed()) as unknown as WebhookRow;
    const { sql, params } = insertRow(WebhookRow, backwards);
    expect(sql).toBe(`INSERT INTO webhook (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
    expect(params).toEqual(['w', 'baihe', 'https://example.com', 's', '["closed"]', 1, '2026-03-02T01:00:00.000Z']);
  });

  it('inserts at most two hundred rows at once, each with its own values, and none for none', () => {
    const leaves = Array.from({ length: 201 }, (_, n) => ({ anchorNo: 1, chainId: `c${n}`, seq: n, hash: 'h' }));
    const [first, second, ...rest] = insertInto(AnchorLeafRow, leaves);
    expect(first?.params).toHaveLength(800);
    expect(first?.sql).toMatch(/VALUES (\(\?, \?, \?, \?\), ){199}\(\?, \?, \?, \?\)$/);
    expect(second).toEqual({
      sql: 'INSERT INTO anchor_leaf (anchor_no, chain_id, seq, hash) VALUES (?, ?, ?, ?)',
      params: [1, 'c200', 200, 'h'],
    });
    expect(rest).toEqual([]);
    expect(insertInto(AnchorLeafRow, [])).toEqual([]);
  });

  it('replaces rows, and leaves rows that are there in the words of each database', () => {
    const [replaced] = replaceInto(CaseReaderRow, [{ caseId: 'c', reader: 'unit:u', owedAt: null }]);
    expect(replaced).toEqual({
      sql: 'REPLACE INTO case_reader (case_id, reader, owed_at) VALUES (?, ?, ?)',
      params: ['c', 'unit:u', null],
    });
    const row = { scope: 's', n: 0 };
    expect(insertMissing(CounterRow, row, true).sql).toBe('INSERT OR IGNORE INTO counter (scope, n) VALUES (?, ?)');
    expect(insertMissing(CounterRow, row, false).sql).toBe('INSERT IGNORE INTO counter (scope, n) VALUES (?, ?)');
  });

  it('updates what is given where the key says: a value, one of a list, or nothing', () => {
    const values = { active: false, eventTypes: [] };
    expect(updateOf(WebhookRow, values, { webhookId: ['a', 'b'], active: true })).toEqual({
      sql: 'UPDATE webhook SET active = ?, event_types = ? WHERE webhook_id IN (?, ?) AND active = ?',
      params: [0, '[]', 'a', 'b', 1],
    });
    expect(updateOf(TokenRow, { revokedAt: 'now' }, { personId: 'p', revokedAt: null })).toEqual({
      sql: 'UPDATE token SET revoked_at = ? WHERE person_id = ? AND revoked_at IS NULL',
      params: ['now', 'p'],
    });
  });

  it('deletes and selects by key, and reads rows back as the entity has them', () => {
    expect(deleteOf(MutedChannelRow, { channel: 'webhook' })).toEqual({
      sql: 'DELETE FROM muted_channel WHERE channel = ?',
      params: ['webhook'],
    });
    expect(selectFrom(WebhookRow, { webhookId: 'w' })).toEqual({
      sql: `SELECT ${columns} FROM webhook WHERE webhook_id = ?`,
      params: ['w'],
    });
    const { params } = insertRow(WebhookRow, webhook);
    const row = Object.fromEntries(columns.split(', ').map((name, index) => [name, params[index]]));
    const found = entityIn(WebhookRow, row);
    expect(found).toBeInstanceOf(WebhookRow);
    expect(found).toEqual(webhook);
  });

  it('never means all rows: a key and values have to be there', () => {
    expect(() => deleteOf(CounterRow, {})).toThrow('no key for counter');
    expect(() => updateOf(CounterRow, { n: 1 }, {})).toThrow('no key for counter');
    expect(() => updateOf(CounterRow, {}, { scope: 's' })).toThrow('no values for counter');
    expect(() => deleteOf(CounterRow, { scope: [] })).toThrow('an empty list for scope');
  });

  it('is refused for what the entity does not have, by the build and, behind a cast, when it is made', () => {
    // @ts-expect-error: no such property
    expect(() => updateOf(CounterRow, { m: 1 }, { scope: 's' })).toThrow('CounterRow has no column m');
    // @ts-expect-error: columns have other names than properties
    expect(() => deleteOf(AnchorLeafRow, { anchor_no: 1 })).toThrow('AnchorLeafRow has no column anchor_no');
    // @ts-expect-error: a number
    updateOf(CounterRow, { n: 'one' }, { scope: 's' });
    // @ts-expect-error: a row without one of its columns
    expect(() => insertRow(CounterRow, { scope: 's' })).toThrow('CounterRow.n cannot hold nothing');
    // @ts-expect-error: a row with more than its columns
    insertInto(CounterRow, [{ scope: 's', n: 1, m: 1 }]);
    // @ts-expect-error: structures are nothing to find rows by
    expect(() => deleteOf(WebhookRow, { eventTypes: [] as string[] })).toThrow('an empty list');
  });
});

describe('the table of an entity', () => {
  it('is found once and kept', () => {
    expect(tableOf(CounterRow)).toBe(tableOf(CounterRow));
    expect(tableOf(CounterRow)).toMatchObject({ table: 'counter', names: 'scope, n' });
  });

  it('is asked of entities alone, whose columns say their names', () => {
    class Plain {
      id = 1;
    }
    @Entity('nameless')
    class Nameless {
      @PrimaryColumn({ type: 'int' }) id: number;
    }
    expect(() => tableOf(Plain)).toThrow('Plain is no entity');
    expect(() => tableOf(Nameless)).toThrow('Nameless.id has no name');
  });
});
