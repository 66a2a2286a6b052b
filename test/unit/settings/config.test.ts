import { randomBytes } from 'node:crypto';
import { ConfigError, loadConfig, type Environment } from '../../../config';

const problemsOf = (env: Environment): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

/** A kind of wrong value: each is refused, and the setting is named. */
const refused: [name: string, what: string, ...values: string[]][] = [
  ['WEBHOOK_ALLOW', 'a block with impossible bits', '127.0.0.1/999', '10.0.0.0/33', 'fd00::/129', '10.0.0.0/-1'],
  ['WEBHOOK_ALLOW', 'a block that is none', '300.1.1.1/8', '10.0.0/8', ':::/64', 'name/8', '/8', '10.0.0.0/'],
  ['WEBHOOK_ALLOW', 'a block of every address', '0.0.0.0/0', '::/0'],
  ['WEBHOOK_ALLOW', 'an endpoint without a real port', 'sms.gov:0', 'sms.gov:65536', 'sms.gov', 'fd00::1:443', ':443'],
  ['WEBHOOK_ALLOW', 'an endpoint on no host', '999.1.1.1:443', '[::zz]:443', '[10.0.0.1]:443', 'a b:443'],
  ['TEMPORAL_ADDRESS', 'no host:port', 'temporal', 'temporal:0', 'temporal:99999', 'http://temporal:7233'],
  ['ANCHOR_SYSLOG', 'no host:port', 'logs', 'logs:70000', '1.2.3.4.5:514'],
  ['HOST', 'no address', '999.0.0.1', '[::1]', 'a b', 'http://127.0.0.1', '127.0.0.1:8080'],
  ['OPS_HOST', 'no address', '1.2.3', '-x'],
  ['ALLOWED_HOSTS', 'what is no name', 'https://a.gov.cn', 'a.gov.cn:443', '*', '*.gov.cn', 'a b'],
  ['TRUST_PROXY', 'what is no proxy', 'nginx', '10.0.0.0/99', '10.0.0.1,proxy', '0.0.0.0/0', 'true'],
  ['PORT', 'no port', '65536', '-1', '8080.5', '0x1f90', 'http'],
  ['DATABASE_URL', 'no database', 'postgres://a/b', 'mysql://host', 'mariadb://u:p@h:99999/d', 'sqlite:', 'sqlite:///'],
  ['DATABASE_URL', 'a path with broken escapes', 'sqlite:///srv/%zz'],
  ['KEEP_DELIVERED_DAYS', 'fewer days than can be sent again', '1', '29', '-1'],
  ['PACKS', 'no folder names', '../etc', 'A B', 'Baihe', ','],
];

describe('a setting that cannot work', () => {
  it.each(refused)('U-12 %s: %s is refused by name', (name, _what, ...values) => {
    for (const value of values) {
      const problems = problemsOf({ [name]: value });
      expect([value, problems.length > 0, problems.every((one) => one.includes(name))]).toEqual([value, true, true]);
    }
  });

  it('U-12 is named together with all the others', () => {
    const env = { PORT: 'x', WEBHOOK_ALLOW: '127.0.0.1/999', PAYLOAD_KEY: 'short', HOST: '0.0.0.0', LOG_LEVEL: 'loud' };
    expect(problemsOf(env)).toHaveLength(5);
  });

  it('U-12 never shows a password or a key', () => {
    const key = Buffer.alloc(32, 65).toString('base64');
    const said = problemsOf({ DATABASE_URL: 'mysql://u:top%ffsecret@h:1:2/d', PAYLOAD_KEY: key }).join('\n');
    expect(said).toMatch(/DATABASE_URL[\s\S]*PAYLOAD_KEY/);
    expect(said).not.toMatch(/secret|QUFB/);
  });
});

describe('settings that work', () => {
  it.each([
    { WEBHOOK_ALLOW: '10.1.0.0/16, fd00::/8,sms.gov.cn:8443,10.0.0.1:80,[fd00::1]:443, localhost:9000' },
    { TRUST_PROXY: '2' },
    { TRUST_PROXY: 'loopback, 10.0.0.0/8, fd00::1' },
    { HOST: '::', ALLOWED_HOSTS: 'bihuan.gov.cn, 10.1.2.3, [fd00::1], xn--fiqs8s' },
    { HOST: 'bihuan.gov.cn' },
    { DATABASE_URL: 'mysql://u:p%40ss@db.internal:3307/bihuan', TEMPORAL_ADDRESS: 'temporal_frontend:7233' },
    { PAYLOAD_KEY: randomBytes(32).toString('base64') },
  ])('are taken: %j', (env) => {
    expect(problemsOf(env)).toEqual([]);
  });
});

describe('a server on every address of the machine', () => {
  it.each(['0.0.0.0', '::', '::0', '0:0:0:0:0:0:0:0', '::ffff:0.0.0.0'])(
    'U-12 asks for ALLOWED_HOSTS when HOST is %s',
    (host) => {
      expect(problemsOf({ HOST: host })).toEqual([expect.stringContaining('ALLOWED_HOSTS')]);
      expect(problemsOf({ HOST: host, ALLOWED_HOSTS: 'bihuan.gov.cn' })).toEqual([]);
    },
  );

  it('answers to its own name where it has one', () => {
    expect(loadConfig({ HOST: '10.1.2.3' }).allowedHosts).toContain('10.1.2.3');
    expect(loadConfig({}).allowedHosts).toContain('localhost');
  });
});

describe('PAYLOAD_KEY', () => {
  const row = Buffer.from(Array.from({ length: 32 }, (_, at) => at * 3));
  const twice = Buffer.concat([Buffer.from(row.subarray(0, 16)), Buffer.from(row.subarray(0, 16))]);
  it.each([
    ['all zero', Buffer.alloc(32)],
    ['one byte over and over', Buffer.alloc(32, 7)],
    ['a word over and over', Buffer.alloc(32, 'secret')],
    ['sixteen bytes twice', twice],
    ['a row of numbers', row],
    ['a sentence', Buffer.from('correct horse battery staple, 32')],
    ['hex digits', Buffer.from(randomBytes(16).toString('hex'))],
    ['too short', randomBytes(31)],
    ['too long', randomBytes(33)],
  ])('U-12 is refused when it is %s', (_what, key) => {
    expect(problemsOf({ PAYLOAD_KEY: key.toString('base64') })).toEqual([
      expect.stringMatching(/^PAYLOAD_KEY .*openssl/),
    ]);
  });

  it('U-12 is refused when it is no base64', () => {
    expect(problemsOf({ PAYLOAD_KEY: `${randomBytes(32).toString('base64')}!!` })).toHaveLength(1);
  });
});
