const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** What a page is made of. */
export interface PlainPage {
  readonly language: string;
  readonly title: string;
  /** HTML, escaped by whoever wrote it */
  readonly main: string;
}

/** A page that needs no script, no style and no cookie. Its heading is its title. */
export function plainPage({ language, title, main }: PlainPage): string {
  const heading = escapeHtml(title);
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title></head>
<body>
<main>
<h1>${heading}</h1>
${main}
</main>
</body>
</html>
`;
}
