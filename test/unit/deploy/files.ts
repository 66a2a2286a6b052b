import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { loadConfig, rootDir } from '../../../config';

export type Fields = { readonly [name: string]: unknown };

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field at the end of a path; undefined where the path ends before. */
export const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );

export const fieldsAt = (value: unknown, ...path: (string | number)[]): Fields => {
  const found = at(value, ...path);
  return isFields(found) ? found : {};
};

export const listAt = (value: unknown, ...path: (string | number)[]): unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
};

export const deployText = (...path: string[]): string => readFileSync(join(rootDir, 'deploy', ...path), 'utf8');

export const deployFolder = (...path: string[]): string[] => readdirSync(join(rootDir, 'deploy', ...path));

/** All documents of a YAML file; a syntax error or a key given twice fails the test. */
export const yamlDocuments = (...path: string[]): Fields[] =>
  parseAllDocuments(deployText(...path), { merge: true, strict: true, uniqueKeys: true })
    .filter((document) => 'errors' in document)
    .map((document) => {
      if (document.errors.length > 0) throw new Error(`${path.join('/')}: ${String(document.errors[0])}`);
      const value: unknown = document.toJS();
      return isFields(value) ? value : {};
    });

/** Every variable that config.ts reads, as it is seen when it reads them. */
export const settingNames = (): ReadonlySet<string> => {
  const names = new Set<string>();
  loadConfig(
    new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          if (typeof name === 'string') names.add(name);
          return undefined;
        },
      },
    ),
  );
  return names;
};
