import { Alert, Button, Card } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/typed';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import type { Adjusted, BodyKey } from '../../shared/body/bodies';
import { minuteOf } from '../../shared/dates';

type Act = Schemas['SubjectReadAnswer']['allowedActs'][number];

interface RegisterActsProps {
  /** What it is called here, such as `责任主体`. */
  kind: string;
  name: string;
  version: number;
  allowedActs: readonly Act[];
  /** Of the address: `subjectId` or `siteId`. */
  path: Record<string, string>;
  bodies: { amend: BodyKey; merge: BodyKey };
  /** Of the form that amends: what the register says now. */
  now: Readonly<Record<string, unknown>>;
  names: Readonly<Record<string, string>>;
  /** The field of the survivor, and what may be the same. */
  into: string;
  doubles: readonly string[];
}

/** Which form is open, and what the register said then. */
interface Opened {
  act: 'amend' | 'merge';
  version: number;
  now: Readonly<Record<string, unknown>>;
}

const TEXTS = {
  amend: '改为登记应有的样子，清空的项即不再登记。修改前的内容记入审计日志。',
  merge: '同一个登记了两次的，把重复的并入要保留的那一个。先看会有什么效果，再确认；合并后不能撤回。',
} as const;

/** Amending and merging, as far as the API allows them to who looks at it. */
export const RegisterActs = ({ kind, name, version, path, bodies, now, names, into, ...more }: RegisterActsProps) => {
  const { allowedActs, doubles } = more;
  // As it was read when the form was opened: what is read anew meanwhile is not what somebody looks at.
  const [opened, setOpened] = useState<Opened | null>(null);
  const act = opened?.act ?? null;
  const adjust = useMemo((): Adjusted => {
    if (opened?.act !== 'merge') return { defaults: opened?.now ?? {}, last: ['reason'] };
    return { proposed: { [into]: doubles.map((id) => ({ const: id, title: names[id] ?? '', 'x-suggested': true })) } };
  }, [opened, doubles, names, into]);
  const close = (): void => {
    setOpened(null);
  };
  return (
    <>
      {allowedActs.includes('amend') && (
        <Button
          onClick={() => {
            setOpened({ act: 'amend', version, now });
          }}
        >
          编辑
        </Button>
      )}
      {allowedActs.includes('merge') && (
        <Button
          onClick={() => {
            setOpened({ act: 'merge', version, now });
          }}
        >
          合并
        </Button>
      )}
      {opened !== null && (
        <BodyDrawer
          key={opened.act}
          title={act === 'amend' ? `修改${kind}：${name}` : `合并${kind}：把「${name}」并入`}
          intro={<p className="muted">{TEXTS[opened.act]}</p>}
          body={bodies[opened.act]}
          path={path}
          adjust={adjust}
          names={names}
          submit={act === 'amend' ? '保存' : '确认合并'}
          done={act === 'amend' ? '已修改' : '已合并'}
          onClose={close}
          {...(act === 'amend' ? { version: opened.version } : { previews: true, danger: true })}
        />
      )}
    </>
  );
};

/** That it was merged, with the way to what stands in its place. */
export const MergedInto = ({
  at,
  reason,
  to,
  children,
}: {
  at: string;
  reason: string;
  to: string;
  children: ReactNode;
}) => (
  <Alert
    type="warning"
    showIcon
    className="form-warning"
    title={
      <>
        已并入 <Link to={to}>{children}</Link>
      </>
    }
    description={`${minuteOf(at)} 合并，理由：${reason}`}
  />
);

interface DoublesProps {
  ids: readonly string[];
  names: Readonly<Record<string, string>>;
  addressOf(id: string): string;
}

/** What may be the same, for who may merge. */
export const Doubles = ({ ids, names, addressOf }: DoublesProps) =>
  ids.length === 0 ? null : (
    <Card title="可能重复登记" className="panel-card">
      {ids.map((id) => (
        <div key={id}>
          <Link to={addressOf(id)}>{names[id]}</Link>
        </div>
      ))}
    </Card>
  );
