import type { SourceAttribute } from '../../model/source-attributes.js';
import { escapeHtml, plainPage } from '../shared/plain-page.js';
import type { AboutDocument } from './describe-about.js';

function row(cells: readonly string[]): string {
  const [first = '', ...rest] = cells.map(escapeHtml);
  return `<tr><th scope="row">${first}</th>${rest.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function table(caption: string, heads: readonly string[], rows: readonly string[]): string {
  const cells = heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('');
  return `<table>
<caption>${escapeHtml(caption)}</caption>
<thead><tr>${cells}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

function attributeTable(caption: string, attributes: readonly SourceAttribute[]): string {
  const rows = attributes.map(({ number, label, kind, text, reviewedOn }) =>
    row([`${number}. ${label}`, kind === 'says' ? text : `Does not apply: ${text}`, reviewedOn]),
  );
  return table(caption, ['Attribute', 'What holds', 'Reviewed'], rows);
}

function approvalTable({ approvals }: AboutDocument): string {
  if (approvals.length === 0) return '<p>Nobody has approved it. It runs silently only.</p>';
  const rows = approvals.map(({ role, of, on, version, isOfThisVersion }) =>
    row([
      role,
      of,
      on === 'start' ? 'an example (demo site)' : on,
      version ?? 'whatever serves',
      isOfThisVersion ? 'yes' : 'no',
    ]),
  );
  return table('Approvals', ['Role', 'Of', 'On', 'Version', 'Of what serves'], rows);
}

/** The page for people: no script, no style, and nothing that may not be read aloud. */
export function aboutPage(about: AboutDocument): string {
  const { title, version, revision, status, lastReviewed, steward, clinicalOwner, licence, regulation } =
    about;
  const facts = [
    ['Content version', version],
    ['Content revision', revision],
    ['Status', status],
    ['Last reviewed', lastReviewed],
    ['Steward', steward],
    ['Clinical owner', clinicalOwner],
    ['Licence', licence],
  ];
  const services = about.services.map(({ id, hook, description }) => row([id, hook, description]));
  return plainPage({
    language: 'en',
    title: `${title}: about`,
    main: [
      table('What serves', ['', ''], facts.map(row)),
      table('Services', ['Service', 'Hook', 'What it does'], services),
      approvalTable(about),
      `<h2>Source attributes, ${escapeHtml(regulation)}</h2>`,
      attributeTable('(A) Evidence-based', about.evidenceBased),
      attributeTable('(B) Predictive, as far as it applies', about.predictive),
    ].join('\n'),
  });
}
