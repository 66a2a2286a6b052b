import { Card, Descriptions, Select, Tabs } from 'antd';
import { useRead } from '../../api/reading';
import type { Explained, Schemas } from '../../api/typed';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';
import { Loaded } from '../../shared/Loaded';
import { PageHead } from '../registers/PageHead';
import { Clauses, HazardTypes, Routing } from './PackContents';
import { Rules } from './PackRules';
import { TownPolicy } from './TownPolicy';

export type Pack = Schemas['PackAnswer'] & Pick<Explained, 'labels'>;

const PackCards = ({ pack }: { pack: Pack }) => {
  const address = useAddress();
  const { basis } = pack;
  return (
    <>
      <Card title={`${pack.title} ${pack.version}`} className="panel-card">
        <Descriptions column={{ xs: 1, md: 2 }} size="small">
          <Descriptions.Item label="依据">{basis.title}</Descriptions.Item>
          <Descriptions.Item label="文号">{basis.documentNumber}</Descriptions.Item>
          <Descriptions.Item label="发文机关">{basis.issuer}</Descriptions.Item>
          <Descriptions.Item label="印发日期">{basis.issuedOn}</Descriptions.Item>
        </Descriptions>
      </Card>
      <Card>
        <Tabs
          activeKey={address.get('tab') || 'rules'}
          onChange={(tab) => {
            address.set({ tab });
          }}
          items={[
            { key: 'rules', label: '时限与递进措施', children: <Rules pack={pack} /> },
            { key: 'clauses', label: '条款', children: <Clauses pack={pack} /> },
            { key: 'types', label: '隐患类型', children: <HazardTypes pack={pack} /> },
            { key: 'routing', label: '分工', children: <Routing pack={pack} /> },
          ]}
        />
      </Card>
    </>
  );
};

const OnePack = ({ packId, version }: { packId: string; version: string }) => {
  const reading = useRead('/api/v1/policies/{packId}', {
    path: { packId },
    query: { ...(version === '' ? {} : { version }) },
  });
  return <Loaded reading={reading}>{(pack) => <PackCards pack={pack} />}</Loaded>;
};

/** The policy packs: their rules in words beside where they come from, and which version each town goes by. */
const PacksPage = () => {
  const me = useMe();
  const address = useAddress();
  const policies = useRead('/api/v1/policies', {});
  const towns = useRead('/api/v1/towns', {});
  return (
    <>
      <PageHead title="政策包" />
      <Loaded reading={towns}>
        {({ items }) => (
          <>
            {items
              .filter(({ townId }) => me.townIds.includes(townId))
              .map((town) => (
                <TownPolicy key={town.townId} town={town} packs={policies.data?.items ?? []} />
              ))}
            <Loaded reading={policies}>
              {({ items: packs }) => {
                const packId = address.get('pack') || (items[0]?.packId ?? packs[0]?.packId ?? '');
                const pack = packs.find((one) => one.packId === packId);
                const version =
                  address.get('version') || (items.find((one) => one.packId === packId)?.packVersion ?? '');
                return (
                  <>
                    <div className="filters">
                      <Select
                        aria-label="政策包"
                        className="pack-choice"
                        value={packId}
                        options={packs.map((one) => ({ value: one.packId, label: one.title }))}
                        onChange={(next) => {
                          address.set({ pack: next, version: '' });
                        }}
                      />
                      <Select
                        aria-label="版本"
                        value={version || pack?.version || ''}
                        options={(pack?.versions ?? []).map((one) => ({ value: one, label: `${one} 版` }))}
                        onChange={(next) => {
                          address.set({ version: next });
                        }}
                      />
                    </div>
                    {packId !== '' && <OnePack packId={packId} version={version} />}
                  </>
                );
              }}
            </Loaded>
          </>
        )}
      </Loaded>
    </>
  );
};

export default PacksPage;
