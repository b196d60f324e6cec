// The page around a conversation: the list of sessions, the composer, the keys.
import { NotSent, call } from './sse.js';
import { Conversation } from './conversation.js';
import { make } from './turn.js';

const [list, log, welcome, status, form, text, sendButton, abortButton, newButton, endButton, unsent] =
  ['sessions', 'log', 'welcome', 'status', 'composer', 'text', 'send', 'abort', 'new', 'end', 'unsent'].map(id => document.getElementById(id));
let conversation = null;

// Items stay what they are, so that neither the focus nor a click in the middle is lost.
const items = new Map();
async function refresh() {
  const sessions = await call('/api/sessions');
  sessions.forEach((session, place) => {
    const item = items.get(session.id) ?? sessionItem(session.id);
    const [link, title, more] = [item.firstChild, item.querySelector('span'), item.querySelector('small')];
    write(title, session.title ?? `Session ${session.id.slice(0, 8)}`);
    write(more, session.created_at === undefined ? session.status : `${session.status} · ${new Date(session.created_at).toLocaleString()}`);
    session.id === conversation?.id ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
    if (list.children[place] !== item) {
      list.insertBefore(item, list.children[place] ?? null);
    }
  });
  while (list.children.length > sessions.length) {
    list.lastChild.remove();
  }
}

function sessionItem(id) {
  const link = make('a');
  link.href = `#${id}`;
  link.append(make('span'), make('small'));
  const item = make('li');
  item.append(link);
  items.set(id, item);
  return item;
}

function write(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

async function open(id) {
  conversation?.close();
  log.replaceChildren();
  unsent.hidden = true;
  lastTop = 0;
  follow(true);
  welcome.hidden = id !== '';
  log.hidden = id === '';
  conversation = id === '' ? null : new Conversation(id, log, changed);
  const opened = conversation;
  changed();
  say(id === '' ? '' : 'Opening the session …');
  await refresh();
  if (opened === null) {
    return;
  }
  try {
    await opened.open();
    if (opened === conversation) {
      changed();
      text.focus();
      await refresh();
    }
  } catch (error) {
    if (opened === conversation) {
      say(error.message);
    }
  }
}

function changed() {
  const running = conversation?.running ?? null;
  const can = conversation?.isReady === true;
  log.setAttribute('aria-busy', String(running !== null));
  text.disabled = !can;
  sendButton.disabled = !can || running !== null;
  abortButton.hidden = running === null;
  if (conversation === null || can) {
    say(running === null ? '' : 'The agent is working.');
  }
}

function say(message) {
  write(status, message);
}

function report(error) {
  say(error.message);
}

form.addEventListener('submit', event => {
  event.preventDefault();
  const message = text.value.trim();
  if (message === '' || sendButton.disabled) {
    return;
  }
  text.value = '';
  unsent.hidden = true;
  follow(true);
  const sender = conversation;
  sender.send(message).then(refresh).catch(error => {
    if (error instanceof NotSent && sender === conversation) {
      keepUnsent(message, error.message);
    } else {
      report(error);
    }
  });
});

// What was not sent is in the box again, before what was written meanwhile.
function keepUnsent(message, reason) {
  text.value = text.value === '' ? message : `${message}\n${text.value}`;
  unsent.textContent = `Not sent. ${reason}`;
  unsent.hidden = false;
}

text.addEventListener('keydown', event => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !abortButton.hidden) {
    abortButton.click();
  }
});

abortButton.addEventListener('click', () => {
  conversation?.abort().catch(report);
  text.focus();
});

newButton.addEventListener('click', async () => {
  newButton.disabled = true;
  try {
    const session = await call('/api/sessions', { method: 'POST' });
    location.hash = session.id;
  } catch (error) {
    report(error);
  } finally {
    newButton.disabled = false;
  }
});

document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  text.focus();
});

// The end of the conversation stays in view of those who are there. Only scrolling up leaves it: a scroll event of the page's own
// scrolling may come when the conversation has grown further.
let follows = true;
let isStaying = false;
let lastTop = 0;
log.addEventListener('scroll', () => {
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  if (isAtEnd || log.scrollTop < lastTop) {
    follow(isAtEnd);
  }
  lastTop = log.scrollTop;
});
new ResizeObserver(stay).observe(log);
new MutationObserver(stay).observe(log, { subtree: true, childList: true, characterData: true });

function follow(isFollowing) {
  follows = isFollowing;
  endButton.hidden = follows;
  stay();
}

function stay() {
  if (follows && !isStaying) {
    isStaying = true;
    requestAnimationFrame(() => {
      isStaying = false;
      if (follows) {
        log.scrollTop = log.scrollHeight;
      }
    });
  }
}

endButton.addEventListener('click', () => {
  follow(true);
  text.focus();
});

window.addEventListener('hashchange', () => open(location.hash.slice(1)).catch(report));
open(location.hash.slice(1)).catch(report);
