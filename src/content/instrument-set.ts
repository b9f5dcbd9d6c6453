const PREFIX = 'instrument ';

/** The name of the value set that holds the code of a site's screening instrument. */
export function instrumentSetName(system: string, code: string): string {
  return `${PREFIX}${system}|${code}`;
}

/** True for the name of such a value set; the names of files have no spaces. */
export function isInstrumentSet(name: string): boolean {
  return name.startsWith(PREFIX);
}
