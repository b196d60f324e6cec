// One open session. Turns that this page sends come as their own stream, and are taken up again by their last event's id when the stream is lost, or the page is loaded again. Turns of others
// (another tab, another program) are seen in the session's tail. What is missing afterwards is in the session's messages.
import { NotSent, Problem, call, events, provesNotSent } from './sse.js';
import { startup } from './startup.js';
import { show } from './tail.js';
import { Turn, make } from './turn.js';

const UNKNOWN = 'It is not known whether this message was sent: reload the page to see, before you send it again.';
const PATIENCE = [500, 1000, 2000, 4000, 8000];

export class Conversation {
  #gone = new AbortController();
  #turns = new Map();
  #waiting = null;
  #sending = null;
  #messages = new Map();
  #url;
  #keep;

  constructor(id, log, changed) {
    this.id = id;
    this.log = log;
    this.changed = changed;
    this.isReady = false;
    this.#url = `/api/sessions/${encodeURIComponent(id)}`;
    this.#keep = `turn of ${id}`;
  }

  get running() {
    return this.#sending ?? [...this.#turns.values()].find(turn => turn.isRunning) ?? null;
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

    // The tail first, then the messages: nothing falls between the two.
    this.#waiting = [];
    if (!isOver) {
      await this.#tail();
    }
    await this.#load();
    this.isReady = !isOver;
    this.changed();
  }

  /** Sends a message and follows its turn. Throws NotSent if the message certainly did not leave. */
  async send(text) {
    if (!navigator.onLine) {
      throw new NotSent('The browser is offline.');
    }
    const turn = this.#add(new Turn(text));
    turn.source = 'stream';
    turn.run(true);
    this.#sending = turn;
    this.changed();
    try {
      await this.#follow(turn, events(`${this.#url}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
        signal: this.#gone.signal,
      }));
    } finally {
      this.#settle(turn);
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
      if (known.is_running && !this.#turns.has(known.id) && this.#sending?.id === null) {
        // It may be the one that is being sent, whose id will be known when it has begun.
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
        this.#join(turn);
      } else {
        turn.arrange(known.parts);
        turn.run(false);
        if (known.error !== undefined) {
          turn.fail(known.error, known.is_aborted);
        }
      }
    }
    const held = this.#waiting ?? [];
    this.#waiting = null;
    held.forEach(event => this.#take(event));
    this.changed();
  }

  /** Shows a turn that runs already: on from where this page was before it was loaded again, or what comes from now on. */
  #join(turn) {
    const kept = JSON.parse(sessionStorage.getItem(this.#keep) ?? 'null');
    sessionStorage.removeItem(this.#keep);
    turn.run(true);
    if (kept?.id === turn.id) {
      kept.parts.forEach(part => turn.put(part));
      turn.lastEventId = kept.lastEventId;
      this.#resume(turn);
    } else {
      turn.source = 'tail';
      turn.isTorn = true;
    }
  }

  /** Keeps what is shown of the turn that runs, and where it is: nothing of it is sent twice. */
  keep() {
    const turn = this.running;
    if (turn?.lastEventId) {
      const { id, lastEventId, parts } = turn;
      sessionStorage.setItem(this.#keep, JSON.stringify({ id, lastEventId, parts }));
    }
  }

  #reload() {
    this.#load().catch(error => this.#gone.signal.aborted || this.#last()?.note(`The messages could not be read: ${error.message}`));
  }

  async #resume(turn) {
    turn.source = 'stream';
    turn.note('Reconnecting …');
    await this.#follow(turn, this.#rest(turn));
    this.changed();
  }

  #rest(turn) {
    const headers = turn.lastEventId ? { 'last-event-id': turn.lastEventId } : {};
    return events(`${this.#url}/turns/${encodeURIComponent(turn.id)}`, { headers, signal: this.#gone.signal });
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
      // The body ended, the turn did not.
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

  /** Follows the session's own events. Returns once the stream is open; goes on until the session is closed. */
  #tail() {
    return new Promise(opened => {
      const run = async () => {
        for (let attempt = 0; !this.#gone.signal.aborted;) {
          try {
            for await (const { name, data } of events(`${this.#url}/events`, { signal: this.#gone.signal })) {
              opened();
              if (attempt > 0) {
                // Nothing is replayed: what was missed is in the messages.
                attempt = 0;
                await this.#load();
              }
              if (name === 'failed') {
                this.log.append(make('p', 'note ended', data.title));
                return;
              }
              if (name === 'message') {
                this.#waiting === null ? this.#take(data) : this.#waiting.push(data);
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
      };
      run();
    });
  }

  /** An event of the session: what belongs to a turn that comes as its own stream is shown already. */
  #take({ type, properties = {} }) {
    if (this.#sending !== null && this.#sending.id === null) {
      // Whose it is will be known when our own turn has begun.
      (this.#sending.held ??= []).push({ type, properties });
      return;
    }
    const info = properties.info ?? {};
    if (type === 'message.updated' && info.role === 'user' && !this.#turns.has(info.id)) {
      const turn = this.#add(new Turn(''), info.id);
      turn.source = 'tail';
      turn.run(true);
      this.changed();
    }
    const messageId = properties.messageID ?? properties.part?.messageID ?? info.id;
    const turn = messageId === undefined ? this.#last() : this.#turns.get(info.parentID) ?? this.#owner(messageId);
    if (turn?.source !== 'tail') {
      if (type === 'session.idle' && this.running === null) {
        // The end of a turn whose beginning was not seen here.
        this.#reload();
      }
      return;
    }
    if (type === 'message.part.updated' && this.#turns.has(messageId)) {
      turn.setQuestion(properties.part.text ?? '');
    } else if (show(turn, type, properties, messageId)) {
      this.#reload();
    }
  }

  #add(turn, id) {
    if (id !== undefined) {
      turn.id = id;
      this.#turns.set(id, turn);
    }
    this.log.append(turn.element);
    return turn;
  }

  #know(turn, id) {
    turn.id = id;
    this.#turns.set(id, turn);
    if (this.#sending === turn) {
      this.#settle(turn);
    }
  }

  #settle(turn) {
    if (this.#sending === turn) {
      this.#sending = null;
      (turn.held ?? []).forEach(event => this.#take(event));
      turn.held = undefined;
    }
  }

  /** A message that has not been seen is of the turn that began last. */
  #owner(messageId) {
    const known = this.#turns.get(messageId) ?? this.#messages.get(messageId);
    if (known !== undefined) {
      return known;
    }
    const last = this.#last();
    if (last !== undefined) {
      this.#messages.set(messageId, last);
    }
    return last;
  }

  #last() {
    return [...this.#turns.values()].at(-1);
  }
}
