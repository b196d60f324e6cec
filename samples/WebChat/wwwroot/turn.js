// One question and its answer on the page. Parts are identified by id and texts by offset, so that events that arrive twice (after a lost
// connection) change nothing.
import { make } from './dom.js';
import { usage } from './facts.js';
import { render } from './markdown.js';
import { showTool, toolElement } from './tool.js';

// In milliseconds, including the browser's own work.
const LONG_FRAME = 32;

export class Turn {
  #parts = new Map();
  #dirty = new Set();
  #isScheduled = false;
  #pause = 0;
  #answer;
  #problem = null;
  #note = null;
  #used = null;

  constructor(question) {
    /** The id of the user's message; null until it is known. */
    this.id = null;
    /** Where what is shown comes from: 'thread', 'stream' (a turn's own events) or 'tail' (the session's). */
    this.source = 'thread';
    /** Of a turn in the tail: whether something of it was missed. A text that grows begins with dots until it comes whole. */
    this.isTorn = false;
    this.isRunning = false;
    this.lastEventId = '';
    /** What it used: tokens, cost and model; null until that is known. */
    this.usage = null;
    this.element = make('article', 'turn');
    this.element.tabIndex = -1;
    this.question = make('div', 'question');
    this.#answer = make('div', 'answer');
    this.setQuestion(question);
    this.element.append(this.question, this.#answer);
  }

  setQuestion(text) {
    this.question.replaceChildren(make('span', 'who', 'You: '), text);
    this.question.hidden = text === '';
  }

  /** Begins or ends the time in which the answer is being made. */
  run(isRunning) {
    this.isRunning = isRunning;
    this.element.setAttribute('aria-busy', String(isRunning));
    this.element.dataset.state = isRunning ? 'running' : 'done';
    if (!isRunning) {
      this.note(null);
      this.#flush();
    }
  }

  /** An event of a turn's stream. Returns whether the turn is over with it. */
  take({ id, name, data }) {
    this.lastEventId = id || this.lastEventId;
    switch (name) {
      case 'text':
      case 'reasoning':
        this.grow(name, data.message_id, data.part_id, data.delta, data.offset);
        return false;
      case 'replaced':
        this.put({ ...data, type: data.part_type });
        return false;
      case 'tool_started':
      case 'tool_finished':
        this.put({ ...data, type: 'tool' });
        return false;
      case 'reconnecting':
        this.note('Reconnecting to the agent …');
        return false;
      case 'healed':
        this.note(null);
        return false;
      case 'completed':
        this.use(data);
        this.complete();
        return true;
      case 'failed':
        this.fail(data.error?.message ?? data.detail ?? data.title, data.code === 'turn_aborted');
        return true;
      default:
        return false;
    }
  }

  /** A text or the reasoning has grown, at its end unless its place is given. */
  grow(type, messageId, partId, delta, offset) {
    const part = this.#part(type, messageId, partId);
    if (offset === undefined) {
      if (this.isTorn && !part.isMarked) {
        part.isMarked = true;
        part.text += part.text === '' ? '… ' : ' … ';
      }
      part.text += delta;
    } else if (!part.text.startsWith(delta, offset)) {
      part.text = part.text.slice(0, offset) + delta;
    }
    this.#draw(part);
  }

  /** A part as it is now, whole. */
  put({ type, message_id: messageId, part_id: partId, ...rest }) {
    const part = this.#part(type, messageId, partId);
    Object.assign(part, rest);
    this.#draw(part);
  }

  /** Puts the parts into their order: those that were missed at first came last. */
  arrange(parts) {
    const elements = parts.map(part => this.#parts.get(`${part.message_id}/${part.part_id}`).element);
    if (elements.some((element, i) => this.#answer.children[i] !== element)) {
      this.#answer.prepend(...elements);
    }
  }

  typeOf(messageId, partId) {
    return this.#parts.get(`${messageId}/${partId}`)?.type;
  }

  /** Ends the turn as one that went well. One without a word says so. */
  complete() {
    this.run(false);
    this.#problem?.remove();
    this.#problem = null;
    if (![...this.#parts.values()].some(part => part.type === 'text' && part.text.trim() !== '')) {
      this.#problem = this.element.appendChild(make('p', 'note empty', 'The agent ended its turn without an answer.'));
    }
  }

  /** Says what the turn used. */
  use(used) {
    this.usage = used;
    const words = usage(used);
    if (words !== '') {
      this.#used ??= this.element.appendChild(make('p', 'note usage'));
      this.#used.textContent = words;
    }
  }

  fail(message, isAborted = false) {
    this.run(false);
    this.#problem ??= this.element.appendChild(make('p', 'problem'));
    this.#problem.className = isAborted ? 'note aborted' : 'problem';
    this.#problem.textContent = isAborted ? 'Aborted.' : message;
  }

  /** Says that the turn is being looked for, or, with null, that it is followed again. */
  note(text) {
    if (this.isRunning) {
      this.element.dataset.state = text === null ? 'running' : 'reconnecting';
    }
    if (text === null) {
      this.#note?.remove();
      this.#note = null;
    } else {
      this.#note ??= this.element.appendChild(make('p', 'note'));
      this.#note.textContent = text;
    }
  }

  #part(type, messageId, partId) {
    const key = `${messageId}/${partId}`;
    let part = this.#parts.get(key);
    if (part === undefined || (part.type !== type && type !== undefined)) {
      const element = type === 'tool' ? toolElement() : type === 'reasoning' ? foldElement('Reasoning', 'reasoning') : make('div', 'md text');
      part?.element.replaceWith(element);
      part = { ...part, message_id: messageId, part_id: partId, type, element, isShown: false, text: part?.text ?? '' };
      this.#parts.set(key, part);
      if (!element.isConnected && element.parentNode === null) {
        this.#answer.append(element);
      }
    }
    return part;
  }

  // The first text is drawn at once. Later text is drawn at most once per frame.
  #draw(part) {
    if (part.isShown) {
      this.#dirty.add(part);
      this.#schedule();
    } else {
      part.isShown = true;
      this.#dirty.add(part);
      this.#flush();
    }
  }

  // After a slow frame, the page handles user input first, for twice as long.
  #schedule() {
    if (this.#isScheduled) {
      return;
    }
    this.#isScheduled = true;
    setTimeout(() => requestAnimationFrame(() => {
      const began = performance.now();
      this.#flush();
      setTimeout(() => {
        const took = performance.now() - began;
        this.#pause = took > LONG_FRAME ? 2 * took : 0;
        this.#isScheduled = false;
        if (this.#dirty.size > 0) {
          this.#schedule();
        }
      });
    }), this.#pause);
  }

  #flush() {
    for (const part of this.#dirty) {
      if (this.#show(part)) {
        this.#dirty.delete(part);
      }
    }
    if (this.#dirty.size > 0) {
      this.#schedule();
    }
  }

  /** Returns whether all of the part is shown. */
  #show(part) {
    switch (part.type) {
      case 'text':
        return render(part.element, part.text);
      case 'reasoning':
        return render(part.element.querySelector('.md'), part.text);
      case 'tool':
        showTool(part);
        return true;
      default:
        return true;
    }
  }
}

function foldElement(title, name) {
  const details = make('details', name);
  details.append(make('summary', '', title), make('div', 'md'));
  return details;
}
