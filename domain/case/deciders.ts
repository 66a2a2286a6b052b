import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import type { Addressee } from '../stream';
import type { CaseFile } from './file';
import { issuingUnit } from './owing';
import type { Deciders } from './proposal';
import { factsOf } from './recording';

/** The district department of the case's domain, or of the one that is proposed. */
export const competent = (file: CaseFile, context: Context, proposed?: unknown): Deciders => {
  const domain = typeof proposed === 'string' ? proposed : factsOf(file, context).domain;
  return { roles: ['DS'], ...(typeof domain === 'string' ? { domain } : {}) };
};

/** Some roles of the unit whose matter the case is. */
const ofIssuer = (file: CaseFile, context: Context, roles: Deciders['roles']): Deciders => {
  const unitId = issuingUnit(file, context);
  return { roles, ...(unitId === null ? {} : { unitId }) };
};

/** The head of the authority whose order is in force. */
export const orderingHead = (file: CaseFile, context: Context): Deciders =>
  ofIssuer(file, context, ['EFh', 'DS', 'ST']);

/** The head of the lead unit. */
export const leadingHead = (file: CaseFile, context: Context): Deciders => ofIssuer(file, context, ['LDd']);

/** Whose unit owes the decision: that of the first person who may decide. */
export const deciderUnit = (context: Context, step: Deciders): Addressee => {
  const post = decidersToday(context, step)[0];
  return post === undefined ? 'none' : `unit:${post.unitId}`;
};
