import { isToken } from './is-token.js';

/** Whether a request carries the operators' bearer token; none does where none is configured. */
export function isOperator(authorization: string | undefined, token: string | undefined): boolean {
  const [, shown] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  return token !== undefined && isToken(shown, token);
}
