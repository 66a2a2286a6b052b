import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useState } from 'react';
import { read, write } from '../../api/client';
import { useIntent } from '../../api/intent';
import type { Schemas } from '../../api/typed';
import { SchemaForm } from '../../forms/SchemaForm';
import { bodyOf, initialValues, missingIn } from '../../forms/values';
import { Loaded } from '../Loaded';
import { ProblemAlert } from '../ProblemAlert';
import { outcomesOf, type CommonCommand, type CommonForm, type MarkedCase, type Outcome } from './bulk';
import { LeftCases } from './LeftCases';

interface BulkFormProps {
  command: CommonCommand;
  cases: readonly MarkedCase[];
  onBack(): void;
  onDone(outcomes: Outcome[]): void;
}

/** Sends one command for many cases, once however often it is clicked; all that is shown is read again. */
const useBatch = () => {
  const queries = useQueryClient();
  const intent = useIntent();
  const [error, setError] = useState<unknown>(null);
  const [isSending, setSending] = useState(false);
  return {
    error,
    isSending,
    send: async (batch: object): Promise<Schemas['CaseBatchAnswer'] | undefined> => {
      setSending(true);
      setError(null);
      try {
        const answer = await write('/api/v1/cases/batch', { body: batch, key: intent.keyFor(batch) });
        intent.done();
        void queries.invalidateQueries();
        return answer as Schemas['CaseBatchAnswer'];
      } catch (failure) {
        setError(failure);
        return undefined;
      } finally {
        setSending(false);
      }
    },
  };
};

/** Fields of the common body are named below it in the refusal of a batch. */
const ofBody = (pointer: string): string => pointer.replace(/^\/body/, '');

const Filling = ({ form, cases, onBack, onDone }: Omit<BulkFormProps, 'command'> & { form: CommonForm }) => {
  const { schema, left } = form;
  const [values, setValues] = useState(() => initialValues(schema));
  const [missing, setMissing] = useState<string[]>([]);
  const batch = useBatch();
  const submit = async (): Promise<void> => {
    const empty = missingIn(schema, values);
    setMissing(empty);
    if (empty.length > 0) return;
    const answer = await batch.send({ command: form.command, body: bodyOf(schema, values), cases: form.cases });
    if (answer !== undefined) onDone(outcomesOf(answer.results, left));
  };
  return (
    <div className="command-form">
      <p className="muted">{form.does}所填内容用于选中的每一件，逐件办理、逐件答复。</p>
      <LeftCases left={left} cases={cases} />
      <SchemaForm
        schema={schema}
        values={values}
        names={form.names}
        warnings={form.warnings}
        error={batch.error}
        pointerOf={ofBody}
        missing={missing}
        change={setValues}
      />
      <ProblemAlert error={batch.error} />
      <Space className="form-buttons">
        <Button type="primary" loading={batch.isSending} onClick={() => void submit()}>
          {form.label} {form.cases.length} 件
        </Button>
        <Button disabled={batch.isSending} onClick={onBack}>
          换一个事项
        </Button>
      </Space>
    </div>
  );
};

/** What a command asks that is given on several cases; filled in once. */
export const BulkForm = ({ command: { command, act }, ...props }: BulkFormProps) => {
  const query = { caseIds: props.cases.map(({ caseId }) => caseId), ...(act === undefined ? {} : { act }) };
  const reading = useQuery({
    queryKey: ['bulk-form', command, query],
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) =>
      (await read('/api/v1/cases/commands/{command}/form', { path: { command }, query }, signal)) as CommonForm,
  });
  return <Loaded reading={reading}>{(form) => <Filling form={form} {...props} />}</Loaded>;
};
