import { Alert } from 'antd';
import { useParams } from 'react-router';
import { useLog } from '../../api/log';
import { useRead } from '../../api/reading';
import { usePageTitle } from '../../app/title';
import { useAddress } from '../../shared/address';
import { minuteOf } from '../../shared/dates';
import { Acts } from '../../shared/commands/Acts';
import { Loaded } from '../../shared/Loaded';
import { Papers } from '../../shared/papers/Papers';
import { CaseHead } from './CaseHead';
import { ClockPanel } from './clocks/ClockPanel';
import { Evidence } from './Evidence';
import { Facts } from './Facts';
import { History } from './history/History';
import { Proposals } from './Proposals';
import { Related } from './Related';
import type { CaseFile } from './file';

const AsOf = ({ file, asOf }: { file: CaseFile; asOf: string }) => {
  const address = useAddress();
  return (
    <Alert
      banner
      type="info"
      title={`以下是 ${minuteOf(asOf)} 时的情况，共 ${String(file.version)} 条记录。`}
      closable={{
        onClose: () => {
          address.set({ asOf: '' });
        },
      }}
    />
  );
};

const Case = ({ file, isPast }: { file: CaseFile; isPast: boolean }) => {
  const of = { stream: 'cases', id: file.caseId } as const;
  const log = useLog(of);
  return (
    <>
      <CaseHead file={file}>{!isPast && <Acts {...of} file={file} />}</CaseHead>
      <div className="case-columns">
        <div className="case-main">
          <Facts file={file} />
          <Evidence file={file} log={log.data} />
          <Papers of={of} file={file} papers={file.papers ?? []} />
        </div>
        <div className="case-side">
          <ClockPanel file={file} log={log.data} />
          <Proposals file={file} />
          <Related file={file} />
        </div>
      </div>
      <History file={file} reading={log} />
    </>
  );
};

/** One case: what it is, what runs, what may be done, what happened. */
const CasePage = () => {
  const { caseId = '' } = useParams();
  const asOf = useAddress().get('asOf');
  const reading = useRead('/api/v1/cases/{caseId}', {
    path: { caseId },
    query: { evidence: true, ...(asOf === '' ? {} : { asOf }) },
  });
  usePageTitle(reading.data?.number ?? reading.data?.title);
  return (
    <Loaded reading={reading}>
      {(file) => (
        <>
          {asOf !== '' && <AsOf file={file} asOf={asOf} />}
          <Case file={file} isPast={asOf !== ''} />
        </>
      )}
    </Loaded>
  );
};

export default CasePage;
