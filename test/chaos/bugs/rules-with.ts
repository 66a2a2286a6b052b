import type { Context } from '../../../domain/context';
import type { Deadline } from '../../../domain/stream';
import type { Kinds } from '../../../record/kinds';

interface Settled {
  deadlines: Deadline[];
}

/** The kinds of streams, with what settling looks at changed. */
export const settlingWith = (
  kinds: Kinds,
  change: <F extends Settled>(file: F, context: Context) => { file: F; context: Context },
): Kinds => {
  const ofCase = kinds.case.rules;
  const ofEscalation = kinds.escalation.rules;
  return {
    case: {
      ...kinds.case,
      rules: {
        ...ofCase,
        settle: (file, context) => {
          const seen = change(file, context);
          return ofCase.settle(seen.file, seen.context);
        },
      },
    },
    escalation: {
      ...kinds.escalation,
      rules: {
        ...ofEscalation,
        settle: (file, context) => {
          const seen = change(file, context);
          return ofEscalation.settle(seen.file, seen.context);
        },
      },
    },
  };
};
