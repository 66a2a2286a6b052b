import { ConfigError, loadConfig } from '../../../config';

describe('the settings of anchors', () => {
  it('put the file beside the data directory unless told otherwise', () => {
    expect(loadConfig({ DATA_DIR: '/srv/bihuan' }).anchorFile).toBe('/srv/bihuan-anchors.jsonl');
    expect(loadConfig({ DATA_DIR: '/srv/bihuan', ANCHOR_FILE: '/mnt/a.jsonl' }).anchorFile).toBe('/mnt/a.jsonl');
  });

  it('refuse a file that would be lost together with the data', () => {
    expect(() => loadConfig({ DATA_DIR: '/srv/bihuan', ANCHOR_FILE: '/srv/bihuan/anchors.jsonl' })).toThrow(
      ConfigError,
    );
  });

  it('take host and port of a syslog server, and nothing else', () => {
    expect(loadConfig({ ANCHOR_SYSLOG: 'logs.example:514' }).anchorSyslog).toBe('logs.example:514');
    expect(() => loadConfig({ ANCHOR_SYSLOG: 'logs.example' })).toThrow('ANCHOR_SYSLOG');
  });
});
