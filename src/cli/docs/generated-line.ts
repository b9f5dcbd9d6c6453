import type { ContentSource } from './content-source.js';

/** The line at the top of a generated page. */
export function generatedLine({ parsed, root }: ContentSource): string {
  const { version, lastReviewed } = parsed.service.value;
  return (
    `*Generated from [the content](${root}/) (version ${version}, last reviewed ${lastReviewed}) by \`haven docs\`: ` +
    'change the content, not this page. The build fails where the two differ (`haven docs --check`).*'
  );
}
