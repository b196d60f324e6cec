// The page follows the end of the conversation if the user is there. Only scrolling up stops that, because a scroll event of the page's
// own scrolling may arrive after the conversation has grown.
const [log, endButton] = ['log', 'end'].map(id => document.getElementById(id));
let follows = true;
let isStaying = false;
let lastTop = 0;

/** Follows the conversation as it grows, or leaves it where it is. */
export function follow(isFollowing) {
  follows = isFollowing;
  endButton.hidden = follows;
  stay();
}

/** Begins with an empty conversation. */
export function restart() {
  lastTop = 0;
  follow(true);
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

log.addEventListener('scroll', () => {
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  if (isAtEnd || log.scrollTop < lastTop) {
    follow(isAtEnd);
  }
  lastTop = log.scrollTop;
});
new ResizeObserver(stay).observe(log);
new MutationObserver(stay).observe(log, { subtree: true, childList: true, characterData: true });
