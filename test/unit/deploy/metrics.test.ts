import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../../../config';
import { createMeter } from '../../../telemetry/meter';
import { at, deployText, listAt, yamlDocuments } from './files';

interface Named {
  where: string;
  expr: string;
}

const alerts = (): Named[] =>
  listAt(yamlDocuments('prometheus', 'alerts.yml')[0], 'groups')
    .flatMap((group) => listAt(group, 'rules'))
    .map((rule) => ({ where: String(at(rule, 'alert')), expr: String(at(rule, 'expr')) }));

const panels = (): Named[] => {
  const dashboard: unknown = JSON.parse(deployText('grafana', 'bihuan.json'));
  return listAt(dashboard, 'panels').flatMap((panel) =>
    listAt(panel, 'targets').map((target) => ({ where: String(at(panel, 'title')), expr: String(at(target, 'expr')) })),
  );
};

const metricsIn = (expr: string): string[] => expr.match(/\b(?:bihuan|temporal|process|nodejs)_\w+/g) ?? [];

/** Names as a scrape shows them, with what a histogram adds. */
const exported = async (): Promise<ReadonlySet<string>> => {
  const { body } = await createMeter({ ofProcess: true }).read();
  const types = [...body.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  return new Set(
    types.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
};

/** The SDK's own names are in its native part; units and `_total` are added as we tell it to. */
const namesOfSdk = (): string => {
  const releases = join(rootDir, 'node_modules', '@temporalio', 'core-bridge', 'releases');
  const [platform = ''] = readdirSync(releases);
  return readFileSync(join(releases, platform, 'index.node'), 'latin1');
};

describe('dashboard and alert rules', () => {
  const named = [...alerts(), ...panels()];

  it('name metrics of ours that are exported', async () => {
    const names = await exported();
    const missing = named.flatMap(({ where, expr }) =>
      metricsIn(expr)
        .filter((metric) => !metric.startsWith('temporal_') && !names.has(metric))
        .map((metric) => `${where}: ${metric}`),
    );
    expect(missing).toEqual([]);
    expect(named.length).toBeGreaterThan(30);
  });

  it('name metrics of the SDK that it knows', () => {
    const known = namesOfSdk();
    const missing = named.flatMap(({ where, expr }) =>
      metricsIn(expr)
        .filter((metric) => metric.startsWith('temporal_'))
        .map((metric) => metric.replace(/^temporal_/, '').replace(/(_seconds)?_(bucket|sum|count)$|_total$/, ''))
        .filter((metric) => !known.includes(metric))
        .map((metric) => `${where}: ${metric}`),
    );
    expect(missing).toEqual([]);
  });

  it('have a section in the operator’s handbook for every alert', () => {
    const handbook = readFileSync(join(rootDir, 'docs', 'operations.md'), 'utf8');
    for (const { where } of alerts()) expect([where, handbook.includes(`\`${where}\``)]).toEqual([where, true]);
  });
});

describe('exported metrics', () => {
  it('are named bihuan_ with base units, and counters end in _total', async () => {
    const { body } = await createMeter({ ofProcess: false }).read();
    for (const [, name = '', type] of body.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
      expect(name).toMatch(/^bihuan_[a-z_]+$/);
      expect([name, /_(ms|milliseconds|minutes|kb|percent)(_|$)/.test(name)]).toEqual([name, false]);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
    }
  });
});
