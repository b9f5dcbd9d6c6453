/** The shortest RSA key that may sign (RFC 7518, section 3.3). */
export const MIN_RSA_BITS = 2048;

/** What is asked of a key: as `KeyObject` tells it of itself. */
interface AskedKey {
  readonly asymmetricKeyType?: string | undefined;
  readonly asymmetricKeyDetails?: { readonly modulusLength?: number | undefined } | undefined;
}

/** Whether a key is of a type that an allowed algorithm has, and long enough. A curve is checked against the algorithm when it verifies. */
export function isStrongKey({ asymmetricKeyType, asymmetricKeyDetails }: AskedKey): boolean {
  if (asymmetricKeyType === 'ec') return true;
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS;
}
