import CheckCircleFilled from '@ant-design/icons/CheckCircleFilled';
import { Button } from 'antd';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { photosIn, type Hazard } from './visit';

interface HazardsProps {
  hazards: readonly Hazard[];
  activeId: string | undefined;
  errors: Readonly<Record<string, unknown>>;
  /** Those in which something is still asked for. */
  isIncomplete(hazard: Hazard): boolean;
  open(hazard: Hazard): void;
  remove(hazard: Hazard): void;
}

const titleOf = ({ values }: Hazard): string =>
  typeof values['title'] === 'string' && values['title'] !== '' ? values['title'] : '（未填写）';

const stateOf = (hazard: Hazard, isActive: boolean, isIncomplete: boolean): string => {
  if (hazard.sent !== undefined) return '已上报';
  if (isActive) return '正在填写';
  return isIncomplete ? '还没填完' : `照片 ${String(photosIn(hazard.values).length)} 张`;
};

/** The hazards of a visit; one of them is being filled in. */
export const Hazards = ({ hazards, activeId, errors, isIncomplete, open, remove }: HazardsProps) => {
  const waiting = hazards.filter(({ sent }) => sent === undefined);
  return (
    <section className="panel" aria-label="本次发现的隐患">
      <h2>本次发现 {hazards.length} 处</h2>
      <ol className="report-hazards">
        {hazards.map((hazard) => {
          const isActive = hazard.id === activeId;
          return (
            <li key={hazard.id} aria-current={isActive}>
              <div className="report-hazard">
                <span className="report-hazard-title">
                  {hazard.sent !== undefined && <CheckCircleFilled className="done" />} {titleOf(hazard)}
                  <span className="muted"> {stateOf(hazard, isActive, isIncomplete(hazard))}</span>
                </span>
                {hazard.sent === undefined && !isActive && (
                  <Button
                    size="small"
                    onClick={() => {
                      open(hazard);
                    }}
                  >
                    填写
                  </Button>
                )}
                {hazard.sent === undefined && waiting.length > 1 && (
                  <Button
                    size="small"
                    aria-label={`删除：${titleOf(hazard)}`}
                    onClick={() => {
                      remove(hazard);
                    }}
                  >
                    删除
                  </Button>
                )}
              </div>
              <ProblemAlert error={errors[hazard.id]} />
            </li>
          );
        })}
      </ol>
    </section>
  );
};
