import type { ControlDecided } from '../../domain/case/control-decided';
import { field, isBlank } from '../dto/fields';

export type { ControlDecided };

/** Interim control: imposed already, or why it is not needed. */
export const ControlIsDecided = (): PropertyDecorator => {
  const reason = { type: 'string', title: '不需要管控的理由', minLength: 1, maxLength: 2000 };
  const shape = {
    oneOf: [
      { const: 'imposed', title: '已采取临时管控' },
      { type: 'object', title: '不需要临时管控', required: ['notNeeded'], properties: { notNeeded: reason } },
    ],
  };
  return field('control', shape, (value) => {
    if (value === 'imposed') return undefined;
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const [first] = entries;
    const isReason = first !== undefined && entries.length === 1 && first[0] === 'notNeeded';
    return isReason && typeof first[1] === 'string' && !isBlank(first[1]) && first[1].length <= 2000
      ? undefined
      : '必须是 imposed，或 {"notNeeded": "理由"}';
  });
};
