// On a small screen the list of sessions is a drawer over the conversation. The style sheet uses the same condition.
const small = matchMedia('(max-width: 42rem), (max-height: 30rem) and (max-width: 62rem)');
const [drawer, shade, menu, main] = [document.getElementById('drawer'), document.getElementById('shade'), document.getElementById('menu'),
  document.querySelector('main')];

/** Opens or closes the drawer. What is under it, or in it while it is closed, takes no key. */
export function slide(isOpen) {
  const opens = isOpen && small.matches;
  const wasOpen = !shade.hidden;
  document.body.classList.toggle('drawn', opens);
  menu.setAttribute('aria-expanded', String(opens));
  shade.hidden = !opens;
  main.inert = opens;
  drawer.inert = small.matches && !opens;
  if (opens) {
    document.getElementById('new').focus();
  } else if (wasOpen) {
    menu.focus();
  }
}

menu.addEventListener('click', () => slide(true));
shade.addEventListener('click', () => slide(false));
small.addEventListener('change', () => slide(false));
drawer.addEventListener('click', event => event.target.closest('a, #new') && slide(false));
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !shade.hidden) {
    event.stopImmediatePropagation();
    slide(false);
  }
});
slide(false);
