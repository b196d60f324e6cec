// The page: the open session, and how the parts of the page work together.
import { NotSent, Problem, call } from './sse.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { SessionList } from './list.js';
import { write } from './dom.js';
import { follow, restart } from './follow.js';
import { slide } from './drawer.js';
import { facts } from './facts.js';

const [log, welcome, lost, status, title, about, newButton, anewButton, endButton] =
  ['log', 'welcome', 'lost', 'status', 'title', 'facts', 'new', 'anew', 'end'].map(id => document.getElementById(id));
let conversation = null;
let agent = null;

// A message that waits for the session that was created for it.
let first = null;

// Whether a session is being created.
let isMaking = false;

const say = message => write(status, message);
const report = error => say(error.message);
const composer = new Composer({
  send: message => conversation === null ? begin(message) : send(message),
  stop: () => conversation?.abort().catch(report),
});
const list = new SessionList(report, entitle);

function entitle(name) {
  write(title, name === '' ? 'WebChat' : name);
  document.title = name === '' ? 'WebChat' : `${name} · WebChat`;
}

async function open(id) {
  isMaking = false;
  conversation?.close();
  log.replaceChildren();
  composer.forget();
  restart();
  welcome.hidden = id !== '';
  log.hidden = id === '';
  lost.hidden = true;
  entitle('');
  conversation = id === '' ? null : new Conversation(id, log, changed);
  const opened = conversation;
  changed();
  const listed = list.show(id);
  if (opened === null) {
    composer.focus();
    await listed;
    return;
  }
  say(first === null ? 'Opening the session …' : 'Starting a session for your message …');
  try {
    await opened.open();
    if (opened !== conversation) {
      return;
    }
    changed();
    composer.focus();
    sendFirst();
    await listed;
    await list.refresh();
  } catch (error) {
    if (opened === conversation) {
      refuse(error);
    }
  }
}

/** An address without a session says so, and offers another one. */
function refuse(error) {
  if (error instanceof Problem && error.problem.status === 404) {
    log.hidden = true;
    lost.hidden = false;
    conversation = null;
    changed();
    say('');
  } else {
    report(error);
  }
}

function changed() {
  const running = conversation?.running ?? null;
  const canWrite = !isMaking && (conversation === null ? lost.hidden : conversation.isReady);
  log.setAttribute('aria-busy', String(running !== null));
  newButton.disabled = isMaking;
  anewButton.disabled = isMaking;
  composer.show({ canWrite, isRunning: running !== null });
  if (canWrite) {
    say(running === null ? '' : 'The agent is working.');
  }
  write(about, facts(agent, conversation));
}

function send(message) {
  follow(true);
  const sender = conversation;
  sender.send(message).catch(error => {
    if (error instanceof NotSent && sender === conversation) {
      composer.keep(message, error.message);
    } else {
      report(error);
    }
  }).then(() => list.refresh()).then(() => list.name(sender.id));
}

/** Opens a session for a message. */
async function begin(message) {
  first = message;
  try {
    await create();
  } catch (error) {
    first = null;
    composer.keep(message, error.message);
  }
}

function sendFirst() {
  const message = first;
  first = null;
  if (message === null) {
    return;
  }
  if (conversation.isReady) {
    send(message);
  } else {
    composer.keep(message, 'The session did not start.');
  }
}

async function create() {
  makes(true);
  try {
    const session = await call('/api/sessions', { method: 'POST' });
    location.hash = session.id;
  } catch (error) {
    makes(false);
    throw error;
  }
}

function makes(isOn) {
  isMaking = isOn;
  changed();
}

newButton.addEventListener('click', () => create().catch(report));
anewButton.addEventListener('click', () => create().catch(report));

document.addEventListener('keydown', event => {
  if (!event.altKey || !event.shiftKey || document.querySelector('dialog[open]') !== null) {
    return;
  }
  if (event.code === 'KeyN') {
    event.preventDefault();
    slide(false);
    newButton.click();
  } else if (event.code === 'KeyM') {
    event.preventDefault();
    log.lastElementChild?.focus();
  }
});

document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  document.getElementById('text').focus();
});

endButton.addEventListener('click', () => {
  follow(true);
  composer.focus();
});

window.addEventListener('hashchange', () => open(location.hash.slice(1)).catch(report));
open(location.hash.slice(1)).catch(report);
call('/api/agent').then(known => {
  agent = known;
  changed();
}).catch(report);
