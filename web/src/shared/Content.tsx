import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { attachmentAddress } from '../api/upload';
import type { Explained } from '../api/typed';
import { minuteOf } from './dates';
import { Thumbnail } from './Thumbnail';

const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
const ofAttachments = /attachmentIds?$|^evidence$|^(before|after|photos)$/i;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A code by the first list of the answer that names it; an id by its name. */
const wordsOf = ({ names, labels }: Explained, text: string): string => {
  if (instant.test(text)) return minuteOf(text);
  const lists = Object.entries(labels).filter(([list]) => list !== 'field');
  return names[text] ?? lists.map(([, codes]) => codes[text]).find((name) => name !== undefined) ?? text;
};

const idsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
    if (typeof one === 'string') return [one];
    return isObject(one) && typeof one['attachmentId'] === 'string' ? [one['attachmentId']] : [];
  });

const Photos = ({ ids }: { ids: readonly string[] }) => (
  <div className="attachments">
    {ids.map((id) => (
      <a key={id} className="attachment" href={attachmentAddress(id)} target="_blank" rel="noreferrer">
        <Thumbnail attachmentId={id} name="附件" />
      </a>
    ))}
  </div>
);

const shown = (of: Explained, field: string, value: unknown): ReactNode => {
  if (ofAttachments.test(field)) return <Photos ids={idsIn(value)} />;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return <span className="long-text">{wordsOf(of, value)}</span>;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    if (value.some(isObject))
      return value.map((one: unknown, n) => <Content key={n} of={of} content={isObject(one) ? one : {}} />);
    return value.map((one: unknown) => wordsOf(of, String(one))).join('、');
  }
  return isObject(value) ? <Content of={of} content={value} /> : null;
};

const isSaid = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What has no shape of its own, such as what is proposed: each field by its name, each code and id by what it is called. */
export const Content = ({ of, content }: { of: Explained; content: object }) => {
  const items = Object.entries(content).flatMap(([field, value]) => {
    const title = of.labels['field']?.[field];
    return title === undefined || !isSaid(value)
      ? []
      : [{ key: field, label: title, children: shown(of, field, value) }];
  });
  return items.length === 0 ? null : <Descriptions size="small" column={1} items={items} />;
};
