import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useAddress } from '../../../shared/address';
import { dayOf, instantOf, minuteOf } from '../../../shared/dates';
import type { CaseFile } from '../file';

/** Shows the case as it was at a time; the choice stands in the address. */
export const AsOfChoice = ({ file }: { file: CaseFile }) => {
  const address = useAddress();
  const asOf = address.get('asOf');
  return (
    <DatePicker
      aria-label="查看当时的情况"
      placeholder="查看当时的情况"
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      showNow={false}
      minDate={dayjs(dayOf(file.reportedAt))}
      value={asOf === '' ? null : dayjs(minuteOf(asOf))}
      onChange={(moment: Dayjs | null) => {
        address.set({ asOf: moment === null ? '' : instantOf(moment.format('YYYY-MM-DD HH:mm')) });
      }}
    />
  );
};
