import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { checkSync } from 'recheck';
import { isJsonObject } from '../../src/model/json-value.js';

const SRC = join(import.meta.dirname, '..', '..', 'src');
/** Rooms that see what callers send; content and command line are the owner's own. */
const ROOMS = [
  'protocol',
  'outbound',
  'fhir',
  'auth',
  'text',
  'chart',
  'assess',
  'decide',
  'cards',
  'model',
  'pipeline',
  'web',
];

interface Expression {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

/** Every regular expression literal of a syntax tree. */
function collect(node: unknown, file: string, found: Expression[]): void {
  if (Array.isArray(node)) for (const child of node) collect(child, file, found);
  if (!isJsonObject(node)) return;
  const { type, pattern, flags } = node;
  if (type === 'RegExpLiteral') found.push({ file, pattern: String(pattern), flags: String(flags) });
  for (const child of Object.values(node)) collect(child, file, found);
}

function expressionsOf(room: string): readonly Expression[] {
  const files = readdirSync(join(SRC, room), { recursive: true, encoding: 'utf8' });
  const found: Expression[] = [];
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const code = readFileSync(join(SRC, room, file), 'utf8');
    collect(parseSync(code, { syntax: 'typescript', target: 'es2023' }), `${room}/${file}`, found);
  }
  return found;
}

describe('no regular expression that reads what callers send can backtrack without end (decision 26)', () => {
  it('has a checker that knows one that does', () => {
    expect(checkSync('(a+)+b', '').status).toBe('vulnerable');
  });

  it('holds for every literal in the rooms that see such text', () => {
    const expressions = ROOMS.flatMap(expressionsOf);
    expect(expressions.length).toBeGreaterThan(20);
    const vulnerable = expressions.filter(
      ({ pattern, flags }) => checkSync(pattern, flags, { timeout: 20_000 }).status !== 'safe',
    );
    expect(vulnerable).toEqual([]);
  }, 120_000);
});
