/** What the system or a database calls a fault, such as `ENOENT`; undefined where something else went wrong. */
export function faultCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
