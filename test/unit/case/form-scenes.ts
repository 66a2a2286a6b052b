import { caseForm } from '../../../domain/case/forms';
import type { Form, FormAsked, Known } from '../../../domain/form';
import { baihe } from './baihe-town';
import type { Play } from './play';

const known: Known = { subjectIds: ['s2'], photosBefore: ['vgg-1'], evidence: ['ens-1'] };

/** A form with the candidates for what has been chosen already. */
const forChoice = ({ fields, ...form }: Form, chosen: Record<string, string>): object => ({
  ...form,
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, { among, ...field }]) => [
      name,
      { ...field, ...(among && { among: typeof among === 'function' ? among(chosen[field.of ?? ''] ?? '') : among }) },
    ]),
  ),
});

const CHARGING = { hazardType: 'charging-site-fire' };
/** What a person is asked for a command, where a charging site has been chosen unless it is said otherwise. */
export const formOf = (
  play: Play,
  personId: string,
  asked: FormAsked,
  chosen: Record<string, string> = CHARGING,
): object => forChoice(caseForm(play.file, play.contextOf(personId), known, asked), chosen);

/** Words are for people: that there are some is what is looked at. */
export const help: unknown = expect.any(String);
export const types = baihe.hazardTypes.map(({ id }) => id);
export const GRADING = {
  hazardType: { among: types, default: 'charging-site-fire' },
  domain: { of: 'hazardType', among: ['fire'], filled: true },
  clauseId: { of: 'hazardType', among: ['baihe-charging-site', 'xiaofang-16'], filled: true },
};

/** The units of the town in the order of the pack, and those of the district. */
export const UNITS = [
  ...['baihe', 'zhuanban', 'chengyun', 'dangzheng', 'pingan', 'shefa', 'dangqun', 'jingxi', 'chengjian', 'guibao'],
  ...['shegong', 'jingfaban', 'jingfazhongxin', 'caizheng', 'weisheng', 'zhifa', 'paichusuo', 'shichangsuo'],
  ...['xiaofangdui', 'touzi', 'wuye', 'zichan', 'lvhua', 'nongye', 'chengjian-gongsi', 'ranqi', 'cunju', 'meiqiao'],
];
export const OF_DISTRICT = ['qu-jianguan', 'qu-xiaofang', 'qu-yingji'];
