import { invalid, type FieldError } from './problem';

/** Controls that no text of ours may hold; tab and line breaks are left to the single field's rule. */
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const forbiddenControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

const problemOfText = (text: string): FieldError['message'] | undefined => {
  if (forbiddenControls.test(text)) return '不能含有控制字符';
  return /\p{Surrogate}/u.test(text) ? '含有不完整的字符' : undefined;
};

const walk = (value: unknown, pointer: string, errors: FieldError[]): unknown => {
  if (typeof value === 'string') {
    const message = problemOfText(value);
    if (message !== undefined) errors.push({ pointer, code: 'control-character', message });
    return value.normalize('NFC');
  }
  if (Array.isArray(value)) return value.map((item: unknown, index) => walk(item, `${pointer}/${index}`, errors));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, `${pointer}/${key}`, errors)]));
};

/** A copy in NFC; throws 422 where a text has NUL or other control characters or half a surrogate pair. */
export const cleanTexts = (value: unknown): unknown => {
  const errors: FieldError[] = [];
  const clean = walk(value, '', errors);
  if (errors.length > 0) throw invalid(errors);
  return clean;
};
