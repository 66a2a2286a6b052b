import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Grid, Input, Radio, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { send, write } from '../../api/client';
import { useIntent } from '../../api/intent';
import { useCodes } from '../../api/reading';
import { errorAt, errorsOf } from '../../forms/errors';
import { SchemaForm } from '../../forms/SchemaForm';
import type { FieldSchema, Values } from '../../forms/schema';
import { Effects } from '../../shared/commands/Effects';
import type { PreviewAnswer } from '../../shared/commands/form-answer';
import { useDraft } from '../../shared/draft';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { CasePicker } from './CasePicker';

interface Opening {
  act?: string;
  /** Whom it speaks to: a unit or a subject. */
  kind: 'subjectId' | 'unitId';
  addressee: Values;
  cases: { value: string; label: string }[];
  reason: string;
}

const KINDS = [
  { value: 'subjectId', label: '责任主体' },
  { value: 'unitId', label: '单位' },
] as const;

const PICKED: Readonly<Record<Opening['kind'], FieldSchema>> = {
  subjectId: { properties: { subjectId: { title: '责任主体', 'x-widget': 'subject' } }, required: ['subjectId'] },
  unitId: { properties: { unitId: { title: '单位', 'x-widget': 'unit' } }, required: ['unitId'] },
};

const bodyOf = ({ act, kind, addressee, cases, reason }: Opening): object => ({
  act,
  addressee: { [kind]: addressee[kind] },
  caseIds: cases.map(({ value }) => value),
  reason,
});

/** Proposes a 督办, 约谈 or 通报 by hand; who may, and what is missing, says the API. */
export const OpenEscalation = ({ onClose }: { onClose(): void }) => {
  const acts = useCodes('escalation-act');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const intent = useIntent();
  const { message } = App.useApp();
  const draft = useDraft<Opening>('escalations/open', { kind: 'subjectId', addressee: {}, cases: [], reason: '' });
  const [error, setError] = useState<unknown>(null);
  const [preview, setPreview] = useState<PreviewAnswer>();
  const [isSending, setSending] = useState(false);
  const isWide = Grid.useBreakpoint().md !== false;
  const { value } = draft;
  const errors = errorsOf(error);

  const change = (next: Partial<Opening>): void => {
    draft.change({ ...value, ...next });
    setPreview(undefined);
  };
  const guarded = async (work: (body: object) => Promise<void>): Promise<void> => {
    setSending(true);
    setError(null);
    try {
      await work(bodyOf(value));
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  const open = async (body: object): Promise<void> => {
    const answer = await write('/api/v1/escalations', { body, key: intent.keyFor(body) });
    intent.done();
    draft.clear();
    await queries.invalidateQueries();
    void message.success('已提请，等待审批');
    await navigate(`/escalations/${encodeURIComponent((answer as { escalationId: string }).escalationId)}`);
  };
  const look = async (body: object): Promise<void> => {
    const response = await send('POST', '/api/v1/escalations?preview=true', { body });
    setPreview((await response.json()) as PreviewAnswer);
  };
  const item = (pointer: string) => {
    const wrong = errorAt(errors, pointer, true);
    return { required: true, validateStatus: wrong === undefined ? ('' as const) : ('error' as const), help: wrong };
  };

  return (
    <Drawer open title="提请督办、约谈、通报" size={isWide ? 560 : '100%'} onClose={onClose} mask={{ closable: false }}>
      <div className="command-form">
        <p className="muted">对一个单位或责任主体，就一起或几起隐患提请；经审批后制发文书。</p>
        <Form layout="vertical" component="div" className="schema-form">
          <Form.Item label="种类" {...item('/act')}>
            <Radio.Group
              options={acts}
              value={value.act}
              onChange={({ target }) => {
                change({ act: String(target.value) });
              }}
            />
          </Form.Item>
          <Form.Item label="对象" {...item('/addressee')}>
            <Radio.Group
              options={[...KINDS]}
              value={value.kind}
              onChange={({ target }) => {
                change({ kind: target.value as Opening['kind'] });
              }}
            />
          </Form.Item>
        </Form>
        <SchemaForm
          schema={PICKED[value.kind]}
          values={value.addressee}
          names={{}}
          change={(addressee) => {
            change({ addressee });
          }}
        />
        <Form layout="vertical" component="div" className="schema-form">
          <Form.Item label="所涉隐患" htmlFor="opening-cases" {...item('/caseIds')}>
            <CasePicker
              id="opening-cases"
              value={value.cases}
              change={(cases) => {
                change({ cases });
              }}
            />
          </Form.Item>
          <Form.Item label="提请理由" htmlFor="opening-reason" {...item('/reason')}>
            <Input.TextArea
              id="opening-reason"
              autoSize={{ minRows: 3, maxRows: 12 }}
              value={value.reason}
              onChange={({ target }) => {
                change({ reason: target.value });
              }}
            />
          </Form.Item>
        </Form>
        <Effects preview={preview} />
        <ProblemAlert error={error} />
        <Space className="form-buttons">
          <Button type="primary" loading={isSending} onClick={() => void guarded(open)}>
            提请
          </Button>
          <Button disabled={isSending} onClick={() => void guarded(look)}>
            预览办理结果
          </Button>
        </Space>
      </div>
    </Drawer>
  );
};
