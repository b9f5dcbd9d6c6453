import { createReadStream } from 'node:fs';

/** Lines that are given back at a time. */
const AT_ONCE = 200;

/** The whole lines of a file beyond the first so many, some at a time; what follows the last line end was never acknowledged. */
export async function* spoolLines(path: string, beyond: number): AsyncGenerator<readonly string[]> {
  let skip = beyond;
  let lines: string[] = [];
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const parts = `${rest}${String(chunk)}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.slice(skip));
    skip = Math.max(0, skip - parts.length);
    if (lines.length < AT_ONCE) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}
