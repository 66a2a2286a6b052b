import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import { ACTS } from './acts';
import type { EscalationFile } from './file';

/** An enterprise or person is heard before a circular about it is approved or published (authority.md 1). */
export const notHeard = ({ act, addresseeIsCompany, heardAt }: EscalationFile): Refusal | null =>
  ACTS[act].heardFirst === true && addresseeIsCompany && heardAt === null
    ? refuse('illegal-transition', 'company-not-heard', '通报企业前须听取其陈述申辩。', {
        command: 'hear-company',
      })
    : null;
