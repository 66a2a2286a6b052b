import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api/client';
import { useCodes, useRead } from '../api/reading';
import type { Schemas } from '../api/typed';
import { dayInWords, dayOf, minuteOf } from '../shared/dates';
import { forgetDrafts } from '../shared/draft';
import { useMe } from './session';
import './training.css';

const dayMs = 86_400_000;

/** `2025年9月15日 周一 09:00` */
const inWords = (instant: string): string => `${dayInWords(dayOf(instant))} ${minuteOf(instant).slice(-5)}`;

/** Who somebody is in the choice of roles. */
const optionOf = ({ username, name, roleName, unitName }: Schemas['TrainingAccountAnswer']) => ({
  value: username,
  label: [name, roleName, unitName].filter((one) => one !== '').join(' · '),
});

/** In a training town: its date, a step to the next deadline, and as whom one acts. */
const TrainingBar = () => {
  const { person } = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const clock = useRead('/demo/clock', {});
  const accounts = useRead('/demo/accounts', {}, { staleMs: Number.POSITIVE_INFINITY }).data?.items ?? [];
  const names = new Map(useCodes('clock').map(({ value, label }) => [value, label]));
  const [isMoving, setMoving] = useState(false);

  const doing = async (work: () => Promise<void>): Promise<void> => {
    setMoving(true);
    try {
      await work();
    } catch (error) {
      void message.error(error instanceof Error ? error.message : '没有成功');
    }
    setMoving(false);
  };

  const move = (aim: { step: 'next' } | { to: string }): Promise<void> =>
    doing(async () => {
      const moved = (await (await send('POST', '/demo/clock', { body: aim })).json()) as Schemas['ClockMovedAnswer'];
      await queries.invalidateQueries();
      const fired = [...new Set(moved.fired.map((one) => names.get(one.clock) ?? one.clock))];
      void message.info(
        `现在是 ${inWords(moved.now)}。${fired.length === 0 ? '其间没有时限触发。' : `触发：${fired.join('、')}。`}`,
      );
    });

  const become = (username: string): Promise<void> =>
    doing(async () => {
      const account = accounts.find((one) => one.username === username);
      if (account === undefined) return;
      await send('POST', '/api/v1/session', { body: { username, password: account.password } });
      forgetDrafts();
      await navigate('/');
      await queries.resetQueries();
    });

  if (clock.data === undefined) return null;
  const { now, next } = clock.data;
  return (
    <section className="training" aria-label="演练">
      <strong>演练</strong>
      <span className="training-now">{inWords(now)}</span>
      <Button
        size="small"
        type="primary"
        loading={isMoving}
        disabled={next === null}
        onClick={() => void move({ step: 'next' })}
      >
        到下一个时限
      </Button>
      <Button
        size="small"
        disabled={isMoving}
        onClick={() => void move({ to: new Date(Date.parse(now) + dayMs).toISOString() })}
      >
        过一天
      </Button>
      <span className="training-next">
        {next === null
          ? '目前没有等待到期的时限'
          : `下一个：${inWords(next.dueAt)}（${names.get(next.clock) ?? next.clock}）`}
      </span>
      <Select
        size="small"
        className="training-role"
        aria-label="切换角色"
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        disabled={isMoving}
        value={person.username}
        options={accounts.map(optionOf)}
        onChange={(username: string) => void become(username)}
      />
    </section>
  );
};

export default TrainingBar;
