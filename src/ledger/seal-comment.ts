import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SiteKey, SiteKeys } from './site-keys.js';

/** A comment that only the holder of the named key can read. */
export interface SealedComment {
  readonly key: string;
  /** nonce, tag and text, in base64url */
  readonly sealed: string;
}

/** Seals a comment for one card; it opens for that card alone. */
export type SealComment = (comment: string, card: string) => SealedComment;

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** A sentence for colleagues; more is cut. */
const MAX_CHARACTERS = 2000;

/** A key of its own, so that one secret never serves two purposes. */
function commentKey({ secret }: SiteKey): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'haven comment', 32));
}

/** Seals with the newest key (AES-256-GCM, a fresh nonce each time). */
export function commentSealer([newest]: SiteKeys): SealComment {
  const key = commentKey(newest);
  return (comment, card) => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(card));
    const text = Buffer.concat([cipher.update(comment.slice(0, MAX_CHARACTERS), 'utf8'), cipher.final()]);
    return {
      key: newest.id,
      sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url'),
    };
  };
}

/** Opens a comment; undefined where its key is gone, or it was changed or moved to another card. */
export function openComment(keys: SiteKeys, comment: SealedComment, card: string): string | undefined {
  const key = keys.find(({ id }) => id === comment.key);
  if (key === undefined) return undefined;
  const bytes = Buffer.from(comment.sealed, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  if (tag.length < TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(ALGORITHM, commentKey(key), nonce)
      .setAAD(Buffer.from(card))
      .setAuthTag(tag);
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
