import type { ErrorObject } from 'ajv/dist/2020';

interface Described {
  code: string;
  message: string;
  /** The field that the message is about, where it is not the value itself. */
  field?: string;
}

const TYPES: Record<string, string> = {
  object: '一组字段',
  array: '列表',
  string: '文字（像数字、日期的请加引号）',
  integer: '整数',
  boolean: 'true 或 false',
};

const CHOICES: Record<string, string> = {
  Source: '来源须写 notice（可加 clause、row），或 law 与 article，或 default，三者之一',
  Term: '时限须恰好写一种：wd（工作日）、days（日）、hours、seconds、months；roll 只配 days、months',
  Rhythm: '任务节奏须恰好写一种：dated；every 与 mode；window 与 atLeast；after 与 term',
};

const param = (error: ErrorObject, name: string): string => {
  const value: unknown = Object.entries(error.params).find(([key]) => key === name)?.[1];
  return Array.isArray(value) ? value.join('、') : String(value);
};

const choiceOf = (error: ErrorObject): string => {
  const name = /\$defs\/(\w+)\/oneOf$/.exec(error.schemaPath)?.[1] ?? '';
  return CHOICES[name] ?? '几种写法须选且只选一种';
};

/** Says in Chinese what a schema error means for the person who wrote the file. */
export const describeError = (error: ErrorObject): Described => {
  switch (error.keyword) {
    case 'additionalProperties': {
      const field = param(error, 'additionalProperty');
      return { code: 'unknown-field', message: `不认识的字段：${field}`, field };
    }
    case 'required':
      return { code: 'missing-field', message: `缺少字段：${param(error, 'missingProperty')}` };
    case 'type':
      return { code: 'wrong-type', message: `应为${TYPES[param(error, 'type')] ?? param(error, 'type')}` };
    case 'enum':
      return { code: 'not-in-list', message: `只能是：${param(error, 'allowedValues')}` };
    case 'const':
      return { code: 'not-in-list', message: `只能是：${param(error, 'allowedValue')}` };
    case 'minimum':
      return { code: 'too-small', message: `不得小于 ${param(error, 'limit')}` };
    case 'maximum':
      return { code: 'too-large', message: `不得大于 ${param(error, 'limit')}` };
    case 'minItems':
      return { code: 'empty-list', message: '列表不能为空' };
    case 'uniqueItems':
      return { code: 'duplicate-item', message: '列表中有重复' };
    case 'format':
      return { code: 'no-such-day', message: '日历上没有这一天（2000–2099 年）' };
    case 'pattern':
      return { code: 'bad-format', message: `格式不对，应符合 ${param(error, 'pattern')}` };
    case 'oneOf':
    case 'minProperties':
    case 'maxProperties':
      return { code: 'one-of', message: choiceOf(error) };
    default:
      return { code: 'wrong-shape', message: `不符合要求（${error.keyword}）` };
  }
};
