import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundleWorkflowCode, DefaultLogger, Worker, type ReplayResult } from '@temporalio/worker';
import { loadWorkflowBundle } from '../../worker/bundle';
import { createPayloadCodec } from '../../worker/payload-codec';
import { rootDir } from '../../config';
import { keptReleases } from '../releases/unpack';
import { currentFolder, currentRelease, historyNames, historyOf, namesIn } from './support/histories';
import { quietRuntime } from './support/quiet-runtime';
import { testPayloadKey } from './support/key';
import { lateScenarios, scenarios } from './support/scenarios';

const names = historyNames();
const ofRelease = (release: string): string[] => names.filter((name) => name.startsWith(`${release}/`));
const keptBundle = (release: string): string =>
  gunzipSync(readFileSync(join(rootDir, 'test', 'releases', release, 'workflow-bundle.js.gz'))).toString();
const dataConverter = { payloadCodecs: [createPayloadCodec(testPayloadKey)] };

interface ReadPayload {
  encoding: string;
  text: string;
}

const fromBase64 = (value: unknown): string => Buffer.from(String(value), 'base64').toString();

/** Every payload anywhere in a history, as somebody without the key sees it. */
function payloadsIn(value: unknown): ReadPayload[] {
  if (typeof value !== 'object' || value === null) return [];
  const encoding: unknown = Reflect.get(Object(Reflect.get(value, 'metadata')), 'encoding');
  if (encoding !== undefined) return [{ encoding: fromBase64(encoding), text: fromBase64(Reflect.get(value, 'data')) }];
  return Object.values(value).flatMap(payloadsIn);
}

type Bundle = { codePath: string } | { code: string };

async function replayed(workflowBundle: Bundle, chosen: string[]): Promise<ReplayResult[]> {
  const histories = chosen.map((name) => ({ workflowId: name, history: historyOf(name) }));
  const results: ReplayResult[] = [];
  for await (const result of Worker.runReplayHistories({ workflowBundle, dataConverter }, histories))
    results.push(result);
  return results;
}

quietRuntime();

describe('recorded histories', () => {
  it('are there for every scenario of this release: npm run histories', () => {
    const recorded = namesIn(currentFolder);
    const isRecorded = (scenario: string): boolean =>
      recorded.some((name) => name.replace(/(-\d+)?\.json$/, '') === scenario);
    const all = Object.keys({ ...scenarios, ...lateScenarios });
    expect(all.filter((scenario) => !isRecorded(scenario))).toEqual([]);
  });

  it('hold nothing of a case that can be read without the key', () => {
    const payloads = names.flatMap((name) => payloadsIn(historyOf(name)));
    const open = payloads.filter(({ encoding }) => encoding !== 'binary/encrypted').map(({ text }) => text);
    expect(payloads.length).toBeGreaterThan(20);
    // The SDK keeps number and name of a local activity in clear.
    expect(
      open.filter((text) => !/^\{"seq":\d+,"attempt":\d+,"activity_id":"\d+","activity_type":"settle"/.test(text)),
    ).toEqual([]);
  });

  it('of this release replay on the workflows as they are now', async () => {
    const own = ofRelease(currentRelease);
    const results = await replayed(await loadWorkflowBundle(), own);
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(results).toHaveLength(own.length);
  });

  it.each(keptReleases())('of release %s replay on the workflows that were kept with it', async (release) => {
    const own = ofRelease(release);
    const results = await replayed({ code: keptBundle(release) }, own);
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(results.length).toBeGreaterThan(5);
  });

  it('are all accounted for: of this release, or of one that was kept', () => {
    const releases = [...new Set([currentRelease, ...keptReleases()])];
    expect(names.toSorted()).toEqual(releases.flatMap(ofRelease).toSorted());
  });

  it('catch a workflow whose commands come in another order', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(__dirname, 'broken', 'index.ts'),
      logger: new DefaultLogger('ERROR'),
    });
    const results = await replayed(
      { code },
      ofRelease(currentRelease).filter((name) => name.includes('/case-')),
    );
    expect(results.map(({ error }) => error?.name)).toEqual(results.map(() => 'DeterminismViolationError'));
  });
});
