import type { Context } from './context';
import { refuse } from './people/permit';
import { orderPapers, saysOrder } from './policy/order-words';
import type { Refusal } from './stream';

/** Refusal of words of order in a field of an advisory paper: they belong to who may order (settled 6.3). */
export const adviceRefusal = (
  { policy }: Context,
  fields: { [pointer: string]: string | undefined },
): Refusal | null => {
  const [pointer] = Object.entries(fields).find(([, text]) => text !== undefined && saysOrder(text)) ?? [];
  if (pointer === undefined) return null;
  const message =
    `提示、整改意见、约谈、通报等文书不得写“责令”，请改为建议或要求的写法；` +
    `确需责令的，由有权机关提请制发${orderPapers(policy)}。`;
  return refuse('validation', 'order-words-in-advice', message, ['EFo', 'ST', 'DS'], pointer);
};
