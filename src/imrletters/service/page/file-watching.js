// Receives the server's events about changes of the watched case file and its templates.
import { openChangeEvents } from "./api-client.js";

const RETRY_MILLISECONDS = 2000;

/**
 * @param {{ onCase: () => void, onTemplates: () => void, onDisconnect: () => void, onReconnect: () => void }} listeners
 */
export function watchFiles(listeners) {
  const events = openChangeEvents();
  let isDisconnected = false;
  events.addEventListener("case", listeners.onCase);
  events.addEventListener("templates", listeners.onTemplates);
  events.addEventListener("open", () => {
    if (isDisconnected) listeners.onReconnect();
    isDisconnected = false;
  });
  events.addEventListener("error", () => {
    isDisconnected = true;
    listeners.onDisconnect();
    // the browser reconnects by itself unless the response was an error
    if (events.readyState !== EventSource.CLOSED) return;
    setTimeout(() => watchFiles({ ...listeners }), RETRY_MILLISECONDS);
  });
}
