import { useForm, type WidgetProps } from '../widget';
import { isValues } from '../schema';

/** An object inside a form. */
export const GroupField = ({ schema, value, change, pointer }: WidgetProps) => {
  const { Fields } = useForm();
  return (
    <div className="group">
      <Fields schema={schema} values={isValues(value) ? value : {}} change={change} at={pointer} />
    </div>
  );
};
