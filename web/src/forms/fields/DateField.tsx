import { Button, DatePicker, Space } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { instantOf, minuteOf } from '../../shared/dates';
import type { WidgetProps } from '../widget';

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A civil date. */
export const DateField = ({ id, schema, value, change }: WidgetProps) => (
  <DatePicker
    id={id}
    {...(schema.formatMinimum === undefined ? {} : { minDate: dayjs(schema.formatMinimum) })}
    {...(schema.formatMaximum === undefined ? {} : { maxDate: dayjs(schema.formatMaximum) })}
    value={asText(value) === '' ? null : dayjs(asText(value))}
    onChange={(day: Dayjs | null) => {
      change(day?.format('YYYY-MM-DD'));
    }}
  />
);

/** An instant, picked on the wall clock in Shanghai whatever the zone of the machine is. */
export const InstantField = ({ id, value, change }: WidgetProps) => (
  <Space>
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm' }}
      format="YYYY-MM-DD HH:mm"
      showNow={false}
      value={asText(value) === '' ? null : dayjs(minuteOf(asText(value)))}
      onChange={(moment: Dayjs | null) => {
        change(moment === null ? undefined : instantOf(moment.format('YYYY-MM-DD HH:mm')));
      }}
    />
    <Button
      onClick={() => {
        change(instantOf(minuteOf(Date.now())));
      }}
    >
      现在
    </Button>
  </Space>
);
