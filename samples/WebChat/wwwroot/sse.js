// Server-sent events over fetch. EventSource can't POST, does not show the status, and does not say why it failed.

/** What the application answered instead of a stream; `problem` is its problem JSON. */
export class Problem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.error?.message ?? problem.title ?? 'The application did not answer.');
    this.problem = problem;
  }
}

/** A message that certainly started no turn: it can be sent again. */
export class NotSent extends Error {
}

/** Whether a problem proves that the message started no turn. The application's own refusals (4xx) do without saying so. */
export function provesNotSent({ may_have_taken_effect: may, status }) {
  return may === undefined ? status >= 400 && status < 500 : !may;
}

/** A call whose answer is JSON, or nothing. */
export async function call(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.status === 204 ? null : response.json();
}

/** Opens a stream. Its events are read with `read`. */
export async function open(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { accept: 'text/event-stream', ...options.headers } });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

/** The events of a stream, from its opening on. */
export async function* events(url, options) {
  yield* read(await open(url, options));
}

/**
 * Yields the events of an open stream: `{ id, name, data }`, with parsed JSON as data. It ends with the response body. The last event says
 * whether the turn ended too.
 */
export async function* read(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let event = { id: '', name: 'message', data: '' };
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      // A chunk may end anywhere in a line, also between CR and LF.
      const text = rest + decoder.decode(value, { stream: true });
      const lines = text.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === '') {
          if (event.data !== '') {
            yield { id: event.id, name: event.name, data: JSON.parse(event.data) };
          }
          event = { id: event.id, name: 'message', data: '' };
          continue;
        }
        const colon = line.indexOf(':');
        const field = colon < 0 ? line : line.slice(0, colon);
        const content = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
        if (field === 'data') {
          event.data += (event.data === '' ? '' : '\n') + content;
        } else if (field === 'event') {
          event.name = content;
        } else if (field === 'id') {
          event.id = content;
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined); // The stream is over in any case.
  }
}

async function problemOf(response) {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const { status } = response;
  return new Problem(isProblem ? await response.json() : { code: 'application', title: `The application answered ${status}.`, status });
}
