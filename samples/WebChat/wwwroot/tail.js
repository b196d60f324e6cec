// The events of a session, which show the turns of other programs, in the platform's own form for all harnesses.
import { Problem, events } from './sse.js';

/** How long to wait before each further connection, in milliseconds. */
export const PATIENCE = [500, 1000, 2000, 4000, 8000];

/** Follows a session's events over as many connections as it takes. Events wait while something else is found out. */
export class Tail {
  #url;
  #signal;
  #handlers;
  #queue = [];
  #holds = 0;

  /** `take` is given each event, `missed` is called after a gap, and `ended` with the reason when there are no more events. */
  constructor(url, signal, handlers) {
    this.#url = url;
    this.#signal = signal;
    this.#handlers = handlers;
  }

  /** Returns once the stream is open; goes on until the signal. */
  open() {
    return new Promise(opened => {
      this.#run(opened);
    });
  }

  /** Does some work. Events that come meanwhile are taken after it, in their order. */
  async hold(work) {
    this.#holds++;
    try {
      return await work();
    } finally {
      this.#holds--;
      this.#drain();
    }
  }

  async #run(opened) {
    for (let attempt = 0; !this.#signal.aborted;) {
      try {
        for await (const { name, data } of events(this.#url, { signal: this.#signal })) {
          opened();
          if (attempt > 0) {
            // Events are not replayed. Missed ones are in the messages.
            attempt = 0;
            await this.#handlers.missed();
          }
          if (name === 'failed') {
            this.#handlers.ended(data.title);
            return;
          }
          if (name === 'message') {
            this.#queue.push(data);
            this.#drain();
          }
        }
      } catch (error) {
        if (error instanceof Problem && !error.problem.is_transient) {
          opened();
          return;
        }
      }
      opened();
      await new Promise(resolve => setTimeout(resolve, PATIENCE[Math.min(attempt++, PATIENCE.length - 1)]));
    }
  }

  #drain() {
    while (this.#holds === 0 && this.#queue.length > 0 && !this.#signal.aborted) {
      this.#handlers.take(this.#queue.shift());
    }
  }
}

/** Shows an event of a turn. */
export function show(turn, type, properties, messageId) {
  const { info, part } = properties;
  if (type === 'message.part.delta' && (properties.field === 'text' || properties.field === 'reasoning')) {
    // opencode sends "text" for reasoning too. If the part was announced, its type decides.
    turn.grow(turn.typeOf(messageId, properties.partID) ?? properties.field, messageId, properties.partID, properties.delta);
  } else if (type === 'message.part.updated') {
    // Parts after a complete part are seen from their beginning.
    turn.isTorn = false;
    showPart(turn, messageId, part);
  } else if (type === 'message.updated') {
    turn.error = info.error ?? turn.error;
  }
}

/** Ends a turn as its events told it. */
export function end(turn) {
  turn.run(false);
  if (turn.error !== undefined) {
    turn.fail(turn.error.data?.message ?? turn.error.name, ['AbortError', 'MessageAbortedError'].includes(turn.error.name));
  }
}

function showPart(turn, messageId, part) {
  if (part.type === 'text' || part.type === 'reasoning') {
    turn.put({ type: part.type, message_id: messageId, part_id: part.id, text: part.text ?? '' });
  } else if (part.type === 'tool' && part.state?.status !== 'pending') {
    const { status, input, output, error, title } = part.state;
    turn.put({ type: 'tool', message_id: messageId, part_id: part.id ?? part.callID, tool: part.tool, status, input, output, error, title });
  }
}
