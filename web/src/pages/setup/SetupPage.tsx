import { Alert, Button, Result, Spin } from 'antd';
import { useMemo, useState } from 'react';
import { Link, Navigate } from 'react-router';
import { useRead } from '../../api/reading';
import type { Schemas } from '../../api/typed';
import { SchemaForm } from '../../forms/SchemaForm';
import type { Values } from '../../forms/schema';
import { showField } from '../../forms/show-field';
import { useShownErrors } from '../../forms/useShownErrors';
import { bodyOf, initialValues, missingIn } from '../../forms/values';
import { Loaded } from '../../shared/Loaded';
import { ProblemAlert } from '../../shared/ProblemAlert';
import { useWrite } from '../../shared/body/useWrite';
import { sectionOf, setupSchema, setupSections } from './sections';

const address = '/api/v1/setup';

const SetupForm = ({ packs, onDone }: { packs: Schemas['OfferedPackAnswer'][]; onDone: (values: Values) => void }) => {
  const schema = useMemo(() => setupSchema(packs), [packs]);
  const [values, setValues] = useState<Values>(() => initialValues(schema));
  const [missing, setMissing] = useState<string[]>([]);
  const writing = useWrite();
  useShownErrors(writing.error);

  const send = async (): Promise<void> => {
    const empty = missingIn(schema, values);
    setMissing(empty);
    showField(empty[0]);
    if (empty.length > 0) return;
    if ((await writing.send(address, bodyOf(schema, values))) !== undefined) onDone(values);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {setupSections.map((section, n) => (
        <section key={section.title} className="setup-section">
          <h2>
            {n + 1}. {section.title}
          </h2>
          <p className="muted">{section.text}</p>
          <SchemaForm
            schema={sectionOf(schema, section)}
            values={values}
            change={setValues}
            names={{}}
            error={writing.error}
            missing={missing}
          />
        </section>
      ))}
      {missing.length > 0 && <Alert type="error" showIcon title="还有必填的内容没有填写，请看上面标红处" />}
      <ProblemAlert error={writing.error} />
      <Button type="primary" htmlType="submit" size="large" block loading={writing.isSending}>
        完成设置
      </Button>
    </form>
  );
};

const usernameIn = (values: Values, who: string): string => String((values[who] as Values)['username']);

/** The first thing that happens to an installation: its town and its first two people. */
const SetupPage = () => {
  const state = useRead('/api/v1/setup', {}, { staleMs: Number.POSITIVE_INFINITY });
  const [done, setDone] = useState<Values | null>(null);
  if (state.isLoading) return <Spin fullscreen />;
  if (state.data?.needed === false && done === null) return <Navigate to="/sign-in" replace />;
  return (
    <main className="sign-in">
      <section className="sign-in-card setup-card">
        <header>
          <img src="/icon.svg" alt="" width={44} height={44} />
          <div>
            <h1>首次设置</h1>
            <p>建立第一个镇和两个账号，大约两分钟</p>
          </div>
        </header>
        {done === null ? (
          <Loaded reading={state}>{({ packs }) => <SetupForm packs={packs} onDone={setDone} />}</Loaded>
        ) : (
          <Result
            status="success"
            title="设置完成"
            subTitle={`系统管理员的用户名是 ${usernameIn(done, 'administrator')}，专班主任的是 ${usernameIn(done, 'officeHead')}。请先以专班主任或系统管理员登录，新建人员并任命岗位：牵头单位、村居、执法队各至少一人，专班办公室至少两人（谁提请的、谁核实的，须由另一人审批）。`}
            extra={
              <Link to="/sign-in">
                <Button type="primary">去登录</Button>
              </Link>
            }
          />
        )}
      </section>
    </main>
  );
};

export default SetupPage;
