import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { childEnvironment, type Config } from '../../config';
import { createLogger } from '../../logger';
import { start, type StartOptions } from '../../main';
import { checkStart } from '../../record/start-check';
import { exitCodeOf, guardProcess, wordsOf } from '../../run-process';
import { endWithNpm } from '../../end-with-npm';
import { live } from './life';
import { optionsOf, USAGE, type Options } from './options';
import { say } from './say';
import { Stage } from './stage';
import { seedDemoTowns } from './towns';
import { startTraining } from './start-training';
import { verify } from './verify';

/** Loopback only, a throw-away folder, no rate limit worth the name: this is a stage. */
const demoConfig = async (folder: string, { port, db, packId }: Options): Promise<Config> => {
  const env = childEnvironment({
    HOST: '127.0.0.1',
    PORT: port,
    DATA_DIR: folder,
    DATABASE_URL: db ?? `sqlite:///${join(folder, 'demo.sqlite')}`,
    PACKS: packId,
    RATE_LIMIT: '100000',
    LOG_LEVEL: 'error',
  });
  return (await checkStart(env)).config;
};

const play = async (url: string): Promise<boolean> => {
  const stage = new Stage(url);
  const lived = await live(stage);
  return verify(stage, lived);
};

const until = async (signals: NodeJS.Signals[]): Promise<void> => {
  await Promise.race(signals.map((signal) => once(process, signal)));
};

const main = async (): Promise<number> => {
  const chosen = optionsOf(process.argv.slice(2));
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-demo-'));
  let product: { url: string; stop(): Promise<void> } | undefined;
  let passed = true;
  let code = 1;
  try {
    const config = await demoConfig(folder, chosen);
    const logger = createLogger({ level: config.logLevel, service: 'demo' });
    const prepare: StartOptions['prepare'] = async ({ door, packs }) => {
      const pack = packs.get(chosen.packId);
      if (pack === undefined) throw new Error(`the pack ${chosen.packId} is missing`);
      await seedDemoTowns(door, pack);
    };
    product =
      chosen.startsAt === null
        ? await start({ config, logger, prepare })
        : await startTraining({ config, logger, prepare, startsAt: chosen.startsAt, packId: chosen.packId });
    if (chosen.play) passed = await play(product.url);
    if (chosen.serve) {
      say.line('演示环境保持运行；账号见 scripts/demo/accounts.ts，密码 drill-<用户名>。Ctrl+C 结束。');
      await until(['SIGINT', 'SIGTERM']);
    }
  } catch (error) {
    passed = false;
    say.line(wordsOf(error));
    code = exitCodeOf(error) ?? code;
  } finally {
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  if (chosen.play) say.line(passed ? 'demo: PASS' : 'demo: FAIL');
  return passed ? 0 : code;
};

guardProcess();
endWithNpm();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exit(2);
  },
);
