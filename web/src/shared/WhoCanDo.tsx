import type { Schemas } from '../api/typed';

const whoOf = ({ roleName, unitName, another }: Schemas['WhoCanAnswer']): string =>
  `${another ? '另一位' : ''}${unitName ?? ''}${unitName === null ? '' : ' '}${roleName}`;

/** Whom to ask for a page that one may not see, as the refusal names them. */
export const WhoCanDo = ({ who }: { who: readonly Schemas['WhoCanAnswer'][] | undefined }) =>
  who === undefined || who.length === 0 ? null : <div className="who-can">可以查看的：{who.map(whoOf).join('；')}</div>;
