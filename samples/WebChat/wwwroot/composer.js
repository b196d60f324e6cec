// The input box for messages, and its button, which sends a message or stops the running turn.
const [form, text, button, unsent, keys] = ['composer', 'text', 'send', 'unsent', 'keys'].map(id => document.getElementById(id));

// On a touch screen, Enter adds a line break. The button sends.
const touch = matchMedia('(pointer: coarse)');

export class Composer {
  #isRunning = false;
  #last = '';
  #handlers;

  /** `send` is given what was written, `stop` stops the turn. */
  constructor(handlers) {
    this.#handlers = handlers;
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.#submit();
    });
    button.addEventListener('click', event => {
      if (this.#isRunning) {
        event.preventDefault();
        this.#stop();
      }
    });
    text.addEventListener('input', () => this.#grow());
    text.addEventListener('keydown', event => this.#press(event));
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.#isRunning && document.querySelector('dialog[open]') === null) {
        this.#stop();
      }
    });
    touch.addEventListener('change', () => this.#tell());
    this.#tell();
  }

  /** What can be done now. */
  show({ canWrite, isRunning }) {
    this.#isRunning = isRunning;
    text.disabled = !canWrite;
    button.disabled = !canWrite;
    button.textContent = isRunning ? 'Stop' : 'Send';
    button.classList.toggle('bad', isRunning);
  }

  focus() {
    // On a phone the keyboard would cover the conversation.
    if (!touch.matches) {
      text.focus();
    }
  }

  /** What was not sent is in the box again, before what was written meanwhile. */
  keep(message, reason) {
    this.#write(text.value === '' ? message : `${message}\n${text.value}`);
    unsent.textContent = `Not sent. ${reason}`;
    unsent.hidden = false;
  }

  forget() {
    unsent.hidden = true;
  }

  #submit() {
    const message = text.value.trim();
    if (message === '' || button.disabled || this.#isRunning) {
      return;
    }
    this.#last = message;
    this.#write('');
    this.forget();
    this.#handlers.send(message);
  }

  #stop() {
    this.#handlers.stop();
    this.focus();
  }

  #press(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !touch.matches) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'ArrowUp' && text.value === '' && this.#last !== '') {
      event.preventDefault();
      this.#write(this.#last);
    }
  }

  #write(words) {
    text.value = words;
    this.#grow();
  }

  /** The box is as high as what is in it. The style sheet says how high it gets. */
  #grow() {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight + text.offsetHeight - text.clientHeight}px`;
  }

  #tell() {
    const [enter, more] = touch.matches ? ['Write a message', 'Enter breaks the line; the button sends.']
      : ['Enter sends, Shift+Enter breaks the line', 'Enter sends, Shift+Enter breaks the line, Arrow up brings back the last message, '
        + 'Esc stops a running turn, Alt+Shift+N opens a new session, Alt+Shift+M goes to the last answer.'];
    text.placeholder = enter;
    keys.textContent = more;
    text.enterKeyHint = touch.matches ? 'enter' : 'send';
  }
}
