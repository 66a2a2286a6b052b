import type { Schemas } from '../../api/typed';
import type { FieldSchema } from '../../forms/schema';
import { bodySchema } from '../../shared/body/bodies';

interface Section {
  title: string;
  text: string;
  fields: readonly string[];
}

/** What is asked, why, and in which order. */
export const setupSections: readonly Section[] = [
  {
    title: '确认是您在安装',
    text: '在启动本服务的窗口里找“首次启动，请在网页上用此一次性令牌完成设置”这一行，冒号后面的一串字符就是初始化令牌，请复制到这里。作为系统服务在后台运行的，这一行在服务的日志里；找不到的，请安装人员重新启动一次，会另给一个新的，原来的作废。',
    fields: ['setupToken'],
  },
  {
    title: '镇和政策',
    text: '政策包是按一份正式通知整理的规则：隐患类型、时限和分工都由它定。镇里的单位按它建立，以后可以增减。',
    fields: ['packId', 'town'],
  },
  {
    title: '系统管理员',
    text: '管账号、单位和参数，不办理隐患。密码请当面交给本人，或由本人在此填写。',
    fields: ['administrator'],
  },
  {
    title: '专班主任',
    text: '本镇专班办公室的负责人，办理隐患，并为本镇的人员任命岗位；须与系统管理员是两个人。',
    fields: ['officeHead'],
  },
];

/** A code for a town from what its pack is called: `baihe` of `baihe-2025`. */
const codeFrom = (packId: string): string => packId.replace(/-\d+$/, '');

/** The body of the set-up with the packs by their names. */
export const setupSchema = (packs: readonly Schemas['OfferedPackAnswer'][]): FieldSchema => {
  const [first] = packs;
  const schema = bodySchema('post /api/v1/setup', {
    choices: {
      packId: packs.map(({ packId, title, version }) => ({ const: packId, title: `${title}（${version}）` })),
    },
    ...(packs.length === 1 && first !== undefined ? { defaults: { packId: first.packId } } : {}),
  });
  const { town = {}, ...others } = schema.properties ?? {};
  const { townId = {}, districtName = {}, issuerCode = {}, ...named } = town.properties ?? {};
  const code: FieldSchema = {
    ...townId,
    default: codeFrom(first?.packId ?? 'town'),
    description: '只在接口和编号中使用，一般不必改动。',
  };
  const fields = {
    ...named,
    districtName: { ...districtName, description: '区政府的名称，如“青浦区人民政府”。' },
    issuerCode: { ...issuerCode, description: '以镇政府名义制发的文书的编号字头；暂不清楚的可以不填。' },
    townId: code,
  };
  return { ...schema, properties: { ...others, town: { ...town, properties: fields } } };
};

/** The part of the body that a section asks for. */
export const sectionOf = (schema: FieldSchema, { fields }: Section): FieldSchema => ({
  ...schema,
  properties: Object.fromEntries(fields.map((name) => [name, schema.properties?.[name] ?? {}])),
});
