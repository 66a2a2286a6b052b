import { Button } from 'antd';
import { useId } from 'react';
import type { Schemas } from '../api/typed';

/** An act as the API offers it. */
interface Offered<A extends string> {
  act: A;
  allowed: boolean;
  reason?: Schemas['NotTakenAnswer'];
}

interface OfferedActsProps<A extends string> {
  offered: readonly Offered<A>[];
  nameOf(act: A): string;
  primary?: A;
  isDangerous?(act: A): boolean;
  onPress(act: A): void;
}

/** Why, and of which acts: what is said of several stands once. */
const reasonsOf = <A extends string>(offered: readonly Offered<A>[]): [string, A[]][] => {
  const refused = offered.filter(({ allowed }) => !allowed);
  return [...Map.groupBy(refused, ({ reason }) => reason?.message ?? '')].map(([words, same]) => [
    words,
    same.map(({ act }) => act),
  ]);
};

/** The acts that there are on something; below them why some would not be taken, and who could do it. */
export const OfferedActs = <A extends string>({
  offered,
  nameOf,
  primary,
  isDangerous = () => false,
  onPress,
}: OfferedActsProps<A>) => {
  const id = useId();
  return (
    <div className="offered">
      <div className="offered-buttons">
        {offered.map(({ act, allowed }) => (
          <Button
            key={act}
            size="small"
            type={act === primary && allowed ? 'primary' : 'default'}
            danger={isDangerous(act) && allowed}
            aria-disabled={!allowed}
            {...(allowed ? {} : { className: 'not-allowed', 'aria-describedby': id })}
            onClick={() => {
              if (allowed) onPress(act);
            }}
          >
            {nameOf(act)}
          </Button>
        ))}
      </div>
      <div id={id}>
        {reasonsOf(offered).map(([words, acts]) => (
          <div key={words} className="why-not">
            不能{acts.map(nameOf).join('、')}：{words}
          </div>
        ))}
      </div>
    </div>
  );
};
