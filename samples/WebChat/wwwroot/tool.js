// A tool call: one line that summarizes it and, when opened, its input and output.
import { make, write } from './dom.js';

// The inputs that describe a call best, for any tool.
const TELLING = ['command', 'file_path', 'filePath', 'path', 'pattern', 'query', 'url', 'description', 'prompt', 'name'];

export function toolElement() {
  const details = make('details', 'tool');
  const summary = make('summary');
  summary.append(make('span', 'name'), ' ', make('span', 'state'));
  details.append(summary);
  return details;
}

export function showTool({ element, tool, title, status, input, output, error }) {
  element.dataset.status = status;
  const line = title || lineOf(input);
  const name = element.querySelector('.name');
  write(name, line === '' ? tool : `${tool} · ${line}`);
  name.title = name.textContent;
  write(element.querySelector('.state'), status === 'error' ? 'failed' : status);
  element.querySelectorAll('.part').forEach(old => old.remove());
  element.append(...inputs(input), ...texts('Output', 'output', output), ...texts('Error', 'error', error));
}

function lineOf(input) {
  if (typeof input !== 'object' || input === null) {
    return typeof input === 'string' ? oneLine(input) : '';
  }
  const key = TELLING.find(name => typeof input[name] === 'string') ?? Object.keys(input).find(name => typeof input[name] === 'string');
  return key === undefined ? '' : oneLine(input[key]);
}

function oneLine(text) {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

/** Each input by its name; a text as it is, with its line breaks, anything else as JSON. */
function inputs(input) {
  if (input === undefined || input === null) {
    return [];
  }
  const entries = typeof input === 'object' && !Array.isArray(input) ? Object.entries(input) : [['Input', input]];
  return entries.flatMap(([name, value]) =>
    texts(name, 'input', typeof value === 'string' ? value : JSON.stringify(value, null, 2)));
}

function texts(label, kind, text) {
  if (text === undefined || text === null) {
    return [];
  }
  const part = make('div', 'part');
  const pre = make('pre', kind, text);
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', label);
  part.append(make('span', 'label', label), pre);
  return [part];
}
