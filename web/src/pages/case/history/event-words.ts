import type { Explained } from '../../../api/typed';
import { labelIn, nameIn } from '../../../shared/words';
import type { CaseEvent } from '../file';

type Body = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Body => typeof value === 'object' && value !== null;
const textIn = (body: Body, field: string): string | undefined =>
  typeof body[field] === 'string' ? body[field] : undefined;

const assigned = (of: Explained, body: Body): string => {
  const [responsible, lead] = [textIn(body, 'responsibleUnitId'), textIn(body, 'leadUnitId')];
  const by = lead === undefined || lead === responsible ? '' : `，由${nameIn(of, lead)}牵头`;
  return `交办给${nameIn(of, responsible)}${by}`;
};

const served = (of: Explained, body: Body): string => {
  const who = textIn(body, 'recipientName') ?? '';
  const way = labelIn(of, 'service-mode', textIn(body, 'mode'));
  return body['refused'] === true ? `${way}，${who}拒绝签收` : `${way}，签收人${who}`;
};

const issued = (of: Explained, { paper }: Body): string =>
  isObject(paper) ? `${labelIn(of, 'paper-type', textIn(paper, 'type'))} ${textIn(paper, 'number') ?? ''}` : '';

/** What was done, of events whose name does not say it, from what each holds. */
const WORDS: Readonly<Record<string, (of: Explained, body: Body) => string>> = {
  graded: (of, body) => `定为${labelIn(of, 'grade', textIn(body, 'grade'))}`,
  assigned,
  'notice-issued': issued,
  'notice-served': served,
  'proposal-opened': (of, body) => `提请${labelIn(of, 'proposal-act', textIn(body, 'act'))}`,
  'proposal-decided': (of, body) => labelIn(of, 'decision', textIn(body, 'decision')),
};

/** `定为一般隐患`, `交办给梅桥村`, `直接送达，签收人王经理`; empty where the name of the event says it all. */
export const eventInWords = (of: Explained, { type, body }: CaseEvent): string =>
  (isObject(body) ? WORDS[type]?.(of, body) : undefined) ?? '';
