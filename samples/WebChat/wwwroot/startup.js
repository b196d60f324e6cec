import { events } from './sse.js';
import { make } from './dom.js';

/** Shows the phases of a sandbox that is being made. Returns whether there is one in the end. */
export async function startup(url, log, signal) {
  const list = make('ol', 'phases');
  list.setAttribute('aria-label', 'The sandbox starts');
  log.append(list);
  for await (const { name, data } of events(url, { signal })) {
    list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    if (name === 'phase' && data.status === 'creating') {
      const item = make('li', '', (data.phase ?? 'waiting').replaceAll('_', ' '));
      item.setAttribute('aria-current', 'step');
      if (list.lastChild?.textContent === item.textContent) {
        list.lastChild.remove();
      }
      list.append(item);
    } else if (name === 'end') {
      if (data.status === 'ready') {
        list.remove();
        return true;
      }
      log.append(make('p', 'problem', `The session is ${data.status}. ${data.detail ?? ''}`));
    }
  }
  return false;
}
