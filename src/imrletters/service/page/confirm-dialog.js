// Asks for confirmation before unsaved changes are discarded.

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("confirm-dialog"));

/**
 * Whether the user confirms.
 * @param {string} message
 * @returns {Promise<boolean>}
 */
export function confirmed(message) {
  const text = /** @type {HTMLElement} */ (document.getElementById("confirm-message"));
  text.textContent = message;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

for (const button of dialog.querySelectorAll("button")) {
  button.addEventListener("click", () => dialog.close(button.value));
}
