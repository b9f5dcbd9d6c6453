/**
 * Makes text inert in GitHub-Flavored Markdown: nothing in it becomes a link, an image, HTML, a mention or a list.
 * Clients differ in what they render; some pass raw HTML through.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\r\n\t]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#!|~]/g, (character) => `\\${character}`)
    .replaceAll(/(https?):\/\//gi, '$1: //')
    .replaceAll('@', '@\u200b');
}
