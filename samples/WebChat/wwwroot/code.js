// A block of code: its language, a button that copies it, and colours from highlight.js under lib/. The library is loaded when there
// is code to colour. Long code is not coloured, because it would block the page.
import DOMPurify from './lib/dompurify/purify.es.mjs';
import { make } from './dom.js';

const LONGEST = 20_000;
const AT_ONCE = 3_000;
const COLOURS = { ALLOWED_TAGS: ['span', '#text'], ALLOWED_ATTR: ['class'], RETURN_DOM_FRAGMENT: true };

let library = null;
let reading = null;
const waiting = new Set();

// Wide code scrolls sideways, also with the keyboard.
const widths = new ResizeObserver(entries => {
  for (const { target } of entries) {
    target.toggleAttribute('tabindex', target.scrollWidth > target.clientWidth);
    if (target.hasAttribute('tabindex')) {
      target.tabIndex = 0;
    }
  }
});

/** Completes a `pre` with its `code`. */
export function complete(pre) {
  const code = pre.firstChild;
  const { language } = code.dataset;
  pre.dataset.language = language;
  const copy = make('button', 'copy');
  copy.type = 'button';
  copy.setAttribute('aria-label', 'Copy the code');
  pre.append(copy);
  widths.observe(code);
  if (language !== '' && code.textContent.length <= LONGEST) {
    if (library !== null && code.textContent.length <= AT_ONCE) {
      colour(code);
    } else {
      waiting.add(code);
      requestIdleCallback(colourNext);
    }
  }
  return pre;
}

function colourNext() {
  if (library === null) {
    reading ??= import('./lib/highlightjs/highlight.min.js').then(module => {
      library = module.default;
      colourNext();
    });
    return;
  }
  for (const code of waiting) {
    waiting.delete(code);
    if (code.isConnected) {
      colour(code);
      if (waiting.size > 0) {
        requestIdleCallback(colourNext);
      }
      return;
    }
  }
}

function colour(code) {
  const { language } = code.dataset;
  if (library.getLanguage(language)) {
    const { value } = library.highlight(code.textContent, { language, ignoreIllegals: true });
    code.replaceChildren(DOMPurify.sanitize(value, COLOURS));
  }
}

document.addEventListener('click', async ({ target }) => {
  if (!target.matches?.('button.copy')) {
    return;
  }
  try {
    await navigator.clipboard.writeText(target.parentElement.firstChild.textContent);
    target.setAttribute('aria-label', 'Copied');
  } catch {
    target.setAttribute('aria-label', 'Not copied: the browser does not allow it');
  }
  setTimeout(() => target.setAttribute('aria-label', 'Copy the code'), 2000);
});
