import type { Explained, Schemas } from '../api/typed';
import { labelIn, nameIn } from './words';

/** Who acted: the person with the post in which he did, or the system. */
export const PersonName = ({ of, signer }: { of: Explained; signer: Schemas['SignerAnswer'] | undefined }) => {
  if (signer === undefined) return null;
  if (signer.kind === 'system') return <span className="by-system">系统</span>;
  const { personId, post } = signer;
  return (
    <span>
      {nameIn(of, personId) || '（不公开）'}
      {post !== undefined && (
        <span className="muted">
          {' '}
          {nameIn(of, post.unitId)} {labelIn(of, 'role', post.role)}
        </span>
      )}
    </span>
  );
};
