/**
 * The two floors, each the least that answers a call at all: `node floors.mjs a|b` listens on 127.0.0.1 and prints
 * its address. A is node:http, B is Express 5 with its own JSON parser. Both parse the whole body.
 */
import { createServer } from 'node:http';
import express from 'express';

const PATH = '/cds-services/floor';

function card() {
  const cards = [
    {
      uuid: '4c4f1b1e-5b0a-4c53-9d3c-5a8a5f2f6a11',
      summary: 'Private time with the patient is recommended',
      detail: '',
      indicator: 'info',
      source: { label: 'Floor', topic: { system: 'urn:floor:topic', code: 'floor' } },
    },
  ];
  cards[0].detail = 'Fixed text of a card. '.repeat(60).slice(0, 1024 - JSON.stringify({ cards }).length);
  return { cards };
}

function nodeFloor() {
  const answer = JSON.stringify(card());
  return createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const isCall = typeof body.hook === 'string' && request.url === PATH;
      response.writeHead(isCall ? 200 : 400, {
        'content-type': 'application/json',
        'content-length': answer.length,
      });
      response.end(answer);
    });
  });
}

function expressFloor() {
  const app = express();
  const answer = card();
  app.use(express.json({ limit: '10mb' }));
  app.post(PATH, (request, response) =>
    response.status(typeof request.body.hook === 'string' ? 200 : 400).json(answer),
  );
  return createServer(app);
}

const server = process.argv[2] === 'a' ? nodeFloor() : expressFloor();
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}${PATH}`));
