// The list of sessions: grouped by day, loaded page by page while the user scrolls, with search, rename and end.
import { call } from './sse.js';
import { make, write } from './dom.js';

const PAGE = 50;
const REFRESH = 30_000;

const [drawer, list, search, nothing, dialog, name, note, terminate] =
  ['drawer', 'sessions', 'search', 'nothing', 'session', 'name', 'session-note', 'terminate'].map(id => document.getElementById(id));

export class SessionList {
  #items = new Map();
  #days = new Map();
  #asked = new Map();
  #limit = PAGE;
  #hasMore = false;
  #current = '';
  #asks = 0;
  #report;
  #changed;

  /** `report` is given errors, `changed` the open session when something of it is known. */
  constructor(report, changed) {
    this.#report = report;
    this.#changed = changed;
    drawer.addEventListener('scroll', () => this.#more());
    search.addEventListener('input', () => this.refresh());
    dialog.addEventListener('close', () => this.#act().catch(report));
    const look = () => document.visibilityState === 'visible' && this.refresh();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    setInterval(look, REFRESH);
  }

  /** Marks a session as the open one, and brings it into view. */
  async show(id) {
    this.#current = id;
    await this.refresh();
    while (id !== '' && this.#hasMore && !this.#items.get(id)?.item.isConnected && id === this.#current) {
      this.#limit += PAGE;
      await this.refresh();
    }
    this.#items.get(id)?.item.scrollIntoView({ block: 'nearest' });
  }

  /** Reads the list. An answer that a later one has overtaken is not shown. */
  async refresh() {
    const ask = ++this.#asks;
    const words = search.value.trim();
    try {
      const query = new URLSearchParams(words === '' ? { limit: this.#limit } : { search: words });
      const { sessions, has_more: hasMore } = await call(`/api/sessions?${query}`);
      if (ask === this.#asks) {
        this.#hasMore = hasMore;
        this.#draw(sessions);
        nothing.hidden = words === '' || sessions.length > 0;
        this.#more();
        this.name(this.#current);
      }
    } catch (error) {
      this.#report(error);
    }
  }

  #more() {
    const isAtEnd = drawer.scrollHeight - drawer.scrollTop - drawer.clientHeight < 200;
    if (this.#hasMore && isAtEnd && drawer.clientHeight > 0 && drawer.scrollHeight > drawer.clientHeight) {
      this.#hasMore = false;
      this.#limit += PAGE;
      this.refresh();
    }
  }

  // Existing items are kept, so that neither the focus nor a click is lost.
  #draw(sessions) {
    const groups = Map.groupBy(sessions, session => dayOf(session.created_at));
    place(list, [...groups].map(([day, members]) => {
      const group = this.#days.get(day) ?? this.#day(day);
      place(group.lastChild, members.map(session => this.#item(session)));
      return group;
    }));
  }

  #day(day) {
    const group = make('section', 'day');
    group.append(make('h2', '', day), make('ul'));
    this.#days.set(day, group);
    return group;
  }

  #item(session) {
    const entry = this.#items.get(session.id) ?? this.#make(session.id);
    entry.session = session;
    const title = session.title ?? entry.title;
    write(entry.name, title ?? `Session ${session.id.slice(0, 8)}`);
    const time = new Date(session.created_at).toLocaleTimeString([], { timeStyle: 'short' });
    write(entry.more, session.created_at === undefined ? session.status : `${session.status} · ${time}`);
    entry.button.setAttribute('aria-label', `Rename or end ${entry.name.textContent}`);
    if (session.id === this.#current) {
      entry.link.setAttribute('aria-current', 'true');
      this.#changed(entry.name.textContent);
    } else {
      entry.link.removeAttribute('aria-current');
    }
    if (title === undefined && session.status !== 'creating') {
      this.#titles.observe(entry.item);
    }
    return entry.item;
  }

  #make(id) {
    const item = make('li');
    const link = make('a');
    const button = make('button', 'more', '⋯');
    link.href = `#${id}`;
    button.type = 'button';
    button.addEventListener('click', () => this.#edit(id));
    const entry = { item, link, button, name: make('span'), more: make('small'), title: undefined };
    link.append(entry.name, entry.more);
    item.append(link, button);
    this.#items.set(id, entry);
    return entry;
  }

  // Unknown titles are requested when they become visible, and again after the session was used.
  #titles = new IntersectionObserver(seen => {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) {
        this.#titles.unobserve(target);
        const { session } = [...this.#items.values()].find(entry => entry.item === target);
        if (this.#asked.get(session.id) !== session.last_seen_at) {
          this.#asked.set(session.id, session.last_seen_at);
          this.name(session.id);
        }
      }
    }
  });

  /** Asks what a session is called. */
  async name(id) {
    const entry = this.#items.get(id);
    if (entry === undefined || entry.session.status === 'creating' || (entry.session.title ?? entry.title) !== undefined) {
      return;
    }
    try {
      const { title } = await call(`/api/sessions/${encodeURIComponent(id)}/title`);
      if (title !== undefined) {
        entry.title = title;
        this.#item(entry.session);
      }
    } catch {
      // The session keeps its title.
    }
  }

  #edit(id) {
    const entry = this.#items.get(id);
    dialog.dataset.session = id;
    dialog.returnValue = '';
    name.value = entry.name.textContent;
    const isOver = ['dead', 'failed'].includes(entry.session.status);
    terminate.hidden = isOver;
    note.hidden = isOver;
    dialog.showModal();
    name.select();
  }

  async #act() {
    const id = dialog.dataset.session;
    const entry = this.#items.get(id);
    const url = `/api/sessions/${encodeURIComponent(id)}`;
    const title = name.value.trim();
    if (dialog.returnValue === 'rename' && title !== '') {
      await call(`${url}/title`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title }),
      });
    } else if (dialog.returnValue === 'end') {
      await call(url, { method: 'DELETE' });
      if (id === this.#current) {
        window.dispatchEvent(new HashChangeEvent('hashchange'));
      }
    }
    await this.refresh();
    entry.button.focus();
  }
}

/** Puts elements into another one, in their order; what is at its place stays. */
function place(parent, elements) {
  elements.forEach((element, i) => {
    if (parent.children[i] !== element) {
      parent.insertBefore(element, parent.children[i] ?? null);
    }
  });
  while (parent.children.length > elements.length) {
    parent.lastChild.remove();
  }
}

function dayOf(time) {
  const day = new Date(time ?? Date.now());
  const today = new Date();
  const yesterday = new Date();
  yesterday.setDate(today.getDate() - 1);
  return day.toDateString() === today.toDateString() ? 'Today'
    : day.toDateString() === yesterday.toDateString() ? 'Yesterday'
      : day.toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}
