import { Router } from 'express';
import type { Content } from '../../model/content.js';
import { staffPage } from './staff-page.js';

/** `GET /staff-support`: in the site's language, or in the one that is asked for. Who asks is neither known, counted nor logged. */
export function staffRouter(content: () => Content): Router {
  const router = Router();
  router.get(['/staff-support', '/staff-support/:language'], (request, response, next) => {
    const { staffSupport: support, site } = content();
    const { language } = request.params;
    const words = support.pages.get(typeof language === 'string' ? language : site.language);
    if (words === undefined) return next();
    const page = staffPage({ words, contacts: site.staffSupport, support });
    return void response.set('cache-control', 'no-store').type('html').send(page);
  });
  return router;
}
