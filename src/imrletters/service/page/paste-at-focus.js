// Sends each paste to the element with the focus: if that is no text field, browsers send it to the selected text.

/** Starts to send each paste to the element with the focus, and only to it. */
export function pasteAtFocus() {
  const send = (/** @type {ClipboardEvent} */ event) => {
    const focused = document.activeElement;
    if (!focused || focused === document.body || event.composedPath().includes(focused)) return;
    event.stopImmediatePropagation();
    const sent = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
    // Firefox 153 ignores it in the constructor
    Object.defineProperty(sent, "clipboardData", { value: event.clipboardData });
    if (!focused.dispatchEvent(sent)) event.preventDefault();
  };
  document.addEventListener("paste", send, { capture: true });
}
