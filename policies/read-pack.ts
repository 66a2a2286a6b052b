import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkPack } from '../domain/policy/check';
import type { Pack } from '../domain/policy/pack';
import { deepFreeze } from './deep-freeze';
import { pointerOf, type Outcome, type Problem } from './problems';
import { readYaml, type Locate, type ReadYaml, type YamlFile } from './read-yaml';
import { policiesRoot } from './root';
import { packShape } from './validate';

type Fields = Record<string, unknown>;

/** A pack's fields with those it takes from another, each remembering its file. */
interface Resolved {
  fields: Fields;
  locate: Locate;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isReference = (value: unknown): value is { packId: string; version: string } =>
  isFields(value) &&
  Object.keys(value).length === 2 &&
  typeof value['packId'] === 'string' &&
  /^[a-z0-9-]+$/.test(value['packId']) &&
  typeof value['version'] === 'string' &&
  /^[0-9.]+$/.test(value['version']);

/** The file of a pack beside this one, or else of the project's own packs. */
const fileOf = (from: string, packId: string, version: string): string | undefined =>
  [dirname(dirname(from)), policiesRoot()]
    .map((root) => join(root, packId, `${version}.yaml`))
    .find((candidate) => existsSync(candidate));

const problemAt = (
  locate: Locate,
  path: (string | number)[],
  code: string,
  message: string,
  atKey = false,
): Problem => ({
  ...locate(path, atKey),
  path: pointerOf(path),
  message,
  code,
});

const fieldsOf = ({ value, locate }: YamlFile): Outcome<Fields> =>
  isFields(value) ? { value } : { problems: [problemAt(locate, [], 'wrong-type', '政策包应为一组字段')] };

/** Whole top-level fields of the own file replace those of the pack it extends; one level deep, so what holds is easy to see. */
const resolve = (own: YamlFile, read: ReadYaml): Outcome<Resolved> => {
  const ownFields = fieldsOf(own);
  if ('problems' in ownFields) return ownFields;
  const { extends: reference, ...fields } = ownFields.value;
  if (!('extends' in ownFields.value)) return { value: { fields, locate: own.locate } };

  const refuse = (code: string, message: string): Outcome<Resolved> => ({
    problems: [problemAt(own.locate, ['extends'], code, message)],
  });
  if (!isReference(reference)) return refuse('bad-extends', 'extends 须写 packId 与 version');
  const baseFile = fileOf(own.file, reference.packId, reference.version);
  if (baseFile === undefined) return refuse('unknown-pack', `找不到政策包 ${reference.packId} ${reference.version}`);
  const base = read(baseFile);
  if ('problems' in base) return base;
  const baseFields = fieldsOf(base.value);
  if ('problems' in baseFields) return baseFields;
  if ('extends' in baseFields.value) return refuse('bad-extends', '被继承的政策包自己不能再继承');

  const locate: Locate = (path, atKey) => {
    const top = path[0];
    const isBase = typeof top === 'string' && !(top in fields) && top in baseFields.value;
    return (isBase ? base.value : own).locate(path, atKey);
  };
  return { value: { fields: { ...baseFields.value, ...fields }, locate } };
};

/** Reads a pack file, resolves `extends`, checks shape and meaning; a pack is returned whole and frozen, or not at all. */
export const readPack = (file: string, read: ReadYaml = readYaml): Outcome<Pack> => {
  const own = read(file);
  if ('problems' in own) return own;
  const resolved = resolve(own.value, read);
  if ('problems' in resolved) return resolved;
  const { fields, locate } = resolved.value;
  const shaped = packShape()(fields);
  if ('shape' in shaped) {
    return {
      problems: shaped.shape.map(({ path, code, message, atKey }) => problemAt(locate, path, code, message, atKey)),
    };
  }
  const meaning = checkPack(shaped.value);
  if (meaning.length > 0)
    return { problems: meaning.map(({ path, code, message }) => problemAt(locate, [...path], code, message)) };
  return { value: deepFreeze(shaped.value) };
};
