import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { haven as runHaven } from '../support/data-process.js';
import { freePort } from '../support/free-port.js';
import type { Fault } from './fault.js';
import { Hospital } from './hospital.js';
import { startLoad } from './load.js';
import { environmentOf, Haven } from './start-haven.js';
import { Tally } from './tally.js';
import { writeSite } from './write-site.js';

const PER_SECOND = 50;
const REVISION = /"revision":"([^"]+)"/;

/** Ways in which a file may be broken on disk. */
const BREAKS: readonly (readonly [string, (text: string) => string])[] = [
  ['cut off', (text) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['no YAML', (text) => `${text}\n  : [`],
  ['another file', () => 'id: something-else\n'],
];

/** A file of the content is broken under load: the last good revision goes on, and says so until the file is mended. */
export const contentBroken: Fault = {
  name: 'content-broken',
  inject: async (bench) => {
    const content = join(bench.folder, 'content');
    await cp(join(process.cwd(), 'cds-services'), content, { recursive: true });
    const settings = {
      site: await writeSite(join(content, 'sites', 'faults'), { site: { content: '../..' } }),
      database: join(bench.folder, 'haven.sqlite'),
      port: await freePort(),
    };
    const haven = await Haven.start(bench, settings);
    const tally = new Tally();
    const broken: string[] = [];
    const load = startLoad(bench, new Hospital(tally), {
      perSecond: PER_SECOND,
      base: () => haven.base,
      name: 'content',
    });
    const file = join(content, 'private-conversation', 'cues', 'violence.yaml');
    const good = await readFile(file, 'utf8');
    const revision = REVISION.exec(await haven.readiness())?.[1];
    for (const [name, change] of BREAKS) {
      await writeFile(file, change(good));
      if (!(await haven.says(/content on disk has/, true))) broken.push(`${name}: readiness does not say so`);
      if (REVISION.exec(await haven.readiness())?.[1] !== revision)
        broken.push(`${name}: another revision serves`);
      await writeFile(file, good);
      if (!(await haven.says(/content on disk has/, false))) broken.push(`${name}: it does not recover`);
    }
    await load.stop();
    await writeFile(file, '');
    const second = await runHaven(bench, ['serve'], { ...environmentOf(bench, settings), PORT: '0' });
    if (second.code !== 1) broken.push(`a process that starts on broken content ends with ${second.code}`);
    return [
      {
        kind: 'ran',
        fault: 'content broken on disk',
        injected: `a file of cues ${BREAKS.map(([name]) => name).join(', ')}, at ${PER_SECOND} requests/s`,
        given: tally.given,
        wrong: tally.wrong,
        lost: 0,
        broken: [...broken, ...tally.allAnswered()],
      },
    ];
  },
};
