import { MAX_FILE_BYTES } from '../../../api/attachments/limits';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, rootDir } from '../../../config';
import { at, deployFolder, deployText, fieldsAt, listAt, settingNames, yamlDocuments, type Fields } from './files';

const settings = settingNames();
/** What Node and the C library read. */
const ofNode = ['NODE_ENV', 'NODE_OPTIONS', 'MALLOC_ARENA_MAX'];
/** What `npm start` gives itself so that it takes little memory. */
const lightEnvironment = Object.entries({ MALLOC_ARENA_MAX: '2', NODE_OPTIONS: '--max-semi-space-size=8' }).map(
  (pair) => pair.join('='),
);
const drainSeconds = 10;

const unknownSettings = (names: string[]): string[] =>
  names.filter((name) => !settings.has(name) && !ofNode.includes(name));

const sourcesOf = (text: string): string[] =>
  [...text.matchAll(/dist\/([\w/-]+)\.js/g)].map((match) => `${match[1] ?? ''}.ts`);

const asText = (values: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value).replace(/\$\{[^}]*\}/g, 'x')]));

describe('the compose file', () => {
  const [file] = yamlDocuments('compose.yaml');
  const services = fieldsAt(file, 'services');

  it('gives the product only settings that it reads, and none that it refuses', () => {
    for (const name of ['api', 'worker']) {
      const environment = fieldsAt(services, name, 'environment');
      expect(unknownSettings(Object.keys(environment))).toEqual([]);
      const key = { PAYLOAD_KEY: randomBytes(32).toString('base64'), COOKIE_SECURE: 'true', LOG_LEVEL: 'info' };
      const webhooks = { WEBHOOK_ALLOW: '' };
      expect(() => loadConfig({ ...asText(environment), ...key, ...webhooks })).not.toThrow();
    }
  });

  it('runs two of each, asks each at its own port and waits for it to drain', () => {
    for (const [name, port] of [
      ['api', 'PORT'],
      ['worker', 'OPS_PORT'],
    ] as const) {
      const service = services[name];
      expect(at(service, 'deploy', 'replicas')).toBe(2);
      const number = String(at(service, 'environment', port));
      expect(JSON.stringify(at(service, 'healthcheck', 'test'))).toContain(`:${number}/readyz`);
      expect(Number.parseInt(String(at(service, 'stop_grace_period')), 10)).toBeGreaterThan(drainSeconds);
    }
  });

  it('names only services, volumes and files that there are', () => {
    const volumes = Object.keys(fieldsAt(file, 'volumes'));
    for (const [name, service] of Object.entries(services)) {
      for (const other of Object.keys(fieldsAt(service, 'depends_on'))) expect(Object.keys(services)).toContain(other);
      for (const mount of listAt(service, 'volumes').map(String)) {
        const source = mount.split(':')[0] ?? '';
        const isThere = source.startsWith('.') ? existsSync(join(rootDir, 'deploy', source)) : volumes.includes(source);
        expect([name, source, isThere]).toEqual([name, source, true]);
      }
    }
  });

  it('asks for no variable that the example of its environment does not name', () => {
    const asked = [...deployText('compose.yaml').matchAll(/(?<!\$)\$\{(\w+)/g)].map((match) => match[1]);
    const named = [...deployText('compose.env.example').matchAll(/^(\w+)=/gm)].map((match) => match[1]);
    expect([...new Set(asked)].sort()).toEqual([...new Set(named)].sort());
  });
});

describe('the Kubernetes manifests', () => {
  const files = deployFolder('kubernetes').filter((name) => name !== 'kustomization.yaml');
  const objects = files.flatMap((name) => yamlDocuments('kubernetes', name));
  const ofKind = (kind: string): Fields[] => objects.filter((object) => object['kind'] === kind);
  const deployments = ofKind('Deployment');

  it('are all listed, the secret under the name its filled copy will have', () => {
    const [list] = yamlDocuments('kubernetes', 'kustomization.yaml');
    expect(listAt(list, 'resources').map(String).sort()).toEqual(
      files.map((name) => name.replace('.example', '')).sort(),
    );
  });

  it('give the product only settings that it reads', () => {
    const shared = [...ofKind('ConfigMap'), ...ofKind('Secret')].flatMap((object) =>
      Object.keys({ ...fieldsAt(object, 'data'), ...fieldsAt(object, 'stringData') }),
    );
    const own = deployments.flatMap((object) =>
      listAt(object, 'spec', 'template', 'spec', 'containers', 0, 'env').map((entry) => String(at(entry, 'name'))),
    );
    expect(deployments).toHaveLength(2);
    expect(unknownSettings([...shared, ...own])).toEqual([]);
  });

  it('probe the port on which the process listens, and kill none for a database that is away', () => {
    for (const deployment of deployments) {
      const container = at(deployment, 'spec', 'template', 'spec', 'containers', 0);
      const port = listAt(container, 'ports')[0];
      const told = listAt(container, 'env').find((entry) => String(at(entry, 'name')).endsWith('PORT'));
      expect(String(at(port, 'containerPort'))).toBe(at(told, 'value'));
      for (const [probe, path] of [
        ['livenessProbe', '/healthz'],
        ['readinessProbe', '/readyz'],
        ['startupProbe', '/healthz'],
      ] as const)
        expect([at(container, probe, 'httpGet', 'port'), at(container, probe, 'httpGet', 'path')]).toEqual([
          at(port, 'name'),
          path,
        ]);
    }
  });

  it('leave time for the pause and the draining, and keep one of each alive', () => {
    for (const deployment of deployments) {
      const pod = at(deployment, 'spec', 'template', 'spec');
      const pause = Number(listAt(pod, 'containers', 0, 'lifecycle', 'preStop', 'exec', 'command')[1]);
      expect(Number(at(pod, 'terminationGracePeriodSeconds'))).toBeGreaterThan(pause + drainSeconds);
      const labels = at(deployment, 'spec', 'template', 'metadata', 'labels');
      const budget = ofKind('PodDisruptionBudget').find(
        (object) => JSON.stringify(at(object, 'spec', 'selector', 'matchLabels')) === JSON.stringify(labels),
      );
      expect(at(budget, 'spec', 'minAvailable')).toBe(1);
    }
  });

  it('let nobody be root', () => {
    for (const deployment of deployments) {
      const pod = at(deployment, 'spec', 'template', 'spec');
      expect(at(pod, 'securityContext', 'runAsNonRoot')).toBe(true);
      expect(at(pod, 'containers', 0, 'securityContext', 'readOnlyRootFilesystem')).toBe(true);
    }
  });
});

describe('the systemd units', () => {
  const units = deployFolder('systemd').filter((name) => name.endsWith('.service'));
  const lines = (unit: string, key: string): string[] =>
    [...deployText('systemd', unit).matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');

  it.each(units)('%s gives the product only settings that it reads and time to drain', (unit) => {
    const names = lines(unit, 'Environment').map((line) => line.split('=')[0] ?? '');
    expect(unknownSettings(names)).toEqual([]);
    expect(Number(lines(unit, 'TimeoutStopSec')[0])).toBeGreaterThan(drainSeconds);
    expect(lines(unit, 'RestartPreventExitStatus')).toEqual(['78']);
    expect(lines(unit, 'User')).toEqual(['bihuan']);
  });

  it.each(units)('%s starts the product as light as `npm start` does, and so does the image', (unit) => {
    const told = readFileSync(join(rootDir, 'scripts', 'memory.js'), 'utf8');
    expect(lines(unit, 'Environment')).toEqual(expect.arrayContaining(lightEnvironment));
    for (const words of lightEnvironment) {
      expect(deployText('Dockerfile')).toContain(words);
      expect(told).toContain(words.split('=').at(-1));
    }
  });

  it('have an example of their environment with nothing in it that is not read', () => {
    const names = [...deployText('systemd', 'bihuan.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map((m) => m[1] ?? '');
    expect(unknownSettings(names)).toEqual([]);
  });

  it('are all started by the target or stand alone', () => {
    const wanted = lines('bihuan.target', 'Wants').flatMap((line) => line.split(' '));
    const templates = new Set(wanted.map((name) => name.replace(/@\d+/, '@')));
    expect([...templates, 'bihuan.service'].sort()).toEqual([...units].sort());
  });
});

describe('the proxies in front', () => {
  it.each(['nginx.conf', 'nginx-host.conf'])(
    '%s let an upload pass that the API takes, and keep what is for operators',
    (file) => {
      const text = deployText(file);
      const [, megabytes] = /client_max_body_size (\d+)m;/.exec(text) ?? [];
      expect(Number(megabytes) * 1024 * 1024).toBeGreaterThan(MAX_FILE_BYTES + 64 * 1024);
      for (const path of ['metrics', 'readyz'])
        expect(text).toMatch(new RegExp(`location [^{]*${path}[^{]*{\\s*return 404;`));
      expect(text).toContain('proxy_set_header X-Forwarded-Proto $scheme;');
    },
  );
});

describe('what is started', () => {
  const files = ['compose.yaml', 'Dockerfile', 'kubernetes/api.yaml', 'kubernetes/worker.yaml'];
  const units = ['systemd/bihuan.service', 'systemd/bihuan-api@.service', 'systemd/bihuan-worker@.service'];

  it.each([...files, ...units])('in %s is a program of the product', (file) => {
    const sources = sourcesOf(deployText(...file.split('/')));
    expect(sources).not.toEqual([]);
    for (const source of sources) expect([source, existsSync(join(rootDir, source))]).toEqual([source, true]);
  });

  it('in the image finds everything that is read at run time', () => {
    const copied = [...deployText('Dockerfile').matchAll(/^COPY --from=build \/build\/(\S+)/gm)].map((m) => m[1]);
    expect(copied).toEqual(expect.arrayContaining(['node_modules', 'dist', 'policies', 'domain', 'workflows']));
  });
});
