import { replaceInto, type insertInto as Real } from '../../../record/entity-sql';

export * from '../../../record/entity-sql';

/** B7: rows are saved, as `repository.save` does, so no unique key tells two writers from one another. */
export const insertInto: typeof Real = replaceInto;
