import { decrypted } from '../../record/reporter';
import { aDoor, aReport, caseIdOf, commanding, obeyed, reporting, said, type TestDoor } from '../support/record';
import { randomBytes } from 'node:crypto';

describe('a protected reporter', () => {
  const reporterKey = randomBytes(32);
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor({ reporterKey });
  });
  afterEach(() => test.close());

  const protectedReport = () =>
    reporting('vgm', aReport({ protectedSource: true, attachmentIds: ['vgm-photo'] }), {
      target: {
        opens: 'case',
        townId: 'baihe',
        policy: { packId: 'drill', version: '1.0.0' },
        command: aReport({ protectedSource: true, attachmentIds: ['vgm-photo'] }),
        reporter: { name: '王小明', phone: '13800138000', anonymous: false },
      },
    });

  it('is named nowhere but in the table of identities, and there only encrypted', async () => {
    const caseId = caseIdOf(await obeyed(test.door, protectedReport()));
    const tables = [
      'event',
      'stream',
      'case_row',
      'outbox',
      'notification',
      'command',
      'deadline',
      'proposal_row',
      'audit',
    ];
    for (const table of tables) {
      const text = JSON.stringify(await test.rows(`SELECT * FROM ${table}`));
      expect(text).not.toMatch(/王小明|13800138000/);
      expect(text).not.toContain('"vgm"');
      expect(text).not.toContain('\\"vgm\\"');
    }
    const [identity] = await test.rows('SELECT * FROM reporter_identity WHERE case_id = ?', [caseId]);
    expect(identity).toMatchObject({ person_id: 'vgm' });
    expect(String(identity?.['name'])).not.toContain('王');
    expect(decrypted(reporterKey, String(identity?.['name']))).toBe('王小明');
    expect(() => decrypted(randomBytes(32), String(identity?.['phone']))).toThrow();
    const [reported] = await test.door.loadStream(`case:${caseId}`);
    expect(reported?.actor).toMatchObject({ kind: 'person', personId: String(identity?.['alias']) });
    expect(String(identity?.['alias'])).toMatch(/^reporter:[0-9A-Z]{26}$/);
  });

  it('is still known to the separation of duties', async () => {
    const caseId = caseIdOf(await obeyed(test.door, protectedReport()));
    const verify = { type: 'verify', method: 'on-site', finding: '属实' } as const;
    expect(said(await test.door.execute(commanding('vgm', caseId, verify))).body.code).toBe('sod-violation');
    expect(said(await test.door.execute(commanding('vgg', caseId, verify))).status).toBe(200);
  });

  it('gets the same answer to the same key', async () => {
    const request = protectedReport();
    const first = await test.door.execute(request);
    expect(await test.door.execute(request)).toEqual({ ...first, replayed: true });
  });
});
