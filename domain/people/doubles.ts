import type { Directory } from './directory';

type Registers = Pick<Directory, 'subjects' | 'mergedSites'>;

/** The subject that stands for one: itself, unless it was merged into another as its double. */
export const survivorOf = ({ subjects = {} }: Registers, subjectId: string): string =>
  subjects[subjectId]?.mergedInto ?? subjectId;

/** The site that stands for one, likewise. */
export const survivingSite = ({ mergedSites = {} }: Registers, siteId: string): string => mergedSites[siteId] ?? siteId;

/** The doubles that were merged into a subject, in the order of their ids; what is over still names them. */
export const doublesOf = ({ subjects = {} }: Registers, subjectId: string): string[] =>
  Object.values(subjects)
    .filter(({ mergedInto }) => mergedInto === subjectId)
    .map((double) => double.subjectId)
    .sort();

/** Under which other addressees that subject was late or talked to before its doubles were merged into it; none of a unit. */
export const formerAddressees = (registers: Registers, addressee: string): string[] =>
  addressee.startsWith('subject:')
    ? doublesOf(registers, addressee.slice('subject:'.length)).map((subjectId) => `subject:${subjectId}`)
    : [];
