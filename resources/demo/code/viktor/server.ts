import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// Stock and temperature in one service, because the gateway sends both in one message.
interface Reading {
  t: number;
  temp: number;
  stock: Record<string, number>;
}

const file = () => `data/${new Date().toISOString().slice(0, 10)}.jsonl`;

const server = createServer((req, res) => {
  if (req.method === 'POST' && req.url === '/reading') {
    let body = '';
    req.on('data', (c) => (body += c));
    req.on('end', () => {
      const r = JSON.parse(body) as Reading;
      if (r.temp > 60) r.temp = ((r.temp - 32) * 5) / 9; // some sensors send Fahrenheit
      appendFileSync(file(), JSON.stringify(r) + '\n');
      res.writeHead(204).end();
    });
    return;
  }
  if (req.method === 'GET' && req.url === '/today') {
    const lines = existsSync(file()) ? readFileSync(file(), 'utf8').split('\n').filter(Boolean) : [];
    const temps = lines.map((l) => JSON.parse(l).temp as number);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ count: temps.length, min: Math.min(...temps), max: Math.max(...temps) }));
    return;
  }
  res.writeHead(404).end();
});

server.listen(8080, () => console.log('listening on 8080'));
