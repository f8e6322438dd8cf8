// Postpones changes that move the form while a mouse button is pressed: the click would miss its target.

let isPressed = false;
/** @type {(() => void)[]} */
let waiting = [];

/**
 * Makes a change at once, or after the mouse button that is pressed was released and its click was handled.
 * @param {() => void} change
 */
export function whenReleased(change) {
  if (isPressed) waiting.push(change);
  else change();
}

function makeChanges() {
  const changes = waiting;
  waiting = [];
  for (const change of changes) change();
}

// the click comes after the release; what its handler changes does not wait
function release() {
  isPressed = false;
  setTimeout(makeChanges);
}

const capture = true;
addEventListener("pointerdown", ({ button }) => (isPressed = button === 0), { capture });
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, release, { capture });
addEventListener("blur", ({ target }) => target === window && release(), { capture });
