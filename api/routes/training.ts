import { plusMs, parseInstant, type Instant } from '../../domain/clock/instant';
import { ClockMovedAnswer, TrainingAccountsAnswer, TrainingClockAnswer } from '../answers/training';
import type { AppDeps } from '../deps';
import { MoveClockBody } from '../dto/training';
import { parseBodyAs } from '../parse';
import { invalidField } from '../problem';
import type { Route } from '../route';
import type { TrainingClock } from '../training-clock';

/** A town's year is walked through in a minute; a slip of the pen in the year must not take an hour. */
const farthestMs = 3 * 366 * 86_400_000;

const aimOf = async ({ to, step }: MoveClockBody, clock: TrainingClock): Promise<Instant | null> => {
  if ((to === undefined) === (step === undefined))
    throw invalidField('/to', 'one-of', '请给出 to（移到的时刻）或 step（值为 next，移到下一个时限），二者取一');
  if (to === undefined) return (await clock.next())?.dueAt ?? null;
  const now = clock.now();
  const aim = parseInstant(to) ?? now;
  if (aim < now) throw invalidField('/to', 'not-forward', `演练时钟只能向前移：现为 ${now}`);
  if (aim > plusMs(now, farthestMs)) throw invalidField('/to', 'too-far', '一次最多向前移三年，请分几次移动');
  return aim;
};

/** For training and acceptance: demo mode on a clock moved by hand. It listens on loopback only, so nobody signs in for it. */
export const trainingRoutes = ({ training }: AppDeps): Route[] =>
  training === undefined
    ? []
    : [
        {
          method: 'get',
          path: '/demo/clock',
          summary: '演练时钟：现在的时刻与下一个到期的时限',
          description:
            '只在按日历走的演练镇提供，只在本机可用，无须登录。时钟停着不走，直到被移动；会话、令牌仍按真实时间失效。',
          access: 'public',
          success: { status: 200, description: '时刻', answer: TrainingClockAnswer },
          async handle(_request, response) {
            const answer: TrainingClockAnswer = { now: training.now(), next: await training.next() };
            response.json(answer);
          },
        },
        {
          method: 'post',
          path: '/demo/clock',
          summary: '向前移动演练时钟，其间到期的时限依次在各自的时刻触发',
          description:
            '给出 to（移到的时刻）或 step（next，移到下一个时限），二者取一；只能向前，一次最多三年。没有下一个时限时不移动。只在本机可用，无须登录。',
          access: 'public',
          body: MoveClockBody,
          success: { status: 200, description: '移到的时刻与触发的时限', answer: ClockMovedAnswer },
          async handle(request, response) {
            const aim = await aimOf(await parseBodyAs(MoveClockBody, request), training);
            const fired = aim === null ? [] : await training.moveTo(aim);
            const answer: ClockMovedAnswer = { now: training.now(), fired };
            response.json(answer);
          },
        },
        {
          method: 'get',
          path: '/demo/accounts',
          summary: '演练账号：可以用谁的身份登录',
          description: '只在按日历走的演练镇提供，只在本机可用，无须登录。人员都是虚构的，密码是公开的。',
          access: 'public',
          success: { status: 200, description: '演练镇的账号', answer: TrainingAccountsAnswer },
          handle(_request, response) {
            const answer: TrainingAccountsAnswer = { items: [...training.accounts] };
            response.json(answer);
          },
        },
      ];
