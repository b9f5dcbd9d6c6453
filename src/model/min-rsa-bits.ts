/** The shortest RSA key that may sign (RFC 7518, section 3.3). */
export const MIN_RSA_BITS = 2048;
