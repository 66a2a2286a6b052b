import { checkWebhookUrl, isAllowedAddress, isAllowedEndpoint } from '../../../record/webhook-address';

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

  it.each([22, 25, 3306, 7233, 6379, 2375, 9200, 1, 65_535])('U-11 refuses port %d of a public host', (port) => {
    expect(refusedOf(`https://hooks.example.gov.cn:${port}/`)).toBe('not an allowed port');
    expect(refusedOf(`https://8.8.8.8:${port}/`)).toBe('not an allowed port');
    expect(refusedOf(`http://10.1.2.3:${port}/`, ['10.1.0.0/16'])).toBe('not an allowed port');
    expect(refusedOf(`https://hooks.example.gov.cn:${port}/`, [`hooks.example.gov.cn:${port}`])).toBeUndefined();
  });

  it.each([443, 80, 8080, 8443])('U-11 takes port %d, on which receivers listen', (port) => {
    expect(refusedOf(`https://hooks.example.gov.cn:${port}/`)).toBeUndefined();
    expect(refusedOf(`http://10.1.2.3:${port}/`, ['10.1.0.0/16'])).toBeUndefined();
  });

  it.each([
    ['compatible', 'https://[::7f00:1]/'],
    ['compatible', 'https://[::f000:1]/'],
    ['compatible, of a public address', 'https://[::808:808]/'],
    ['mapped', 'https://[::ffff:7f00:1]/'],
    ['translated', 'https://[::ffff:0:7f00:1]/'],
    ['NAT64', 'https://[64:ff9b::7f00:1]/'],
    ['NAT64 of a local network', 'https://[64:ff9b:1::a00:1]/'],
    ['6to4', 'https://[2002:7f00:1::]/'],
    ['6to4 of a public address', 'https://[2002:808:808::1]/'],
    ['Teredo', 'https://[2001::1]/'],
    ['site-local', 'https://[fec0::1]/'],
    ['not assigned', 'https://[4000::1]/'],
    ['multicast', 'https://[ff02::1]/'],
  ])('U-11 refuses an IPv6 address that is %s: %s', (_, url) => {
    expect(refusedOf(url)).toBe('not a public address');
    expect(isAllowedAddress(new URL(url).hostname.slice(1, -1), [])).toBe(false);
  });

  it('U-11 takes an IPv4 address behind IPv6 only where both are allowed', () => {
    expect(isAllowedAddress('64:ff9b::808:808', ['64:ff9b::/96'])).toBe(true);
    expect(isAllowedAddress('64:ff9b::a00:1', ['64:ff9b::/96'])).toBe(false);
    expect(isAllowedAddress('64:ff9b::a00:1', ['64:ff9b::/96', '10.0.0.0/8'])).toBe(true);
    expect(isAllowedAddress('64:ff9b::a00:1', ['10.0.0.0/8'])).toBe(false);
    expect(isAllowedAddress('::ffff:a00:1', ['10.0.0.0/8'])).toBe(true);
  });

  const everything = ['0.0.0.0/0', '::/0'];
  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '169.254.0.23',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '[fd00:ec2::254]',
    '[fd20:ce::254]',
    '[fe80::a9fe:a9fe]',
    '[::ffff:a9fe:a9fe]',
    '[::a9fe:a9fe]',
    '[64:ff9b::a9fe:a9fe]',
    '[2002:a9fe:a9fe::]',
    '[2002:6464:64c8::1]',
    'metadata.google.internal',
    'metadata.google.internal.',
    'metadata.tencentyun.com',
    'metadata',
    'instance-data',
    'instance-data.ec2.internal',
  ])('U-11 refuses %s, where a cloud answers its own machines, whatever the configuration allows', (host) => {
    const allow = [...everything, `${host}:80`, `${host}:443`, `${host.replace(/\.$/, '')}:80`];
    expect(refusedOf(`http://${host}/latest/meta-data`, allow)).toBe('an address of the cloud itself');
    expect(refusedOf(`https://${host}/`, allow)).toBe('an address of the cloud itself');
  });

  it('U-11 refuses a name that leads to such an address, also where the configuration names it', () => {
    const url = new URL('http://oa.town.local/hook');
    const allow = ['oa.town.local:80', ...everything];
    expect(isAllowedEndpoint(url, '10.0.0.8', allow)).toBe(true);
    expect(isAllowedEndpoint(url, '169.254.169.254', allow)).toBe(false);
    expect(isAllowedEndpoint(url, '::ffff:169.254.169.254', allow)).toBe(false);
    expect(isAllowedEndpoint(url, 'fd00:ec2::254', allow)).toBe(false);
    expect(isAllowedEndpoint(new URL('https://example.com/'), '10.0.0.8', [])).toBe(false);
  });
});
