import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { rootDir } from '../config';

export interface BundleOptions {
  /** Module that exports the payload converter, which must run inside the sandbox too. */
  payloadConverterPath?: string;
  /** With the stacks of workflow failures, at half the speed. */
  stacks?: boolean;
}

/** Workflows are named by path and never imported: the bundle is the only way their code reaches a worker. */
const workflowsPath = join(rootDir, 'workflows', 'index.ts');
const fileOf = ({ stacks = false }: BundleOptions): string =>
  join(rootDir, 'dist', `workflow-bundle${stacks ? '-with-stacks' : ''}.js`);

/**
 * Loaded once for all workflows of a worker, not once for each: none of them keeps anything of a workflow in its module. The
 * first sets what must be set before the SDK freezes the globals.
 */
const preloaded = [join(rootDir, 'workflows', 'without-stacks.ts'), '@temporalio/workflow', workflowsPath];

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Changes with any source that can be in the bundle and with the versions of the packages. */
function fingerprint(options: BundleOptions): string {
  const hash = createHash('sha256');
  const files = ['domain', 'workflows'].flatMap((folder) => sourcesOf(join(rootDir, folder)));
  const converter = options.payloadConverterPath;
  for (const file of [...files, join(rootDir, 'package-lock.json'), ...(converter === undefined ? [] : [converter])]) {
    if (!existsSync(file)) continue;
    hash.update(relative(rootDir, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Whole or not at all, because several processes may build and read at once. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/** Bundles workflows/ and what it imports into one file for the sandbox, in a second or two. */
async function buildWorkflowBundle(outFile: string, options: BundleOptions): Promise<void> {
  const print = fingerprint(options);
  const { stacks = false, ...converter } = options;
  const preloadModules = stacks ? [] : preloaded;
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({ workflowsPath, preloadModules, logger, ...converter });
  mkdirSync(dirname(outFile), { recursive: true });
  writeWhole(outFile, code);
  writeWhole(`${outFile}.sha256`, print);
}

/** What a worker takes as `workflowBundle`; builds the file first when it is missing or older than the sources. */
export async function loadWorkflowBundle(options: BundleOptions = {}): Promise<{ codePath: string }> {
  const codePath = fileOf(options);
  const printFile = `${codePath}.sha256`;
  const isCurrent =
    existsSync(codePath) && existsSync(printFile) && readFileSync(printFile, 'utf8') === fingerprint(options);
  if (!isCurrent) await buildWorkflowBundle(codePath, options);
  return { codePath };
}
