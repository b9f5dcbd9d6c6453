import { placeName } from '../../pipeline/describe-standing.js';
import type { DepartmentStanding } from '../../pipeline/describe-standing.js';
import { escapeHtml, plainPage } from '../shared/plain-page.js';

/** What the page shows. */
export interface ConsoleView {
  readonly title: string;
  readonly revision: string;
  readonly standings: readonly DepartmentStanding[];
  /** departments with an override that are no longer in the site's file: they can be resumed */
  readonly removed: readonly string[];
  /** what became of what was just asked for */
  readonly notice: { readonly isDone: boolean; readonly text: string } | undefined;
  /** false: nothing can be asked for here, since the process has no operators' token */
  readonly isOpen: boolean;
}

function row(standing: DepartmentStanding, all: readonly DepartmentStanding[]): string {
  const reasons = standing.reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join('');
  return `<tr><th scope="row">${escapeHtml(placeName(standing, all))}</th><td>${standing.mode}</td><td>${reasons === '' ? '' : `<ul>${reasons}</ul>`}</td></tr>`;
}

function choices({ standings, removed }: Pick<ConsoleView, 'standings' | 'removed'>): string {
  const departments = standings.flatMap(({ department }) => (department === undefined ? [] : [department]));
  const options = departments.map((id) => `<option value="${escapeHtml(id)}">${escapeHtml(id)}</option>`);
  const others = removed.map(
    (id) => `<option value="${escapeHtml(id)}">${escapeHtml(id)} (no longer in the site’s file)</option>`,
  );
  return `<option value="">the whole site</option>${options.join('')}${others.join('')}`;
}

/** No cookie and no session: who types the token is who asks, so no other page can ask in somebody's name. */
function form(view: Pick<ConsoleView, 'standings' | 'removed'>): string {
  return `<form method="post" action="/console" autocomplete="off">
<p><label for="department">Where</label><br><select id="department" name="department">${choices(view)}</select></p>
<p><label for="by">Your name</label><br><input id="by" name="by" required maxlength="100"></p>
<p><label for="reason">Reason (nothing about a patient)</label><br><input id="reason" name="reason" required maxlength="300" size="60"></p>
<p><label for="token">Operators’ token</label><br><input id="token" name="token" type="password" required autocomplete="off"></p>
<p><button name="action" value="suspend">Suspend</button> <button name="action" value="resume">Resume</button></p>
</form>
<p>Suspended: calls are answered at once with no cards and nothing is read. It holds on every process within five seconds, and after a restart.</p>`;
}

const CLOSED =
  '<p>Set HAVEN_OPERATOR_TOKEN to suspend and resume here, or use <code>haven suspend</code>.</p>';

/** The operators’ page: plain HTML that needs no script, no style and no cookie, and says nothing that may not be read aloud. */
export function consolePage(view: ConsoleView): string {
  const { title, revision, standings, notice, isOpen } = view;
  const said =
    notice === undefined
      ? ''
      : `<p role="${notice.isDone ? 'status' : 'alert'}"><strong>${escapeHtml(notice.text)}</strong></p>`;
  return plainPage({
    language: 'en',
    title: 'Supportive care prompts: operations',
    main: `<p>${escapeHtml(title)}, content revision ${escapeHtml(revision)}</p>
${said}
<table>
<caption>What is shown, and where</caption>
<thead><tr><th scope="col">Department</th><th scope="col">Mode</th><th scope="col">Why</th></tr></thead>
<tbody>
${standings.map((standing) => row(standing, standings)).join('\n')}
</tbody>
</table>
<h2>Suspend or resume</h2>
${isOpen ? form(view) : CLOSED}
<p><a href="/about">Who answers for the content</a>. <a href="/staff-support">Support for staff</a>.</p>`,
  });
}
