// Renders Markdown while it grows. Marked parses it, and DOMPurify allows only what is listed here; both are under lib/. HTML in the text
// stays text. Only http, https and mailto links are allowed, and images are shown as links, so that an answer never loads anything from
// another server.
import DOMPurify from './lib/dompurify/purify.es.mjs';
import { complete } from './code.js';
import { Lexer, Marked } from './lib/marked/marked.esm.js';

const PROTOCOLS = ['http:', 'https:', 'mailto:'];

// Longer paragraphs are shown as plain text, because emphasis is not parsed in linear time.
const LONGEST_PARAGRAPH = 20_000;

// The cells of a longer table are shown as plain text. A longer list is parsed in pieces.
const LONGEST_TABLE = 20_000;
const LONG_LIST = 8_000;

// How much more of a text is shown in one step.
const STEP = 10_000;

const ALLOWED = {
  ALLOWED_TAGS: ['a', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'span', 'strong',
    'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul', '#text'],
  ALLOWED_ATTR: ['align', 'aria-label', 'data-language', 'href', 'role', 'start', 'title'],
  ADD_URI_SAFE_ATTR: ['align', 'aria-label', 'data-language', 'role', 'start', 'title'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

const BLOCKS = ['blockquote', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'li', 'ol', 'p', 'pre', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'];

const purifier = DOMPurify(window);
purifier.addHook('afterSanitizeAttributes', element => {
  if (element.localName === 'a') {
    element.setAttribute('rel', 'noopener noreferrer nofollow');
    element.setAttribute('target', '_blank');
  }
});

const marked = new Marked({
  gfm: true,
  tokenizer: {
    // No token: text that looks like HTML stays text.
    html: () => undefined,
    tag: () => undefined,
  },
  renderer: {
    // The page's own headings have the higher levels.
    heading({ tokens, depth }) {
      const name = `h${Math.min(6, depth + 1)}`;
      return `<${name}>${this.parser.parseInline(tokens)}</${name}>`;
    },
    code: ({ text, lang }) => `<pre><code data-language="${escape(language(lang))}">${escape(text)}</code></pre>`,
    checkbox: ({ checked }) => `<span role="img" aria-label="${checked ? 'done' : 'to do'}">${checked ? '☑' : '☐'}</span> `,
    link(token) {
      return anchor(token, this.parser.parseInline(token.tokens));
    },
    image: token => token.isInLink ? escape(token.text) : anchor(token, escape(token.text)),
  },
});

/**
 * Renders text into an element. Unchanged blocks are kept, because an answer grows at its end. Returns true if all of it is shown. A long
 * text is shown in steps, so that the page can react to the user in between.
 */
export function render(element, text) {
  let source = text.replace(/\r\n?/g, '\n');
  let state = element.rendered;
  if (state === undefined || !source.startsWith(state.stable)) {
    state = fresh(element);
  }
  const isWhole = source.length <= state.length + STEP;
  source = isWhole ? source : source.slice(0, state.length + STEP);
  let tokens = read(source.slice(state.stable.length), state.links);
  const defines = tokens.some(token => token.type === 'def');
  if (defines || state.defines) {
    // A link definition changes links before it.
    state = fresh(element);
    tokens = read(source, {});
  }
  const shown = tokens.filter(token => token.type !== 'space' && token.type !== 'def');
  const blocks = state.blocks.slice(0, state.fixed);
  for (const token of shown) {
    const known = state.blocks[blocks.length];
    blocks.push(known?.raw === token.raw && known.type === token.type ? known : { raw: token.raw, type: token.type, token });
  }
  draw(blocks.filter(({ nodes }) => nodes === undefined));
  place(element, state.blocks, blocks, state.fixed);
  element.rendered = { ...state, length: source.length, blocks, defines, ...settle(state, source, tokens, shown) };
  return isWhole;
}

function fresh(element) {
  element.replaceChildren();
  return { length: 0, stable: '', fixed: 0, links: {}, blocks: [], defines: false };
}

/** What is not read again: text that comes later can change the last two blocks alone. */
function settle(state, source, tokens, shown) {
  const end = tokens.indexOf(shown.at(-2));
  const rest = source.slice(state.stable.length);
  if (shown.length < 2 || tokens.map(token => token.raw).join('') !== rest) {
    return {};
  }
  const settled = tokens.slice(0, end);
  const length = settled.reduce((sum, token) => sum + token.raw.length, 0);
  const links = { ...state.links };
  for (const { type, tag, href, title } of settled) {
    if (type === 'def') {
      links[tag] ??= { href, title };
    }
  }
  return { stable: source.slice(0, state.stable.length + length), fixed: state.fixed + shown.length - 2, links };
}

function place(element, before, blocks, fixed) {
  let same = fixed;
  while (same < before.length && before[same] === blocks[same]) {
    same++;
  }
  before.slice(same).forEach(({ nodes }) => nodes.forEach(node => node.remove()));
  blocks.slice(same).forEach(({ nodes }) => element.append(...nodes));
}

function read(source, links) {
  const lexer = new Lexer(marked.defaults);
  Object.assign(lexer.tokens.links, links);
  lexer.blockTokens(source, lexer.tokens);
  const plain = new Set(lexer.tokens.filter(({ type, raw }) => type === 'table' && raw.length > LONGEST_TABLE)
    .flatMap(({ header, rows }) => [header, ...rows].flat().map(cell => cell.tokens)));
  for (const { src, tokens } of lexer.inlineQueue) {
    if (src.length > LONGEST_PARAGRAPH || plain.has(tokens)) {
      tokens.push({ type: 'text', raw: src, text: src, escaped: false });
    } else {
      lexer.inlineTokens(src, tokens);
    }
  }
  marked.walkTokens(lexer.tokens, token => {
    if (token.type === 'link') {
      marked.walkTokens(token.tokens, child => {
        child.isInLink = true;
      });
    }
  });
  return lexer.tokens.flatMap(split);
}

/** The last two items of a long list by themselves: the items before them are not read again while the list grows. */
function split(token) {
  const { type, raw, items, ordered, start } = token;
  if (type !== 'list' || raw.length < LONG_LIST || items.length < 3 || items.map(item => item.raw).join('') !== raw) {
    return token;
  }
  return [[0, -2], [-2, -1], [-1, undefined]].map(([from, to]) => {
    const part = items.slice(from, to);
    return { ...token, items: part, raw: part.map(item => item.raw).join(''), start: ordered ? start + items.indexOf(part[0]) : start };
  });
}

/** Makes the nodes of blocks. One call of the sanitizer serves all of them, each in an element of its own. */
function draw(blocks) {
  const marks = blocks.filter(({ type }) => type !== 'code');
  const html = marks.map(({ token }) => `<div>${marked.parser([token])}</div>`).join('');
  const nodes = purifier.sanitize(html, ALLOWED);
  removeBreaks(nodes);
  nodes.querySelectorAll('pre').forEach(complete);
  [...nodes.childNodes].forEach((node, i) => {
    marks[i].nodes = [...node.childNodes];
  });
  for (const block of blocks) {
    block.nodes ??= [codeOf(block.token)];
    delete block.token;
  }
}

/** The block that is long most often, and text alone. */
function codeOf({ text, lang }) {
  const code = document.createElement('code');
  code.dataset.language = language(lang);
  code.textContent = text;
  const pre = document.createElement('pre');
  pre.append(code);
  return complete(pre);
}

/** Removes the line breaks that Marked writes between blocks: they are not of the text. */
function removeBreaks(nodes) {
  const texts = document.createTreeWalker(nodes, NodeFilter.SHOW_TEXT);
  const breaks = [];
  while (texts.nextNode()) {
    const { data, previousSibling, nextSibling } = texts.currentNode;
    if (/^\n+$/.test(data) && [previousSibling, nextSibling].some(node => node === null || BLOCKS.includes(node.localName))) {
      breaks.push(texts.currentNode);
    }
  }
  breaks.forEach(node => node.remove());
}

function language(info) {
  return /^\S*/.exec(info ?? '')[0];
}

function anchor({ href, title, raw }, label) {
  const target = decode(href);
  if (!URL.canParse(target) || !PROTOCOLS.includes(new URL(target).protocol)) {
    return escape(raw);
  }
  const hint = title ? ` title="${escape(decode(title))}"` : '';
  return `<a href="${escape(new URL(target).href)}"${hint}>${label || escape(target)}</a>`;
}

/** Reads entities as HTML does. The content of a textarea is text: nothing of it is parsed or run. */
function decode(text) {
  const area = document.createElement('textarea');
  area.innerHTML = text.replaceAll('<', '&lt;');
  return area.value;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
