import type { Context } from '../context';
import type { Post } from '../people/directory';
import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';
import { factsOf } from './recording';

/** Power is per matter: a unit with domains, of the town or the district, orders only in them (settled 1.5). */
export const hasPowerIn = (file: CaseFile, context: Context, { unitId }: Post): boolean => {
  const domains = context.directory.units[unitId]?.domains ?? [];
  const { domain } = factsOf(file, context);
  return domains.length === 0 || (typeof domain === 'string' && domains.includes(domain));
};

/** Refusal for whose unit holds a power, but not in the domain of this case. */
export const noPowerHere = (): Refusal =>
  refuse(
    'issuer-lacks-capacity',
    'no-power-in-this-matter',
    '本单位对这一领域没有作出责令、管控决定的权力，请移交有权机关。',
  );
