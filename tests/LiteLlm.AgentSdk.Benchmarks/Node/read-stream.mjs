// The work of the TypeScript SDK per event: fetch, eventsource-parser, JSON.parse, and every key of the result converted.
// Arguments: address and key. For each line of its input it reads a turn and prints {"events": n, "cpuMicroseconds": t}.
import { createInterface } from 'node:readline';
import { createParser } from 'eventsource-parser';

const [address, key] = process.argv.slice(2);

const camelCase = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

function convertKeys(value) {
  if (Array.isArray(value)) {
    return value.map(convertKeys);
  }

  if (value !== null && typeof value === 'object') {
    const result = {};
    for (const name of Object.keys(value)) {
      result[camelCase(name)] = convertKeys(value[name]);
    }

    return result;
  }

  return value;
}

async function readTurn() {
  const response = await fetch(address, { headers: { authorization: `Bearer ${key}`, accept: 'text/event-stream' } });
  const decoder = new TextDecoder();
  let events = 0;
  const parser = createParser({
    onEvent(event) {
      if (typeof convertKeys(JSON.parse(event.data)).type === 'string') {
        events++;
      }
    },
  });
  for await (const chunk of response.body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
  }

  return events;
}

for await (const _ of createInterface({ input: process.stdin })) {
  const before = process.cpuUsage();
  const events = await readTurn();
  const used = process.cpuUsage(before);
  console.log(JSON.stringify({ events, cpuMicroseconds: used.user + used.system }));
}
