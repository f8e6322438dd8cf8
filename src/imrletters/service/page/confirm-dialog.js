// Asks for confirmation before something is replaced.

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("confirm-dialog"));
const DISCARD = { title: "Discard the unsaved changes?", no: "Keep the current case", yes: "Discard changes" };

/**
 * Whether the user confirms.
 * @param {string} message
 * @param {{ title: string, no: string, yes: string }} [words]
 * @returns {Promise<boolean>}
 */
export function confirmed(message, { title, no, yes } = DISCARD) {
  const texts = { "confirm-title": title, "confirm-message": message, "confirm-no": no, "confirm-yes": yes };
  for (const [id, text] of Object.entries(texts)) {
    /** @type {HTMLElement} */ (document.getElementById(id)).textContent = text;
  }
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

for (const button of dialog.querySelectorAll("button")) {
  button.addEventListener("click", () => dialog.close(button.value));
}
