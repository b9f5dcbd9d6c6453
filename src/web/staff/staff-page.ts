import type { SelfCheck, StaffContact, StaffPageWords, StaffSupport } from '../../model/staff-support.js';
import { escapeHtml, plainPage } from '../shared/plain-page.js';

/** What the page is written of. */
export interface StaffPageView {
  readonly words: StaffPageWords;
  readonly contacts: readonly StaffContact[];
  readonly support: StaffSupport;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function section(title: string, body: string): string {
  return `<h2>${escapeHtml(title)}</h2>\n${body}`;
}

function list(tag: 'ol' | 'ul', items: readonly string[]): string {
  return `<${tag}>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</${tag}>`;
}

function link(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(text)}</a>`;
}

function contact({ name, phone, url, hours }: StaffContact): string {
  const called = url === undefined ? escapeHtml(name) : link(url, name);
  return [called, ...[phone, hours].flatMap((text) => (text === undefined ? [] : [escapeHtml(text)]))].join(
    ', ',
  );
}

function selfCheckOf(words: StaffPageWords, { name, url, credit, verifiedOn }: SelfCheck): string {
  return `${paragraph(words.selfCheck)}
<p>${link(url, name)}</p>
<p><small>${escapeHtml(credit)} (${escapeHtml(verifiedOn)})</small></p>`;
}

/** A short debrief and whom to turn to. Nothing can be typed or sent: there is no form, no script and no cookie. */
export function staffPage({ words, contacts, support }: StaffPageView): string {
  const people = contacts.length === 0 ? paragraph(words.noContacts) : list('ul', contacts.map(contact));
  const others = [...support.pages.values()].filter(({ language }) => language !== words.language);
  const links = others.map(
    ({ language, name }) =>
      `<a href="/staff-support/${language}" lang="${language}" hreflang="${language}">${escapeHtml(name)}</a>`,
  );
  return plainPage({
    language: words.language,
    title: words.title,
    main: [
      paragraph(words.lead),
      paragraph(words.optional),
      section(words.stepsTitle, list('ol', words.steps.map(escapeHtml))),
      paragraph(words.lasting),
      paragraph(words.own),
      section(words.contactsTitle, people),
      section(words.selfCheckTitle, selfCheckOf(words, support.selfCheck)),
      section(words.sourcesTitle, list('ul', words.sources.map(escapeHtml))),
      section(words.languages, list('ul', links)),
    ].join('\n'),
  });
}
