import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { send } from '../../api/client';
import { addressOf } from '../../api/typed';
import { useMe } from '../../app/session';
import type { Values } from '../../forms/schema';
import { showField } from '../../forms/show-field';
import { useShownErrors } from '../../forms/useShownErrors';
import { initialValues } from '../../forms/values';
import type { FormAnswer } from '../../shared/commands/form-answer';
import { Loaded } from '../../shared/Loaded';
import { RestoredDraft } from '../../shared/RestoredDraft';
import { SendButton } from '../../shared/SendButton';
import { nameIn } from '../../shared/words';
import '../../style/acts.css';
import { Hazards } from './Hazards';
import { Item } from './Item';
import { Photos } from './Photos';
import { ASKED_OF_HAZARD, missingOf, OF_PLACE, OF_VISIT, partOf, SELDOM, wrongAt } from './report-form';
import { Results } from './Results';
import { useSending } from './sending';
import { newHazard, photosIn, useVisit, type Hazard } from './visit';
import { Whence, Where } from './WhereAndWhence';

const mostHazards = 20;

const Visit = ({ form }: { form: FormAnswer }) => {
  const { schema } = form;
  const held = useVisit(initialValues(partOf(schema, [...OF_VISIT, ...SELDOM])));
  const { visit, restored } = held;
  const { hazards, mode } = visit;
  const waiting = hazards.filter(({ sent }) => sent === undefined);
  const [activeId, setActiveId] = useState<string>();
  const [isChecked, setChecked] = useState(false);
  const sending = useSending(schema, held);
  useShownErrors(Object.values(sending.errors)[0]);
  const active = waiting.find(({ id }) => id === activeId) ?? waiting.at(-1);
  if (active === undefined) return <Results held={held} />;

  const missingOfVisit = missingOf(schema, [...OF_PLACE[mode], ...OF_VISIT], visit.values);
  const missingIn = ({ values }: Hazard): string[] => missingOf(schema, ASKED_OF_HAZARD, values);
  const failed = waiting.filter(({ id }) => sending.errors[id] !== undefined);
  const submit = async (): Promise<void> => {
    setChecked(true);
    const incomplete = waiting.find((hazard) => missingIn(hazard).length > 0);
    if (incomplete !== undefined) setActiveId(incomplete.id);
    const [first] = incomplete === undefined ? missingOfVisit : missingIn(incomplete);
    if (first !== undefined) {
      showField(first);
      return;
    }
    await sending.sendAll();
    // What comes next is not wrong before it was begun.
    setChecked(false);
  };
  const add = (): void => {
    const hazard = newHazard();
    held.change((before) => ({ ...before, hazards: [...before.hazards, hazard] }));
    setActiveId(hazard.id);
    setChecked(false);
    window.scrollTo({ top: 0 });
  };

  const error = sending.errors[active.id];
  const ofVisit = {
    form,
    held,
    error: error ?? sending.errors[failed[0]?.id ?? ''],
    missing: isChecked ? missingOfVisit : [],
  };
  const missing = isChecked ? missingIn(active) : [];
  const changeActive = (next: (values: Values) => Values): void => {
    held.changeHazard(active.id, (one) => ({ ...one, values: next(one.values) }));
  };
  const photos = schema.properties?.['attachmentIds'];
  return (
    <>
      {restored && <RestoredDraft onDiscard={held.forget} />}
      {(hazards.length > 1 || failed.length > 0) && (
        <Hazards
          hazards={hazards}
          activeId={active.id}
          errors={sending.errors}
          isIncomplete={(hazard) => missingIn(hazard).length > 0}
          open={({ id }) => {
            setActiveId(id);
          }}
          remove={({ id }) => {
            held.change((before) => ({ ...before, hazards: before.hazards.filter((one) => one.id !== id) }));
          }}
        />
      )}
      {photos !== undefined && (
        <Photos
          key={active.id}
          label="现场照片"
          help={photos.description}
          ids={photosIn(active.values)}
          error={wrongAt('/attachmentIds', error, missing)}
          add={(id) => {
            changeActive((before) => ({ ...before, attachmentIds: [...photosIn(before), id] }));
          }}
          remove={(id) => {
            changeActive((before) => ({ ...before, attachmentIds: photosIn(before).filter((one) => one !== id) }));
          }}
        />
      )}
      <Where {...ofVisit} />
      <Item form={form} visit={visit} hazard={active} error={error} missing={missing} change={changeActive} />
      <Whence {...ofVisit} />
      <div className="report-send">
        <SendButton size="large" error={ofVisit.error} isSending={sending.isSending} onSend={() => void submit()}>
          {failed.length > 0
            ? `重新发送 ${String(waiting.length)} 处`
            : waiting.length > 1
              ? `上报 ${String(waiting.length)} 处隐患`
              : '上报'}
        </SendButton>
        <Button size="large" disabled={hazards.length >= mostHazards || sending.isSending} onClick={add}>
          同一地点再加一处
        </Button>
        {failed.length > 0 && <span className="report-error">有 {failed.length} 处没有上报成功，所填内容已保留。</span>}
      </div>
    </>
  );
};

/** Who reaches several towns says first in which one it is. */
const TownChoice = ({ change }: { change: (townId: string) => void }) => {
  const me = useMe();
  return (
    <section className="panel">
      <h2>先选择所在的镇</h2>
      <Select
        className="wide"
        aria-label="所在的镇"
        placeholder="所在的镇"
        options={me.townIds.map((townId) => ({
          value: townId,
          label: nameIn(me, townId),
        }))}
        onChange={change}
      />
    </section>
  );
};

/** Reports what was found: the photo first, then the place, then what it is. */
const ReportPage = () => {
  const { townIds } = useMe();
  const [townId, setTownId] = useState(townIds.length > 1 ? undefined : '');
  const reading = useQuery({
    queryKey: ['form', 'report', townId],
    enabled: townId !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      const response = await send('GET', addressOf('/api/v1/cases/form', { query: { townId } }), { signal });
      return (await response.json()) as FormAnswer;
    },
  });
  return (
    <div className="report">
      <h1 className="page-title">上报隐患</h1>
      {townId === undefined ? (
        <TownChoice change={setTownId} />
      ) : (
        <Loaded reading={reading}>
          {(form) => (
            <>
              {!form.allowed && (
                <Alert type="warning" showIcon title="您的岗位不能上报" description={form.reason?.message} />
              )}
              {form.allowed && <Visit form={form} />}
            </>
          )}
        </Loaded>
      )}
    </div>
  );
};

export default ReportPage;
