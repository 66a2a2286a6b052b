import { parseInstant, type Instant } from '../../domain/clock/instant';
import { compact, type Compact } from '../compact';
import { parseDto, type Dto, type Plain } from '../parse';
import { invalidField } from '../problem';
import type { BodyByField } from '../route';

/** What a command is called, and what it does, in Chinese. */
export interface CommandWords {
  name: string;
  does: string;
}

/** How the body of one command is checked and turned into the command. */
export interface CommandBody<C extends { type: string }> {
  readonly type: C['type'];
  readonly words: CommandWords;
  readonly body: Dto<object> | BodyByField;
  readonly parse: (plain: Record<string, unknown>) => Promise<C>;
}

/** A command of the name `type` with the fields of its class, unless `toFields` says otherwise. */
export function commandBody<T extends string, D extends object>(
  type: T,
  words: CommandWords,
  dto: Dto<D>,
): CommandBody<{ type: T } & Compact<Plain<D>>>;
export function commandBody<T extends string, D extends object, F extends object>(
  type: T,
  words: CommandWords,
  dto: Dto<D>,
  toFields: (value: Plain<D>) => F,
): CommandBody<{ type: T } & F>;
export function commandBody<D extends object>(
  type: string,
  words: CommandWords,
  dto: Dto<D>,
  toFields: (value: Plain<D>) => object = compact,
): CommandBody<{ type: string }> {
  return { type, words, body: dto, parse: async (plain) => ({ type, ...toFields(await parseDto(dto, plain)) }) };
}

/** A checked timestamp as a UTC instant. */
export const instantOf = (text: string): Instant => {
  const instant = parseInstant(text);
  if (instant === undefined) throw invalidField('', 'instant', '时间格式不正确');
  return instant;
};
