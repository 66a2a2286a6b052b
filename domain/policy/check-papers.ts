import type { Pack } from './pack';
import { saysOrder } from './order-words';
import type { PackProblem } from './problem';

/** Roles that may hold a statutory power to order (authority.md 2). */
const ORDERING_ROLES = ['EFo', 'EFh', 'ST', 'DS'];
/** Roles that never issue a paper of the authorities. */
const OUTSIDE_ROLES = ['ENs', 'ENm', 'OW', 'EX', 'AU', 'SA', 'RP'];

/** A number begins with issuer code and type word; two pairs that read the same would count into one number (P17). */
const numberClashes = (pack: Pack): PackProblem[] => {
  const holders = new Map<string, string>();
  const codes = pack.units.flatMap(({ issuerCode }, i) => (issuerCode === undefined ? [] : [{ issuerCode, i }]));
  const repeatedCodes = codes
    .filter(({ issuerCode }, n) => codes.findIndex((other) => other.issuerCode === issuerCode) !== n)
    .map(({ issuerCode, i }) => ({
      code: 'paper-number-clash',
      path: ['units', i, 'issuerCode'],
      message: `文号机关代字重复：${issuerCode}`,
    }));
  const distinct = [...new Set(codes.map(({ issuerCode }) => issuerCode))];
  const clashes = pack.papers.flatMap((paper, i) => {
    const clash = distinct
      .map((code) => ({ head: `${code}${paper.typeWord}`, key: `${code}+${paper.title}` }))
      .find(({ head, key }) => {
        const holder = holders.get(head);
        holders.set(head, holder ?? key);
        return holder !== undefined;
      });
    return clash === undefined
      ? []
      : [
          {
            code: 'paper-number-clash',
            path: ['papers', i, 'typeWord'],
            message: `《${paper.title}》的文号“${clash.head}〔年〕号”与其他文书重复`,
          },
        ];
  });
  return [...repeatedCodes, ...clashes];
};

const words = (pack: Pack): PackProblem[] =>
  pack.papers.flatMap((paper, i) =>
    !paper.statutory && saysOrder(paper.title)
      ? [{ code: 'order-words', path: ['papers', i, 'title'], message: `《${paper.title}》不是法定文书，不得写“责令”` }]
      : [],
  );

const issuers = (pack: Pack): PackProblem[] =>
  pack.papers.flatMap((paper, i) =>
    paper.issuers.flatMap((role, j) => {
      const allowed = paper.statutory ? ORDERING_ROLES.includes(role) : !OUTSIDE_ROLES.includes(role);
      return allowed
        ? []
        : [
            {
              code: 'issuer-lacks-capacity',
              path: ['papers', i, 'issuers', j],
              message: `岗位 ${role} 无权出具《${paper.title}》`,
            },
          ];
    }),
  );

/** Numbers cannot repeat, and only who may order issues what orders. */
export const checkPapers = (pack: Pack): PackProblem[] => [...numberClashes(pack), ...words(pack), ...issuers(pack)];
