// A small part of Markdown, as agents write it. Text becomes text nodes and nothing else: what an agent says is never taken for HTML. Links go to http, https and mailto alone, and
// images are shown as links, so that reading an answer asks no other server for anything.

/** Renders text into an element, keeping the blocks that are as they were: an answer grows at its end. */
export function render(element, text) {
  const sources = blocks(text);
  const before = element.blocks ?? [];
  let same = 0;
  while (same < before.length && same < sources.length && before[same] === sources[same]) {
    same++;
  }
  while (element.childNodes.length > same) {
    element.lastChild.remove();
  }
  for (const source of sources.slice(same)) {
    element.append(block(source));
  }
  element.blocks = sources;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;
const RULE = /^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/;

/** Cuts text into blocks: what stands between empty lines, with code and lists in one piece. */
function blocks(text) {
  const result = [];
  let current = [];
  let fence = null;
  const end = () => {
    if (current.length > 0) {
      result.push(current.join('\n'));
      current = [];
    }
  };
  for (const line of text.split('\n')) {
    if (fence !== null) {
      current.push(line);
      if (line.trim().startsWith(fence) && line.trim().replaceAll(fence[0], '') === '') {
        fence = null;
        end();
      }
      continue;
    }
    const opening = FENCE.exec(line);
    if (opening && !ITEM.test(line)) {
      end();
      fence = opening[1];
      current.push(line);
    } else if (line.trim() === '') {
      end();
    } else if (HEADING.test(line) || RULE.test(line)) {
      end();
      result.push(line);
    } else {
      // A list, a quote and a paragraph each end where another kind begins.
      if (current.length > 0 && (ITEM.test(line) !== ITEM.test(current[0]) && !(ITEM.test(current[0]) && /^\s/.test(line)) || line.startsWith('>') !== current[0].startsWith('>'))) {
        end();
      }
      current.push(line);
    }
  }
  end();
  return result;
}

function block(source) {
  const lines = source.split('\n');
  const fence = FENCE.exec(lines[0]);
  if (fence && !ITEM.test(lines[0])) {
    const closed = lines.length > 1 && lines.at(-1).trim().startsWith(fence[1]);
    const code = make('code', lines.slice(1, closed ? -1 : undefined).join('\n'));
    if (fence[2]) {
      code.dataset.language = fence[2];
    }
    return wrap('pre', code);
  }
  const heading = HEADING.exec(lines[0]);
  if (heading && lines.length === 1) {
    // The page's own headings come first.
    return inline(document.createElement(`h${Math.min(6, heading[1].length + 1)}`), heading[2]);
  }
  if (RULE.test(lines[0]) && lines.length === 1) {
    return document.createElement('hr');
  }
  if (lines[0].startsWith('>')) {
    const quote = document.createElement('blockquote');
    render(quote, lines.map(line => line.replace(/^>\s?/, '')).join('\n'));
    return quote;
  }
  if (ITEM.test(lines[0])) {
    return list(lines);
  }
  if (lines.length > 1 && lines[0].includes('|') && /^[\s|:-]*-[\s|:-]*$/.test(lines[1])) {
    return table(lines);
  }
  return inline(document.createElement('p'), source);
}

function list(lines) {
  const indent = ITEM.exec(lines[0])[1].length;
  const result = document.createElement(/^\s*\d/.test(lines[0]) ? 'ol' : 'ul');
  let item = null;
  let nested = [];
  const end = () => {
    if (nested.length > 0 && item !== null) {
      item.append(list(nested));
      nested = [];
    }
  };
  for (const line of lines) {
    const mark = ITEM.exec(line);
    if (mark && (mark[1].length <= indent || item === null)) {
      end();
      item = inline(document.createElement('li'), line.slice(mark[0].length));
      result.append(item);
    } else if (mark || nested.length > 0) {
      nested.push(line);
    } else {
      inline(item, '\n' + line.trim());
    }
  }
  end();
  return result;
}

function table(lines) {
  const cells = line => line.trim().replace(/^\||\|$/g, '').split('|').map(cell => cell.trim());
  const row = (name, line) => wrap('tr', ...cells(line).map(cell => inline(document.createElement(name), cell)));
  return wrap('table', wrap('thead', row('th', lines[0])), wrap('tbody', ...lines.slice(2).map(line => row('td', line))));
}

// Code goes first: nothing in it means anything.
const INLINE = /(`+)(.+?)\1(?!`)|!?\[([^\]\n]*)\]\(\s*<?([^\s)<>]+)>?(?:\s+"[^"]*")?\s*\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=[^\s*])(.+?)(?<=[^\s*])\*|(?<![\w])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\w])|~~(?=\S)(.+?)(?<=\S)~~|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?'"])|( {2,}\n|\\\n)/su;

function inline(element, text) {
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    element.append(rest.slice(0, found.index));
    const [all, , code, label, target, strong, emphasis, underscored, struck, address] = found;
    if (code !== undefined) {
      element.append(make('code', code));
    } else if (target !== undefined) {
      element.append(link(target, label || target, all));
    } else if (address !== undefined) {
      element.append(link(address, address, all));
    } else if (strong !== undefined) {
      element.append(inline(document.createElement('strong'), strong));
    } else if (emphasis ?? underscored) {
      element.append(inline(document.createElement('em'), emphasis ?? underscored));
    } else if (struck !== undefined) {
      element.append(inline(document.createElement('del'), struck));
    } else {
      element.append(document.createElement('br'));
    }
    rest = rest.slice(found.index + all.length);
  }
  element.append(rest);
  return element;
}

function link(target, label, source) {
  const url = URL.canParse(target) ? new URL(target) : null;
  if (url === null || !['http:', 'https:', 'mailto:'].includes(url.protocol)) {
    return document.createTextNode(source);
  }
  const a = make('a', label);
  a.href = url.href;
  a.rel = 'noopener noreferrer nofollow';
  a.target = '_blank';
  return a;
}

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function wrap(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}
