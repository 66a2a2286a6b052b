import { Drawer, Grid } from 'antd';
import { useState } from 'react';
import type { CommonCommand, MarkedCase, Outcome } from './bulk';
import { BulkForm } from './BulkForm';
import { ChooseCommand } from './ChooseCommand';
import { Outcomes } from './Outcomes';

interface BulkDrawerProps {
  cases: readonly MarkedCase[];
  /** Which of them were not carried out. */
  onDone(failed: string[]): void;
  onClose(): void;
}

/** One command on several cases: which, what it asks, what became of each. */
export const BulkDrawer = ({ cases, onDone, onClose }: BulkDrawerProps) => {
  const isWide = Grid.useBreakpoint().md !== false;
  const [chosen, setChosen] = useState<CommonCommand>();
  const [outcomes, setOutcomes] = useState<Outcome[]>();
  return (
    <Drawer
      open
      title={`${chosen?.label ?? '成批办理'}：${String(cases.length)} 件`}
      size={isWide ? 560 : '100%'}
      onClose={onClose}
      mask={{ closable: outcomes !== undefined }}
    >
      {chosen === undefined && <ChooseCommand cases={cases} choose={setChosen} />}
      {chosen !== undefined && outcomes === undefined && (
        <BulkForm
          command={chosen}
          cases={cases}
          onBack={() => {
            setChosen(undefined);
          }}
          onDone={(given) => {
            setOutcomes(given);
            onDone(given.flatMap(({ caseId, reason }) => (reason === undefined ? [] : [caseId])));
          }}
        />
      )}
      {outcomes !== undefined && <Outcomes outcomes={outcomes} cases={cases} onClose={onClose} />}
    </Drawer>
  );
};
