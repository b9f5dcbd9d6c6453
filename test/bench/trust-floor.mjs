/**
 * The least that a service with client authentication does: Express 5, its JSON parser, and one ES384 verification by
 * jsonwebtoken: `node trust-floor.mjs <public key>` listens on 127.0.0.1 and prints its address.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import jwt from 'jsonwebtoken';

const PATH = '/cds-services/floor';
const key = readFileSync(process.argv[2], 'utf8');
const answer = {
  cards: [
    { summary: 'Private time', indicator: 'info', source: { label: 'Floor' }, detail: 'x'.repeat(900) },
  ],
};

const app = express();
app.use(express.json({ limit: '10mb' }));
app.post(PATH, (request, response) => {
  const token = (request.headers.authorization ?? '').slice('Bearer '.length);
  jwt.verify(token, key, { algorithms: ['ES384'] });
  response.status(typeof request.body.hook === 'string' ? 200 : 400).json(answer);
});
const server = createServer(app);
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}${PATH}`));
