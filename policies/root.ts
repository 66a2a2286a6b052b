import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const upToPackage = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package.json above policies/');
  return upToPackage(parent);
};

/** The folder `policies/` of the project. Compiled code runs in `dist/policies`, the YAML files stay where they are edited. */
export const policiesRoot = (): string => join(upToPackage(__dirname), 'policies');
