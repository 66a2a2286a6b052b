import { checkWebhookUrl, isAllowedAddress } from '../../../record/webhook-address';

const refusedOf = (url: string, allow: string[] = []): string | undefined => {
  const verdict = checkWebhookUrl(url, allow);
  return 'refused' in verdict ? verdict.refused : undefined;
};

describe('the address of a webhook', () => {
  it.each(['https://hooks.example.gov.cn/bihuan', 'https://8.8.8.8/x', 'https://[2606:4700::1111]/'])(
    'takes %s',
    (url) => {
      expect(refusedOf(url)).toBeUndefined();
    },
  );

  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://ⓛocalhost/',
    'https://localhost./',
    'https://a.localhost/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://0/',
    'https://10.0.0.8/',
    'https://100.100.100.200/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
    'https://intranet/',
    'https://db.internal/',
    'https://user:secret@example.com/',
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'nonsense',
  ])('refuses %s', (url) => {
    expect(refusedOf(url)).toBeDefined();
  });

  it('takes a private endpoint that the configuration names, and no other port of it', () => {
    expect(refusedOf('http://10.0.0.8:9000/hook', ['10.0.0.8:9000'])).toBeUndefined();
    expect(refusedOf('http://10.0.0.8:9001/hook', ['10.0.0.8:9000'])).toBeDefined();
    expect(refusedOf('http://[::1]:9000/hook', ['[::1]:9000'])).toBeUndefined();
    expect(refusedOf('https://oa.town.local/hook', ['oa.town.local:443'])).toBeUndefined();
  });

  it('takes a private address inside a block that the configuration names', () => {
    expect(refusedOf('http://10.1.2.3/hook', ['10.1.0.0/16'])).toBeUndefined();
    expect(refusedOf('http://10.2.2.3/hook', ['10.1.0.0/16'])).toBeDefined();
  });

  it('judges a resolved address in the same way', () => {
    expect(isAllowedAddress('93.184.216.34', [])).toBe(true);
    expect(isAllowedAddress('::ffff:192.168.1.1', [])).toBe(false);
    expect(isAllowedAddress('192.168.1.1', ['192.168.0.0/16'])).toBe(true);
    expect(isAllowedAddress('not an address', [])).toBe(false);
  });
});
