import { Fields } from '../../../forms/Fields';
import { othersThan, type EditorProps } from './editor';
import { OldPhotos } from './OldPhotos';
import { OrderedItems } from './OrderedItems';
import { Part } from './Part';

/** A re-check: the old photos beside the new ones, what was ordered item by item, then what was found. */
const RecheckEditor = ({ target, ...form }: EditorProps) => {
  const { schema, values, change } = form;
  return (
    <>
      <div className="old-and-new">
        <OldPhotos caseId={target.id} />
        <Part form={form} title="本次复查" names={['attachmentIds']} />
      </div>
      <OrderedItems
        caseId={target.id}
        findings={typeof values['findings'] === 'string' ? values['findings'] : ''}
        change={(findings) => {
          change({ ...values, findings });
        }}
      />
      <Part form={form} title="复查结论" names={['findings', 'result']} />
      <Fields {...form} only={othersThan(schema, ['attachmentIds', 'findings', 'result'])} />
    </>
  );
};

export default RecheckEditor;
