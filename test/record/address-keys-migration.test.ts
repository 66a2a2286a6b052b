import { addressKey } from '../../domain/case/address';
import { migrate } from '../../entities/data-source';
import { migrateTo } from '../../entities/migrate-to';
import { migrations } from '../../entities/migrations';
import { AddressKeys1764300000029 } from '../../entities/migrations/0029-address-keys';
import { emptyDatabase, type FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await emptyDatabase();
  const before = migrations.slice(0, migrations.indexOf(AddressKeys1764300000029));
  await migrateTo(
    fresh.sources,
    before.map((one) => one.name),
  );
});
afterAll(() => fresh.drop());

const sql = (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  fresh.sources.write.query(text, params);

const odd = ['上海市青浦区白鹤镇梅桥村８８号', '新镇路 8 号', '白鹤镇', '——', 'A座 101', '𠮷野家后街'];

describe('U-62 sites of older releases', () => {
  it('have the key of their address, however many there are', async () => {
    const addresses = [...odd, ...Array.from({ length: 600 }, (_, n) => `白鹤镇梅桥村 ${String(n)} 号`)];
    for (const [n, address] of addresses.entries())
      await sql(
        "INSERT INTO site (site_id, town_id, name, type, address, created_at) VALUES (?, 'baihe', '点位', '充电场所', ?, ?)",
        [`site${String(n).padStart(4, '0')}`, address, '2025-07-01T01:00:00.000Z'],
      );
    await migrate(fresh.sources);
    const rows = await sql('SELECT address, address_key FROM site ORDER BY site_id');
    expect(rows.map(({ address_key: key }) => key)).toEqual(addresses.map((address) => addressKey(address)));
  });
});
