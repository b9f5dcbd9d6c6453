import { Router } from 'express';
import type { Content } from '../../model/content.js';
import { aboutPage } from './about-page.js';
import { describeAbout } from './describe-about.js';

/** Both forms of one content. */
interface Told {
  readonly json: string;
  readonly html: string;
}

/** `GET /about`: who answers for what is served, for machines and for people. Written once per content. */
export function aboutRouter(content: () => Content): Router {
  const known = new WeakMap<Content, Told>();
  const tell = (current: Content): Told => {
    const about = describeAbout(current);
    const told = { json: JSON.stringify(about), html: aboutPage(about) };
    known.set(current, told);
    return told;
  };
  const router = Router();
  router.get('/about', (request, response) => {
    const current = content();
    const { json, html } = known.get(current) ?? tell(current);
    // Whoever names no preference is a machine.
    const isPage = request.accepts(['json', 'html']) === 'html';
    response.vary('Accept').set('cache-control', 'no-store');
    response.type(isPage ? 'html' : 'json').send(isPage ? html : json);
  });
  return router;
}
