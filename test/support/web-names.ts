import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';

/** A resolver of the tests: names and what they resolve to; each look-up takes the next answer, and the last one stays. */
export function namesTo(answers: Readonly<Record<string, readonly (readonly string[])[]>>): {
  readonly lookup: LookupFunction;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const lookup: LookupFunction = (host, options, callback) => {
    const turns = answers[host] ?? [];
    const addresses = turns[Math.min(asked.filter((name) => name === host).length, turns.length - 1)] ?? [];
    asked.push(host);
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (first === undefined) callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), []);
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  };
  return { lookup, asked };
}
