import { readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const found = /\bnode ((?:--\S+ )+)dist\/main\.js serve/.exec(scripts.start);
if (found === null) throw new Error('npm start was not understood');

/** What `npm start` gives to Node; every server of a comparison is given the same. */
export const NODE_FLAGS = found[1].trim().split(' ');
