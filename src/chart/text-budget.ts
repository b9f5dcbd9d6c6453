/** Text that is read in one call, in UTF-16 units (the length of a JavaScript text). */
export const TEXT_BUDGET = 256 * 1024;
/** Markup that is decoded in one call for the sake of that text, in UTF-16 units. */
export const MARKUP_BUDGET = 2 * TEXT_BUDGET;

/** The part of a text up to its last line, or else sentence, that ends within the limit. */
function cutAtLine(text: string, limit: number): string {
  const line = text.lastIndexOf('\n', limit);
  if (line >= 0) return text.slice(0, line);
  return text.slice(0, text.lastIndexOf('. ', limit - 1) + 1);
}

/** What may still be read. Once a text did not fit, nothing more is: what comes later is older. */
export class TextBudget {
  private text = TEXT_BUDGET;
  private markup = MARKUP_BUDGET;
  private spent = false;

  get isSpent(): boolean {
    return this.spent;
  }

  /** UTF-16 units of source that are worth decoding. */
  room(isMarkup: boolean): number {
    return isMarkup ? this.markup : this.text;
  }

  /** Charges markup that was looked at; where it was only a part, the budget is spent. */
  takeMarkup(length: number, isWhole: boolean): void {
    this.markup -= length;
    if (!isWhole) this.spent = true;
  }

  /** Charges text, and gives as much of it as there is room for, in whole lines. */
  takeText(text: string, isWhole: boolean): string {
    const fits = isWhole && text.length <= this.text;
    if (!fits) this.spent = true;
    const kept = fits ? text : cutAtLine(text, Math.min(text.length, this.text));
    this.text -= kept.length;
    return kept;
  }
}
