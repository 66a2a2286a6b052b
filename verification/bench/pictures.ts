import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import sharp from 'sharp';
import { createInspector } from '../../api/attachments/inspect';
import { createLogger } from '../../logger';

/**
 * `node dist/verification/bench/pictures.js [FILE …]`: what one upload costs this process; without files, two JPEGs made
 * here.
 */

const noisy = (width: number, height: number): Promise<Buffer> => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 25 };
  // Noise is the worst that a camera gives; at this quality the files are as large as a phone's.
  return sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .jpeg({ quality: 60 })
    .withMetadata({ orientation: 6 })
    .toBuffer();
};

const residentMb = (): number => process.memoryUsage.rss() / 1_048_576;

const measure = async (name: string, bytes: Buffer): Promise<void> => {
  const inspector = createInspector(createLogger({ level: 'warn', service: 'bench' }));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const before = residentMb();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentMb());
  }, 20);
  delay.enable();
  const startedAt = performance.now();
  const { content } = await inspector.inspect('bench', bytes);
  const seconds = (performance.now() - startedAt) / 1_000;
  delay.disable();
  clearInterval(watch);
  const size = (length: number): string => `${(length / 1_048_576).toFixed(1)} MB`;
  console.log(
    `${name}: ${size(bytes.length)} in, ${size(content.length)} out, ${seconds.toFixed(2)} s, ` +
      `+${(most - before).toFixed(0)} MB resident, event loop held at most ${(delay.max / 1e6).toFixed(0)} ms`,
  );
};

const run = async (): Promise<void> => {
  const files = process.argv.slice(2);
  for (const file of files) await measure(basename(file), readFileSync(file));
  if (files.length > 0) return;
  await measure('12 MP JPEG', await noisy(4_000, 3_000));
  await measure('48 MP JPEG', await noisy(8_064, 6_048));
};

void run();
