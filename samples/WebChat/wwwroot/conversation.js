// One open session. A turn that this application runs has its own stream, whichever page sent it. The page resumes the stream when it is
// lost, or when the page is reloaded. Turns of other programs are shown from the session's events. The session's messages contain the rest.
import { make } from './dom.js';
import { NotSent, Problem, call, events, open, provesNotSent, read } from './sse.js';
import { startup } from './startup.js';
import { PATIENCE, Tail, end, show } from './tail.js';
import { Turn } from './turn.js';

const UNKNOWN = 'It is not known whether this message was sent: reload the page to see, before you send it again.';

// The text that the platform puts before the first message of a session.
const PREAMBLE = /^\[SYSTEM: Your LAP session_id is[^]*?Now respond to the request below\.\n\n/;

/** The application does not run the turn. */
class NotHere extends Error {
}

export class Conversation {
  #gone = new AbortController();
  #turns = new Map();
  #sending = null;
  #messages = new Map();
  #tail;
  #url;

  constructor(id, log, changed) {
    this.id = id;
    this.log = log;
    this.changed = changed;
    this.isReady = false;
    this.#url = `/api/sessions/${encodeURIComponent(id)}`;
    this.#tail = new Tail(`${this.#url}/events`, this.#gone.signal, {
      take: event => this.#take(event),
      missed: () => this.#load(),
      ended: reason => this.log.append(make('p', 'note ended', reason)),
    });
  }

  get running() {
    return this.#sending ?? this.#running[0] ?? null;
  }

  get #running() {
    return [...this.#turns.values()].filter(turn => turn.isRunning);
  }

  /** All turns that are shown. */
  get turns() {
    return [...this.#turns.values()];
  }

  close() {
    this.#gone.abort();
  }

  async open() {
    const session = await call(this.#url, { signal: this.#gone.signal });
    if (session.status === 'creating' && !await startup(`${this.#url}/startup`, this.log, this.#gone.signal)) {
      return;
    }
    const isOver = session.status === 'failed' || session.status === 'dead';
    if (isOver) {
      this.log.append(make('p', 'note ended', `This session is ${session.status}. ${session.detail ?? ''}`));
    }

    // Opens the events first, then reads the messages, so that nothing is missed between the two.
    await this.#tail.hold(async () => {
      if (!isOver) {
        await this.#tail.open();
      }
      await this.#load();
    });
    this.isReady = !isOver;
    this.changed();
  }

  /** Sends a message and follows its turn. Throws NotSent if the message certainly did not leave. */
  async send(text) {
    if (!navigator.onLine) {
      throw new NotSent('The browser is offline.');
    }
    const turn = this.#add(new Turn(text));
    turn.key = crypto.randomUUID();
    turn.source = 'stream';
    turn.run(true);
    this.#sending = turn;
    this.changed();
    try {
      await this.#follow(turn, events(`${this.#url}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text, key: turn.key }),
        signal: this.#gone.signal,
      }));
    } finally {
      this.#sending = this.#sending === turn ? null : this.#sending;
      this.changed();
    }
  }

  abort() {
    return call(`${this.#url}/abort`, { method: 'POST' });
  }

  /** Reads the messages and brings what is shown up to them. */
  async #load() {
    const { turns } = await call(`${this.#url}/messages`, { signal: this.#gone.signal });
    for (const known of turns) {
      if (!this.#turns.has(known.id) && known.is_running && (known.is_live || this.#sending !== null)) {
        this.#meet(known.id, known.text);
        continue;
      }
      const turn = this.#turns.get(known.id) ?? this.#add(new Turn(known.text), known.id);
      if (turn.isRunning && turn.source === 'stream') {
        continue;
      }
      for (const part of known.parts) {
        this.#messages.set(part.message_id, turn);
        turn.put(part);
      }
      if (known.is_running) {
        // The rest of the turn is in the events, but what came in between is not.
        turn.isTorn = turn.source !== 'tail' || turn.isTorn;
        turn.source = 'tail';
        turn.run(true);
      } else {
        turn.arrange(known.parts);
        turn.use(known);
        if (known.error === undefined) {
          turn.complete();
        } else {
          turn.fail(known.error, known.is_aborted);
        }
      }
    }
    this.changed();
  }

  #reload() {
    this.#tail.hold(() => this.#load()).catch(error => {
      if (!this.#gone.signal.aborted) {
        this.log.append(make('p', 'problem', `The messages could not be read: ${error.message}`));
      }
    });
  }

  /** A turn that began elsewhere. If this application runs it, it is shown from its beginning; else from the session's events. */
  #meet(id, text) {
    this.#tail.hold(() => this.#adopt(id, text));
  }

  async #adopt(id, text) {
    // Without a response, the turn is shown from the session's events.
    const response = await this.#open(id).catch(() => null);
    const isStream = response?.body !== null && response?.status === 200;
    const isOwn = isStream && this.#sending !== null && response.headers.get('turn-key') === this.#sending.key;
    if (this.#gone.signal.aborted || this.#turns.has(id) || isOwn) {
      response?.body?.cancel();
      return;
    }
    const turn = this.#add(new Turn(text), id);
    turn.source = isStream ? 'stream' : 'tail';
    turn.isTorn = text !== '';
    turn.run(true);
    this.changed();
    if (isStream) {
      this.#follow(turn, read(response)).then(() => this.changed());
    }
  }

  #open(id, lastEventId) {
    const headers = lastEventId ? { 'last-event-id': lastEventId } : {};
    return open(`${this.#url}/turns/${encodeURIComponent(id)}`, { headers, signal: this.#gone.signal });
  }

  async* #rest({ id, lastEventId }) {
    const response = await this.#open(id, lastEventId);
    if (response.status === 204) {
      throw new NotHere();
    }
    yield* read(response);
  }

  /** Follows a turn's own events to its end, over as many connections as it takes. */
  async #follow(turn, stream) {
    for (let attempt = 0; ;) {
      try {
        for await (const event of stream) {
          attempt = 0;
          if (event.name === 'failed' && turn.id === null) {
            throw new Problem(event.data);
          } else if (event.name === 'started') {
            this.#know(turn, event.data.user_message_id);
            turn.note(null);
          } else if (event.name === 'failed' && event.data.code === 'stopping') {
            break;
          } else if (event.data.message_id !== undefined) {
            this.#messages.set(event.data.message_id, turn);
          }
          if (turn.take(event)) {
            return;
          }
        }
      } catch (error) {
        if (this.#gone.signal.aborted) {
          return;
        }
        if (error instanceof NotHere) {
          turn.source = 'tail';
          turn.isTorn = true;
          this.#reload();
          return;
        }
        if (error instanceof Problem && !(error.problem.is_transient && turn.id !== null)) {
          if (turn.id === null && provesNotSent(error.problem)) {
            turn.element.remove();
            throw new NotSent(error.message);
          }
          const isKnown = turn.id !== null || ['turn_failed', 'turn_aborted'].includes(error.problem.code);
          turn.fail(isKnown ? error.message : `${error.message} ${UNKNOWN}`, error.problem.code === 'turn_aborted');
          return;
        }
      }
      // The response ended, but the turn did not.
      if (turn.id === null || attempt >= PATIENCE.length) {
        turn.fail(turn.id === null ? `The connection was lost. ${UNKNOWN}`
          : 'The connection was lost. The agent may still be working: reload the page to see.');
        return;
      }
      turn.note('Reconnecting …');
      await new Promise(resolve => setTimeout(resolve, PATIENCE[attempt++]));
      stream = this.#rest(turn);
    }
  }

  /** An event of the session: what belongs to a turn that comes as its own stream is shown already. */
  #take({ type, properties = {} }) {
    const info = properties.info ?? {};
    if (type === 'session.idle') {
      this.#idle();
      return;
    }
    if (type === 'message.updated' && info.role === 'user' && !this.#turns.has(info.id)) {
      this.#meet(info.id, '');
      return;
    }
    const messageId = properties.messageID ?? properties.part?.messageID ?? info.id;
    if (messageId === undefined) {
      return;
    }
    const question = this.#turns.get(messageId);
    if (question !== undefined) {
      if (type === 'message.part.updated' && question.question.hidden) {
        question.setQuestion((properties.part.text ?? '').replace(PREAMBLE, ''));
      }
      return;
    }
    const turn = this.#turns.get(info.parentID) ?? this.#owner(messageId);
    if (turn?.source === 'tail') {
      this.#messages.set(messageId, turn);
      show(turn, type, properties, messageId);
    }
  }

  /** Nothing runs in the session, or, with several turns at once, one of them has ended. */
  #idle() {
    const running = this.#running;
    const tailed = running.filter(turn => turn.source === 'tail');
    if (running.length === 1 && tailed.length === 1) {
      end(tailed[0]);
    }
    if (tailed.length > 0 || this.running === null) {
      this.#reload();
    }
  }

  /** A new message belongs to the running turn. If several turns run, its owner is unknown, and it belongs to none of them. */
  #owner(messageId) {
    const known = this.#messages.get(messageId);
    if (known !== undefined) {
      return known;
    }
    const running = this.#running;
    if (this.#sending !== null) {
      running.push(this.#sending);
    }
    return running.length === 1 ? running[0] : undefined;
  }

  #add(turn, id) {
    if (id !== undefined) {
      turn.id = id;
      this.#turns.set(id, turn);
    }
    // A running turn comes before a message that waits.
    this.log.insertBefore(turn.element, this.#sending?.element ?? null);
    return turn;
  }

  #know(turn, id) {
    const other = this.#turns.get(id);
    if (other !== undefined && other !== turn) {
      other.element.remove();
    }
    turn.id = id;
    this.#turns.set(id, turn);
    if (this.#sending === turn) {
      this.#sending = null;
      this.changed();
    }
  }

}
