import type { Schemas } from '../api/typed';

const whoOf = ({ roleName, unitName, another }: Schemas['WhoCanAnswer']): string =>
  `${another ? '另一位' : ''}${unitName ?? ''}${unitName === null ? '' : ' '}${roleName}`;

interface WhoCanDoProps {
  who: readonly Schemas['WhoCanAnswer'][] | undefined;
  can?: string;
}

/** Whom to ask instead, as the refusal names them. */
export const WhoCanDo = ({ who, can = '可办理' }: WhoCanDoProps) =>
  who === undefined || who.length === 0 ? null : (
    <div className="who-can">
      {can}：{who.map(whoOf).join('；')}
    </div>
  );
