import { Button, Card } from 'antd';
import { useMemo, useState } from 'react';
import { useRead } from '../../api/reading';
import type { Explained, Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { BodyDrawer } from '../../shared/body/BodyDrawer';
import { minuteOf } from '../../shared/dates';
import { Loaded } from '../../shared/Loaded';
import { nameIn } from '../../shared/words';
import { CodeTag } from '../../shared/CodeTag';

type Policy = Schemas['TownPolicyAnswer'] & Explained;
type Move = Schemas['PolicyMoveAnswer'];

interface TownPolicyProps {
  town: Schemas['TownAnswer'];
  packs: readonly Schemas['PolicyAnswer'][];
}

const MoveRow = ({ policy, move, onDecide }: { policy: Policy; move: Move; onDecide: (() => void) | undefined }) => (
  <li>
    <CodeTag of={policy} list="policy-move-status" code={move.status} />
    {move.effectiveOn} 起用 {move.version} 版：{move.reason}
    <span className="muted">
      {' '}
      {nameIn(policy, move.proposedBy)} {minuteOf(move.proposedAt)} 提请
      {move.decidedBy !== undefined && `；${nameIn(policy, move.decidedBy)} 审批：${move.opinion ?? ''}`}
    </span>{' '}
    {onDecide !== undefined && (
      <Button size="small" type="primary" onClick={onDecide}>
        审批
      </Button>
    )}
  </li>
);

/** To another version, where there is one. */
const ProposeOther = ({ isOnly, onPress }: { isOnly: boolean; onPress(): void }) =>
  isOnly ? (
    <span className="muted">只载入了一个版本，没有可以改用的</span>
  ) : (
    <Button onClick={onPress}>提请改用其他版本</Button>
  );

const TownPolicyCard = ({ town, packs, policy }: TownPolicyProps & { policy: Policy }) => {
  const me = useMe();
  const [isProposing, setProposing] = useState(false);
  const [deciding, setDeciding] = useState<Move | null>(null);
  const { packId, version } = policy.current;
  const versions = packs.find((one) => one.packId === packId)?.versions ?? [];
  const adjust = useMemo(
    () => ({
      known: { packId },
      choices: {
        version: versions.map((one) => ({ const: one, title: one === version ? `${one}（现用）` : one })),
      },
    }),
    [packId, version, versions],
  );
  const decisions = useMemo(
    () => ({
      choices: {
        decision: [
          { const: 'approve', title: '批准' },
          { const: 'reject', title: '退回' },
        ],
      },
    }),
    [],
  );
  return (
    <Card
      title={`${town.name}：新立的隐患用 ${version} 版`}
      className="panel-card"
      extra={
        me.permissions.includes('propose-policy') && (
          <ProposeOther
            isOnly={versions.length < 2}
            onPress={() => {
              setProposing(true);
            }}
          />
        )
      }
    >
      {policy.moves.length === 0 ? (
        <span className="muted">建镇以来没有改用过。已上报的隐患始终按上报时的版本办理。</span>
      ) : (
        <ul className="plain">
          {policy.moves.map((move) => (
            <MoveRow
              key={move.moveId}
              policy={policy}
              move={move}
              onDecide={
                move.mayDecide
                  ? () => {
                      setDeciding(move);
                    }
                  : undefined
              }
            />
          ))}
        </ul>
      )}
      {isProposing && (
        <BodyDrawer
          title="提请改用政策包的另一版本"
          intro={<p>由镇分管领导审批后，自启用日起新立的隐患按新版本办理；已上报的不受影响。</p>}
          body="post /api/v1/towns/{townId}/policy"
          path={{ townId: town.townId }}
          adjust={adjust}
          submit="提请"
          done="已提请，等待镇分管领导审批"
          onClose={() => {
            setProposing(false);
          }}
        />
      )}
      {deciding !== null && (
        <BodyDrawer
          title={`审批：${deciding.effectiveOn} 起用 ${deciding.version} 版`}
          intro={<p>{deciding.reason}</p>}
          body="post /api/v1/towns/{townId}/policy/{moveId}/decide"
          path={{ townId: town.townId, moveId: deciding.moveId }}
          adjust={decisions}
          submit="提交审批意见"
          done="已审批"
          onClose={() => {
            setDeciding(null);
          }}
        />
      )}
    </Card>
  );
};

/** Which version of its pack a town goes by, how it came to that, and what waits to be decided. */
export const TownPolicy = (props: TownPolicyProps) => {
  const reading = useRead('/api/v1/towns/{townId}/policy', { path: { townId: props.town.townId } });
  return <Loaded reading={reading}>{(policy) => <TownPolicyCard {...props} policy={policy} />}</Loaded>;
};
