import { isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { LintFinding } from './lint-finding.js';

/** One file of content, parsed but not yet checked; every value in it can be found again by line and column. */
export interface ContentFile {
  readonly path: string;
  readonly value: unknown;
  readonly syntax: readonly LintFinding[];
  /** A finding at a value, or at the nearest value above it that exists. */
  readonly at: (where: readonly PropertyKey[], rule: string, message: string) => LintFinding;
}

/**
 * Parses YAML or JSON (which is YAML) and remembers where everything stands.
 * YAML 1.2 core: `no` stays a word, and a number stays a number, so that a code written without quotes is refused by
 * the schema instead of being rounded.
 */
export function parseContentFile(path: string, text: string): ContentFile {
  const json = path.endsWith('.json') ? parseJson(text) : undefined;
  if (json === undefined) return parseYamlFile(path, text);
  // JSON is YAML, but slower to read as such: only a finding needs to know where things stand.
  return {
    path,
    value: json.value,
    syntax: [],
    at: (where, rule, message) => parseYamlFile(path, text).at(where, rule, message),
  };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** YAML with the place of every value in it. Large: kept only while findings of one file are placed. */
interface PlacedYaml {
  readonly document: ReturnType<typeof parseDocument>;
  readonly place: (offset: number) => { readonly line: number; readonly col: number };
}

function parseYaml(text: string): PlacedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  const place = (offset: number): { readonly line: number; readonly col: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), col: Math.max(1, col) };
  };
  return { document, place };
}

function syntaxOf(path: string, { document, place }: PlacedYaml): readonly LintFinding[] {
  const faults = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }));
  // Aliases could make a small file grow without end; content has no use for them.
  visit(document, {
    Alias: (_key, node) =>
      void faults.push({
        offset: node.range?.[0] ?? 0,
        message: 'no aliases (*name): quote a text that begins with *',
      }),
  });
  return faults.map(({ offset, message }): LintFinding => ({
    file: path,
    ...place(offset),
    rule: 'syntax',
    message,
  }));
}

function offsetOf({ document }: PlacedYaml, where: readonly PropertyKey[]): number {
  for (let length = where.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(where.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return 0;
}

/** The file whose findings are being placed: several findings of one file read it once. */
let placed: { readonly text: string; readonly yaml: WeakRef<PlacedYaml> } | undefined;

function placedYaml(text: string): PlacedYaml {
  const known = placed?.text === text ? placed.yaml.deref() : undefined;
  if (known !== undefined) return known;
  const yaml = parseYaml(text);
  placed = { text, yaml: new WeakRef(yaml) };
  return yaml;
}

function parseYamlFile(path: string, text: string): ContentFile {
  const yaml = parseYaml(text);
  const syntax = syntaxOf(path, yaml);
  return {
    path,
    value: syntax.length === 0 ? yaml.document.toJS({ maxAliasCount: 0 }) : undefined,
    syntax,
    at: (where, rule, message) => {
      const again = placedYaml(text);
      return { file: path, ...again.place(offsetOf(again, where)), rule, message };
    },
  };
}
