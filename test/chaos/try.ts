import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { openBed } from './stack-bed';
import { randomFrom } from './stack-random';
void (async () => {
  const folder = mkdtempSync('/tmp/chaos-try-');
  console.log(folder);
  const bed = await openBed(folder, randomFrom(1));
  console.log([...bed.quietStartMs], bed.apis);
  await bed.stop();
  process.exit(0);
})();
