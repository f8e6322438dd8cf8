// Asks before unsaved work is replaced.

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("question"));

/**
 * Whether the person agrees.
 * @param {string} words
 * @returns {Promise<boolean>}
 */
export function agreed(words) {
  const text = /** @type {HTMLElement} */ (document.getElementById("question-words"));
  text.textContent = words;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

for (const button of dialog.querySelectorAll("button")) {
  button.addEventListener("click", () => dialog.close(button.value));
}
