import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../../../config';
import { plantedBugs } from '../../../verification/chaos/bugs/catalogue';

describe('planted bugs', () => {
  it('take the place of modules that are there: one that is not would plant nothing, and nobody would notice', () => {
    const pairs = plantedBugs.flatMap(({ replaces }) => Object.entries(replaces));
    const gone = pairs.flatMap(([real, by]) => [`record/${real}.ts`, `verification/chaos/bugs/${by}.ts`]);
    expect(gone.filter((file) => !existsSync(join(rootDir, file)))).toEqual([]);
  });
});
