/** The name of the value set that holds the code of a site's screening instrument. */
export function instrumentSetName(system: string, code: string): string {
  return `instrument ${system}|${code}`;
}
