import type { LoadedContent } from '../../src/content/load-content.js';
import type { Content } from '../../src/model/content.js';
import type { Language } from '../../src/model/language.js';
import { TextReader } from '../../src/text/text-reader.js';

/** Sentences of the phrase files, for notes. */
export class SampleSentences {
  private readonly loaded: LoadedContent;
  private readonly content: Content;
  private readonly reader: TextReader;

  constructor(loaded: LoadedContent, content: Content) {
    this.loaded = loaded;
    this.content = content;
    this.reader = new TextReader(content.phrases);
  }

  /**
   * The first example of a phrase group that says this now and nothing else.
   *
   * @throws Error where every example says more
   */
  sentenceOf(group: number, language: Language): string {
    const id = this.content.phrases.groups[group]?.id;
    const entry = this.loaded.parsed.phrases.get(language)?.value.groups.find((one) => one.id === id);
    const found = (entry?.patterns ?? [])
      .flatMap(({ matches }) => matches)
      .find((sentence) => {
        const stated = this.reader.read(sentence, { language, isAffirmed: false });
        return stated.length > 0 && stated.every((one) => one.group === group && one.past.kind === 'now');
      });
    if (found === undefined) throw new Error(`no example of ${id} says only that, in ${language}`);
    return found;
  }
}
