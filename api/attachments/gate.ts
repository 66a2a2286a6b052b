import { Problem } from '../problem';

const mostAtOnce = 16;
const mostOfOne = 3;

/** Uploads under way, by person. What is received lies in memory, so their number is bounded before a byte is read. */
export interface UploadGate {
  /** Runs the upload of a person. @throws Problem 429 where he has too many under way, 503 where all together have */
  pass<T>(personId: string, work: () => Promise<T>): Promise<T>;
}

const headers = { 'Retry-After': '5', Connection: 'close' };

export const createUploadGate = (): UploadGate => {
  const under = new Map<string, number>();
  let all = 0;
  return {
    async pass(personId, work) {
      const own = under.get(personId) ?? 0;
      if (own >= mostOfOne)
        throw new Problem('rate-limited', `您同时上传的文件已达 ${mostOfOne} 个，请等前面的上传完成后再试。`, {
          headers,
        });
      if (all >= mostAtOnce)
        throw new Problem('dependency-down', '上传的人较多，图片处理繁忙，请几秒后重试。', { headers });
      under.set(personId, own + 1);
      all += 1;
      try {
        return await work();
      } finally {
        all -= 1;
        const left = (under.get(personId) ?? 1) - 1;
        if (left === 0) under.delete(personId);
        else under.set(personId, left);
      }
    },
  };
};
