import type { ContentPlace } from '../content/load-content.js';

/** What a command is given by `main`. */
export interface CommandTools {
  readonly place: ContentPlace;
  readonly now: () => number;
  readonly print: (line: string) => void;
}
