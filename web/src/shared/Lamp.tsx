/** Each lamp has a shape and a word of its own, so that it is never colour alone. */
const LAMPS = {
  green: { mark: '●', word: '正常' },
  yellow: { mark: '▲', word: '将到期' },
  red: { mark: '■', word: '已逾期' },
  none: { mark: '‖', word: '未计时' },
} as const;

export type LampCode = keyof typeof LAMPS;

const isLamp = (code: string): code is LampCode => Object.hasOwn(LAMPS, code);

export const lampOf = (code: string | null | undefined): LampCode =>
  code !== null && code !== undefined && isLamp(code) ? code : 'none';

/** The state of a clock: shape, colour and, unless `word` is given instead, its word. */
export const Lamp = ({ code, word }: { code: string | null | undefined; word?: string }) => {
  const lamp = lampOf(code);
  return (
    <span className={`lamp lamp-${lamp}`}>
      <span className="lamp-mark" aria-hidden="true">
        {LAMPS[lamp].mark}
      </span>
      {word ?? LAMPS[lamp].word}
    </span>
  );
};
