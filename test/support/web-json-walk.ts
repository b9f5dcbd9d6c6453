/** A value inside a JSON document, with its place. */
export interface Visited {
  readonly path: string;
  readonly value: unknown;
}

/** Every value of a JSON document, the document itself first. */
export function walk(value: unknown, path = '$'): readonly Visited[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, item]) => walk(item, `${path}.${name}`))
      : [];
  return [{ path, value }, ...inner];
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * Places that hold `null`, `""`, `[]` or `{}` (CDS Hooks 2.0.1: an OPTIONAL attribute without value is left out).
 *
 * @param allowed places that may be empty
 */
export function emptyPlaces(value: unknown, allowed: readonly string[] = []): readonly string[] {
  return walk(value).flatMap((visited) =>
    isEmpty(visited.value) && !allowed.includes(visited.path) ? [visited.path] : [],
  );
}

/** Every text of a JSON document, member names included. */
export function textsOf(value: unknown): readonly string[] {
  return walk(value).flatMap(({ path, value: text }) => {
    const name = path.slice(path.lastIndexOf('.') + 1);
    return typeof text === 'string' ? [name, text] : [name];
  });
}

/** What is fresh each time in an answer: `uuid`, the `id` of a proposed resource, and what refers to it. */
export function freshless(name: string, item: unknown): unknown {
  if (name === 'uuid' || name === 'id') return undefined;
  return typeof item === 'string' && item.startsWith('ServiceRequest/') ? 'ServiceRequest' : item;
}

/** The same document without what is fresh each time. */
export function withoutUuids(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, freshless)) as unknown;
}
