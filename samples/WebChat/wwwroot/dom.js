/** An element with a class and a text. */
export function make(name, className, text) {
  const element = document.createElement(name);
  if (className) {
    element.className = className;
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

/** Says something, if it was not said already: what has not changed is not announced again. */
export function write(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
