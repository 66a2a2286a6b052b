import { Fields } from '../Fields';
import type { WidgetProps } from '../FormField';
import { isValues } from '../schema';

/** An object inside a form. */
export const GroupField = ({ schema, value, change, pointer }: WidgetProps) => (
  <div className="group">
    <Fields schema={schema} values={isValues(value) ? value : {}} change={change} at={pointer} />
  </div>
);
